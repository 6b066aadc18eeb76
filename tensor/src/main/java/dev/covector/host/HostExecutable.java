package dev.covector.host;

import dev.covector.CovectorException;
import dev.covector.UserLine;
import dev.covector.backend.DeviceBuffer;
import dev.covector.backend.Executable;
import dev.covector.kernel.Program;
import dev.covector.kernel.ProgramChecker;
import java.lang.ref.Reference;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * A program on the CPU: planned memory, control flow, donation and dispatch around the kernels of a
 * {@link KernelCompiler}.
 *
 * <p>Small programs whose inputs are ready run on the calling thread. Others run on one dispatch
 * thread, in the order of the calls; their errors surface where a result is waited for, with the
 * line of the call.
 */
public final class HostExecutable implements Executable {
  /** Handing work to another thread and waiting for it costs about as much. */
  private static final double INLINE_NANOS = 30_000;

  private static final int MAX_DONATIONS = 8;

  private final CompiledProgram compiled;
  private final HostMemory memory;
  private final Dispatcher dispatcher;
  private final boolean small;
  private final boolean effects;
  private final BitSet nothing = new BitSet();
  private final ConcurrentHashMap<BitSet, FramePool> pools = new ConcurrentHashMap<>();
  private final FramePool plain;

  /** For each output the output before it that is the same buffer, or itself. */
  private final int[] first;

  /** Compiles a program. */
  public HostExecutable(Program program, KernelCompiler compiler) {
    this(program, compiler, HostMemory.shared(), Dispatcher.SHARED);
  }

  HostExecutable(
      Program program, KernelCompiler compiler, HostMemory memory, Dispatcher dispatcher) {
    if (Boolean.getBoolean("covector.checkPrograms")) {
      ProgramChecker.check(program);
    }
    this.memory = memory;
    this.dispatcher = dispatcher;
    this.compiled = CompiledProgram.of(program, compiler, memory);
    this.small = KernelCost.of(program) <= INLINE_NANOS;
    this.effects = KernelCost.hasEffects(program);
    this.plain = pool(nothing);
    List<Integer> outputs = program.outputs();
    this.first = outputs.stream().mapToInt(outputs::indexOf).toArray();
  }

  @Override
  public HostBuffer[] run(DeviceBuffer[] inputs, boolean @Nullable [] donated) {
    Storage[] in = gather(inputs, donated);
    boolean inline =
        dispatcher.isCurrentThread()
            || (small && (!effects || dispatcher.isIdle()) && areReady(in));
    return inline ? runHere(in, donated) : runLater(in, donated);
  }

  private Storage[] gather(DeviceBuffer[] inputs, boolean @Nullable [] donated) {
    List<Integer> expected = compiled.program().inputs();
    if (inputs.length != expected.size()) {
      throw new CovectorException(
          "run: the program takes " + expected.size() + " inputs, got " + inputs.length);
    }
    for (int i = 0; i < inputs.length; i++) {
      if (!(inputs[i] instanceof HostBuffer buffer)) {
        throw new CovectorException(
            "run: input " + i + " is on another device; copy it to the CPU with devicePut");
      }
      if (buffer.byteSize() != compiled.byteSize(expected.get(i))) {
        throw new CovectorException(
            "run: input "
                + i
                + " has "
                + buffer.byteSize()
                + " bytes, the program takes "
                + compiled.byteSize(expected.get(i)));
      }
      buffer.requireOpen("run");
    }
    Storage[] in = new Storage[inputs.length];
    for (int i = 0; i < in.length; i++) {
      HostBuffer buffer = (HostBuffer) inputs[i];
      in[i] = donated != null && donated[i] ? buffer.donate("run") : buffer.share("run");
    }
    return in;
  }

  private static boolean areReady(Storage[] in) {
    for (Storage storage : in) {
      if (!storage.isReady()) {
        return false;
      }
    }
    return true;
  }

  private HostBuffer[] runHere(Storage[] in, boolean @Nullable [] donated) {
    @Nullable Storage[] made = make(null);
    HostBuffer[] result = hand(in, made);
    try {
      compute(in, donated, made);
      return result;
    } catch (RuntimeException | Error e) {
      for (HostBuffer buffer : result) {
        buffer.close();
      }
      throw e;
    } finally {
      release(in);
    }
  }

  private HostBuffer[] runLater(Storage[] in, boolean @Nullable [] donated) {
    Optional<String> line = UserLine.find();
    boolean @Nullable [] given = donated == null ? null : donated.clone();
    Storage[][] promised = new Storage[1][];
    Task task =
        new Task(
            dispatcher,
            () ->
                UserLine.during(
                    line,
                    () -> {
                      fulfil(in, given, promised[0]);
                      return line;
                    }));
    promised[0] = make(task);
    HostBuffer[] result = hand(in, promised[0]);
    dispatcher.submit(task);
    return result;
  }

  private void fulfil(Storage[] in, boolean @Nullable [] donated, @Nullable Storage[] made) {
    Throwable failure = null;
    try {
      compute(in, donated, made);
    } catch (CovectorException | Error e) {
      failure = e;
    } catch (RuntimeException e) {
      failure = new CovectorException("run: a kernel failed with " + e, e);
    }
    for (Storage storage : made) {
      if (storage != null) {
        storage.complete(failure);
      }
    }
    release(in);
  }

  /** Storage for the outputs that the program makes; null where it hands something back. */
  private @Nullable Storage[] make(@Nullable Task task) {
    List<Integer> outputs = compiled.program().outputs();
    @Nullable Storage[] made = new Storage[outputs.size()];
    for (int i = 0; i < made.length; i++) {
      boolean own =
          switch (plain.plan().place(outputs.get(i))) {
            case BufferPlan.Place.Output place -> place.index() == i;
            case BufferPlan.Place.Input _, BufferPlan.Place.Constant _ -> false;
            case BufferPlan.Place.Arena _, BufferPlan.Place.None _ ->
                throw new IllegalStateException("output " + i + " has no place");
          };
      if (own) {
        made[i] = new Storage(compiled.byteSize(outputs.get(i)), task);
      }
    }
    return made;
  }

  /** Buffers for the outputs: made ones, and shares of inputs, constants and earlier outputs. */
  private HostBuffer[] hand(Storage[] in, @Nullable Storage[] made) {
    HostBuffer[] result = new HostBuffer[made.length];
    for (int i = 0; i < made.length; i++) {
      Storage own = made[i];
      if (own == null) {
        own =
            switch (plain.plan().place(compiled.program().outputs().get(i))) {
              case BufferPlan.Place.Input input -> in[input.index()].share();
              case BufferPlan.Place.Constant c -> compiled.constants().get(c.index()).share();
              case BufferPlan.Place.Output _, BufferPlan.Place.Arena _, BufferPlan.Place.None _ ->
                  Objects.requireNonNull(made[first[i]]).share();
            };
      }
      result[i] = new HostBuffer(own);
    }
    return result;
  }

  private void compute(Storage[] in, boolean @Nullable [] donated, @Nullable Storage[] made) {
    for (Storage storage : in) {
      storage.await();
    }
    FramePool pool = donated == null ? plain : pool(donations(in, donated));
    try (FramePool.Slot slot = pool.acquire()) {
      Frame frame = slot.frame();
      for (int i = 0; i < in.length; i++) {
        frame.input(i, in[i].segment());
      }
      for (int i = 0; i < made.length; i++) {
        Storage own = made[i];
        if (own != null && !(place(pool, i) instanceof BufferPlan.Place.Input)) {
          own.fill(memory);
          frame.output(i, own.segment());
        }
      }
      frame.run();
      for (int i = 0; i < made.length; i++) {
        Storage own = made[i];
        if (own != null && place(pool, i) instanceof BufferPlan.Place.Input donor) {
          own.takeFrom(in[donor.index()]);
        }
      }
    } finally {
      Reference.reachabilityFence(in);
      Reference.reachabilityFence(made);
    }
  }

  private BufferPlan.Place place(FramePool pool, int output) {
    return pool.plan().place(compiled.program().outputs().get(output));
  }

  private static void release(Storage[] in) {
    for (Storage storage : in) {
      storage.release();
    }
  }

  /** The inputs that were given up and that nobody else has. */
  private BitSet donations(Storage[] in, boolean[] donated) {
    BitSet set = new BitSet();
    for (int i = 0; i < in.length; i++) {
      if (donated[i] && in[i].isExclusive()) {
        set.set(i);
      }
    }
    return pools.size() < MAX_DONATIONS || pools.containsKey(set) ? set : nothing;
  }

  private FramePool pool(BitSet given) {
    FramePool known = pools.get(given);
    if (known != null) {
      return known;
    }
    int[] donation = new int[compiled.program().inputs().size()];
    Arrays.fill(donation, BufferPlan.NOT_DONATED);
    given.stream().forEach(i -> donation[i] = BufferPlan.ANY_OUTPUT);
    FramePool made = new FramePool(compiled, compiled.plan(donation), memory);
    FramePool earlier = pools.putIfAbsent(given, made);
    return earlier != null ? earlier : made;
  }
}
