package dev.covector.host;

import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Frames of one plan, one for each run in flight. They keep their arenas, so that a program finds
 * its temporaries in the cache; {@link HostMemory} takes the arenas back before it runs out.
 */
final class FramePool {
  /** Larger arenas are only kept during a run. */
  private static final long KEPT_BYTES = 256 << 20;

  private final CompiledProgram compiled;
  private final BufferPlan plan;
  private final HostMemory memory;
  private final boolean[] donated;
  private final Spares<Slot> idle = new Spares<>();

  /** Frames for runs to which some inputs are donated. */
  FramePool(CompiledProgram compiled, boolean[] donated, HostMemory memory) {
    this.compiled = compiled;
    this.memory = memory;
    this.donated = donated;
    int[] donation = new int[donated.length];
    for (int i = 0; i < donation.length; i++) {
      donation[i] = donated[i] ? BufferPlan.ANY_OUTPUT : BufferPlan.NOT_DONATED;
    }
    this.plan = compiled.plan(donation);
    if (plan.arenaBytes() > 0) {
      memory.lends(this);
    }
  }

  /** What the frames follow. */
  BufferPlan plan() {
    return plan;
  }

  /** Whether these are the frames for these donated inputs. */
  boolean isFor(boolean[] inputs) {
    return Arrays.equals(donated, inputs);
  }

  /** A frame for one run, to be closed after it. */
  Slot acquire() {
    Slot slot = idle.take();
    Slot used = slot != null ? slot : new Slot();
    used.prepare();
    return used;
  }

  /** Gives the arenas of idle frames back to the pool of memory. */
  void giveBack() {
    for (Slot slot = idle.take(); slot != null; slot = idle.take()) {
      slot.release();
    }
  }

  /** A frame and its arena. */
  final class Slot implements AutoCloseable {
    private @Nullable Storage arena;
    private @Nullable Frame frame;
    private long address;

    /** The frame; only within {@link #acquire} and {@link #close}. */
    Frame frame() {
      Frame known = frame;
      if (known == null) {
        throw new IllegalStateException("not prepared");
      }
      return known;
    }

    private void prepare() {
      if (frame != null && arena != null) {
        return;
      }
      if (plan.arenaBytes() > 0) {
        arena = new Storage(memory, plan.arenaBytes());
      }
      MemorySegment segment = arena == null ? MemorySegment.NULL : arena.segment();
      // the pool mostly hands out the same memory again, and then the frame still fits
      if (frame == null || segment.address() != address) {
        frame = new Frame(compiled, plan, segment);
        address = segment.address();
      }
    }

    private void release() {
      if (arena != null) {
        arena.release();
        arena = null;
      }
    }

    @Override
    public void close() {
      frame().clear();
      if (plan.arenaBytes() > KEPT_BYTES) {
        release();
      }
      if (!idle.give(this)) {
        release();
      }
    }
  }
}
