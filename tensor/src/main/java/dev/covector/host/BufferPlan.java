package dev.covector.host;

import dev.covector.kernel.BufferUse;
import dev.covector.kernel.Kernel;
import dev.covector.kernel.Program;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where every buffer of a program lives, from the kernels between its first write and last use.
 *
 * <p>Temporaries share one arena. Outputs never live in it: each has memory of its own, or that of
 * a donated input. A result takes the place of an operand that dies in the same kernel where {@link
 * InPlace} allows it.
 */
final class BufferPlan {
  /** A donation to no output. */
  static final int NOT_DONATED = -1;

  /** A donation to any output. */
  static final int ANY_OUTPUT = -2;

  /** Where a buffer lives. */
  sealed interface Place {
    /** In the memory of a program input. */
    record Input(int index) implements Place {}

    /** In the memory of a program constant. */
    record Constant(int index) implements Place {}

    /** In the memory of a program output of its own. */
    record Output(int index) implements Place {}

    /** In the arena. */
    record Arena(long offset) implements Place {}

    /** Nowhere: nothing touches it. */
    record None() implements Place {}
  }

  private final Place[] places;
  private final int[] taken;
  private final long[] workspaces;
  private final long arenaBytes;

  private BufferPlan(List<Integer> outputs, Place[] places, long[] workspaces, long arenaBytes) {
    this.places = places;
    this.taken =
        outputs.stream()
            .mapToInt(o -> places[o] instanceof Place.Input input ? input.index() : -1)
            .toArray();
    this.workspaces = workspaces;
    this.arenaBytes = arenaBytes;
  }

  /** The place of a buffer. */
  Place place(int buffer) {
    return places[buffer];
  }

  /** The input in whose memory an output is, or -1. */
  int outputTakes(int output) {
    return taken[output];
  }

  /** Where in the arena the workspace of a kernel begins. */
  long workspace(int kernel) {
    return workspaces[kernel];
  }

  /** The size of the arena. */
  long arenaBytes() {
    return arenaBytes;
  }

  /**
   * Plans a program.
   *
   * @param workspaceBytes what each kernel needs of the arena while it runs
   * @param donation for each input the output that may take its memory, or one of the constants
   */
  static BufferPlan of(Program program, long[] workspaceBytes, int[] donation) {
    return new Planner(program, workspaceBytes, donation).plan();
  }

  /** Buffers that follow one another in the same memory. */
  private static final class Group {
    final Place fixed;
    final long bytes;
    int occupant;
    int start;
    int end;
    int output = -1;
    int takenInput = -1;
    long offset;

    Group(Place fixed, long bytes, int start) {
      this.fixed = fixed;
      this.bytes = bytes;
      this.start = start;
    }

    Place place() {
      if (!(fixed instanceof Place.None)) {
        return fixed;
      }
      return takenInput >= 0
          ? new Place.Input(takenInput)
          : output >= 0 ? new Place.Output(output) : new Place.Arena(offset);
    }

    boolean isInArena() {
      return place() instanceof Place.Arena;
    }
  }

  private static final class Planner {
    private static final Place NONE = new Place.None();

    private final Program program;
    private final long[] workspaceBytes;
    private final int[] donation;
    private final int kernels;
    private final int[] last;
    private final int[] outputOf;
    private final @Nullable Group[] groups;
    private final List<Group> made = new ArrayList<>();

    Planner(Program program, long[] workspaceBytes, int[] donation) {
      this.program = program;
      this.workspaceBytes = workspaceBytes;
      this.donation = donation;
      this.kernels = program.kernels().size();
      int buffers = program.buffers().size();
      this.last = new int[buffers];
      this.outputOf = new int[buffers];
      this.groups = new Group[buffers];
    }

    BufferPlan plan() {
      List<BufferUse> uses = program.kernels().stream().map(BufferUse::of).toList();
      findLastUses(uses);
      for (int i = 0; i < program.inputs().size(); i++) {
        fix(program.inputs().get(i), new Place.Input(i));
      }
      for (int i = 0; i < program.constants().size(); i++) {
        fix(program.constants().get(i).buffer(), new Place.Constant(i));
      }
      for (int t = 0; t < kernels; t++) {
        place(program.kernels().get(t), uses.get(t), t);
      }
      for (int i = 0; i < program.outputs().size(); i++) {
        int buffer = program.outputs().get(i);
        if (groups[buffer] == null) {
          start(buffer, kernels);
        }
      }
      takeDonatedInputs();
      return layOut();
    }

    private void findLastUses(List<BufferUse> uses) {
      Arrays.fill(last, -1);
      Arrays.fill(outputOf, -1);
      for (int t = 0; t < kernels; t++) {
        for (int buffer : uses.get(t).reads()) {
          last[buffer] = t;
        }
        for (int buffer : uses.get(t).writes()) {
          last[buffer] = t;
        }
      }
      for (int i = program.outputs().size() - 1; i >= 0; i--) {
        outputOf[program.outputs().get(i)] = i;
        last[program.outputs().get(i)] = kernels;
      }
    }

    private void fix(int buffer, Place place) {
      Group group = new Group(place, program.buffers().get(buffer).byteSize(), -1);
      occupy(group, buffer);
    }

    private void occupy(Group group, int buffer) {
      groups[buffer] = group;
      group.occupant = buffer;
      group.end = Math.max(group.end, last[buffer]);
      group.output = Math.max(group.output, outputOf[buffer]);
    }

    private void place(Kernel kernel, BufferUse use, int time) {
      List<InPlace> possible = InPlace.of(kernel);
      for (int buffer : use.writes()) {
        for (InPlace pair : possible) {
          Group group = groups[pair.source()];
          if (pair.target() == buffer
              && groups[buffer] == null
              && group != null
              && mayTake(group, pair.source(), buffer, time)) {
            occupy(group, buffer);
          }
        }
        if (groups[buffer] == null) {
          start(buffer, time);
        }
      }
    }

    private void start(int buffer, int time) {
      Group group = new Group(NONE, program.buffers().get(buffer).byteSize(), time);
      made.add(group);
      occupy(group, buffer);
    }

    private boolean mayTake(Group group, int source, int target, int time) {
      return group.occupant == source
          && last[source] == time
          && group.bytes == program.buffers().get(target).byteSize()
          && switch (group.fixed) {
            case Place.Input input -> isDonatedTo(input.index(), outputOf[target]);
            case Place.Constant _ -> false;
            case Place.Output _, Place.Arena _, Place.None _ -> true;
          };
    }

    private boolean isDonatedTo(int input, int output) {
      return donation[input] == ANY_OUTPUT
          || (donation[input] != NOT_DONATED && (output < 0 || donation[input] == output));
    }

    /** Outputs that begin after a donated input's memory was used for the last time. */
    private void takeDonatedInputs() {
      for (int i = 0; i < donation.length; i++) {
        Group input = groups[program.inputs().get(i)];
        if (donation[i] == NOT_DONATED || input == null) {
          continue;
        }
        for (Group group : made) {
          if (group.output >= 0
              && group.takenInput < 0
              && input.output < 0
              && input.end < group.start
              && input.bytes == group.bytes
              && isDonatedTo(i, group.output)) {
            group.takenInput = i;
            break;
          }
        }
      }
    }

    private BufferPlan layOut() {
      List<List<Group>> starting = new ArrayList<>();
      List<List<Group>> ending = new ArrayList<>();
      for (int t = 0; t < kernels; t++) {
        starting.add(new ArrayList<>());
        ending.add(new ArrayList<>());
      }
      for (Group group : made) {
        if (group.isInArena()) {
          starting.get(group.start).add(group);
          ending.get(group.end).add(group);
        }
      }
      ArenaLayout arena = new ArenaLayout();
      long[] workspaces = new long[kernels];
      for (int t = 0; t < kernels; t++) {
        for (Group group : starting.get(t)) {
          group.offset = arena.allocate(group.bytes);
        }
        workspaces[t] = arena.allocate(workspaceBytes[t]);
        arena.free(workspaces[t], workspaceBytes[t]);
        for (Group group : ending.get(t)) {
          arena.free(group.offset, group.bytes);
        }
      }
      Place[] places = new Place[groups.length];
      for (int b = 0; b < places.length; b++) {
        Group group = groups[b];
        places[b] = group == null ? NONE : group.place();
      }
      return new BufferPlan(program.outputs(), places, workspaces, arena.size());
    }
  }
}
