package dev.covector.host;

import java.lang.foreign.MemorySegment;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Frames of one plan, one for each run in flight. Large arenas are only kept during a run. */
final class FramePool {
  private static final long KEPT_BYTES = 1 << 20;

  private final CompiledProgram compiled;
  private final BufferPlan plan;
  private final HostMemory memory;
  private final ConcurrentLinkedQueue<Slot> idle = new ConcurrentLinkedQueue<>();

  FramePool(CompiledProgram compiled, BufferPlan plan, HostMemory memory) {
    this.compiled = compiled;
    this.plan = plan;
    this.memory = memory;
  }

  /** What the frames follow. */
  BufferPlan plan() {
    return plan;
  }

  /** A frame for one run, to be closed after it. */
  Slot acquire() {
    Slot slot = idle.poll();
    Slot used = slot != null ? slot : new Slot();
    used.prepare();
    return used;
  }

  /** A frame and its arena. */
  final class Slot implements AutoCloseable {
    private @Nullable Storage arena;
    private @Nullable Frame frame;
    private long address;

    /** The frame; only within {@link #acquire} and {@link #close}. */
    Frame frame() {
      if (frame == null) {
        throw new IllegalStateException("not prepared");
      }
      return frame;
    }

    private void prepare() {
      if (arena == null && plan.arenaBytes() > 0) {
        arena = new Storage(memory, plan.arenaBytes());
      }
      MemorySegment segment = arena == null ? MemorySegment.NULL : arena.segment();
      // the pool mostly hands out the same memory again, and then the frame still fits
      if (frame == null || segment.address() != address) {
        frame = new Frame(compiled, plan, segment);
        address = segment.address();
      }
    }

    @Override
    public void close() {
      frame().clear();
      if (arena != null && plan.arenaBytes() > KEPT_BYTES) {
        arena.release();
        arena = null;
      }
      idle.add(this);
    }
  }
}
