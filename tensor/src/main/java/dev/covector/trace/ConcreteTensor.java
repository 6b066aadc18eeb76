package dev.covector.trace;

import dev.covector.StateException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.backend.Backend;
import dev.covector.backend.DeviceBuffer;
import dev.covector.graph.Literal;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;
import org.jspecify.annotations.Nullable;

/** A tensor with a value, in a buffer of a device; a literal gets its buffer when asked. */
public final class ConcreteTensor implements Tensor {
  private static final AtomicReferenceFieldUpdater<ConcreteTensor, @Nullable DeviceBuffer> BUFFER =
      AtomicReferenceFieldUpdater.newUpdater(ConcreteTensor.class, DeviceBuffer.class, "buffer");

  private static final AtomicReferenceFieldUpdater<ConcreteTensor, @Nullable String> GONE =
      AtomicReferenceFieldUpdater.newUpdater(ConcreteTensor.class, String.class, "gone");

  private final TensorType type;
  private final @Nullable Literal literal;
  private final boolean borrowed;
  private volatile @Nullable DeviceBuffer buffer;
  private volatile @Nullable String gone;

  private ConcreteTensor(
      TensorType type, @Nullable Literal literal, @Nullable DeviceBuffer buffer, boolean borrowed) {
    this.type = type;
    this.literal = literal;
    this.borrowed = borrowed;
    // nobody else sees this tensor yet: the fence of a volatile write would be for nothing
    BUFFER.lazySet(this, buffer);
  }

  /** A tensor over a dense buffer that nobody else writes to. */
  public static ConcreteTensor of(TensorType type, DeviceBuffer buffer) {
    return new ConcreteTensor(type, null, buffer, false);
  }

  /** A tensor over a buffer around memory of the caller's. */
  static ConcreteTensor borrowed(TensorType type, DeviceBuffer buffer) {
    return new ConcreteTensor(type, null, buffer, true);
  }

  /** A scalar. */
  static ConcreteTensor literal(Literal literal) {
    return new ConcreteTensor(literal.type(), literal, null, false);
  }

  @Override
  public TensorType type() {
    return type;
  }

  /** The scalar's literal, when it was made from one. */
  public Optional<Literal> literal() {
    return Optional.ofNullable(literal);
  }

  /**
   * The buffer.
   *
   * @throws StateException when the tensor was closed or donated
   */
  public DeviceBuffer buffer() {
    String reason = gone;
    if (reason != null) {
      throw new StateException("the tensor " + type + " was " + reason);
    }
    DeviceBuffer known = buffer;
    return known != null ? known : materialize();
  }

  private synchronized DeviceBuffer materialize() {
    DeviceBuffer known = buffer;
    if (known == null) {
      Literal value = literal;
      if (value == null) {
        throw new IllegalStateException("neither buffer nor literal");
      }
      Backend backend = Backends.current();
      known = backend.allocate(type.dtype().byteSize());
      MemorySegment segment = known.segment();
      switch (type.dtype().byteSize()) {
        case 1 -> segment.set(ValueLayout.JAVA_BYTE, 0, (byte) value.bits());
        case 2 -> segment.set(ValueLayout.JAVA_SHORT, 0, (short) value.bits());
        case 4 -> segment.set(ValueLayout.JAVA_INT, 0, (int) value.bits());
        case 8 -> segment.set(ValueLayout.JAVA_LONG, 0, value.bits());
        default -> throw new IllegalStateException("no literal has type " + type);
      }
      buffer = known;
    }
    return known;
  }

  /** The content in host memory, read-only, after waiting for it. */
  @Override
  public MemorySegment segment() {
    return buffer().segment().asReadOnly();
  }

  /** A copy of one slice along axis 0. */
  public ConcreteTensor example(int index) {
    TensorType slice = type.withShape(type.shape().remove(0));
    long bytes = slice.shape().size() * slice.dtype().byteSize();
    DeviceBuffer copy = Backends.current().allocate(bytes);
    copy.segment().copyFrom(segment().asSlice(index * bytes, bytes));
    return of(slice, copy);
  }

  /** Tensors of one type as slices along a new axis 0. */
  public static ConcreteTensor stack(List<ConcreteTensor> slices) {
    TensorType slice = slices.getFirst().type();
    long bytes = slice.shape().size() * slice.dtype().byteSize();
    DeviceBuffer all = Backends.current().allocate(bytes * slices.size());
    for (int i = 0; i < slices.size(); i++) {
      all.segment().asSlice(i * bytes, bytes).copyFrom(slices.get(i).segment());
    }
    return of(slice.withShape(slice.shape().insert(0, slices.size())), all);
  }

  /** Marks the tensor as used up by a call that it was donated to. */
  public void donate(String call) {
    buffer();
    gone = "donated to jit " + call + " before; use what that call returned, or do not donate it";
    buffer = null;
  }

  /** Whether the memory is the caller's own, see {@link Tensor#wrap}. */
  public boolean isBorrowed() {
    return borrowed;
  }

  /**
   * Checks that the tensor may be an operand.
   *
   * @throws StateException naming the operation when the tensor was closed or donated
   */
  public void requireAlive(String op) {
    String reason = gone;
    if (reason != null) {
      throw new StateException(op + ": the operand " + type + " was " + reason);
    }
  }

  /** Whether the tensor may still be used. */
  public boolean isAlive() {
    return gone == null;
  }

  @Override
  public void close() {
    DeviceBuffer known = buffer;
    if (gone == null) {
      // without the fence of a volatile write: the buffer is what lets one thread only close it
      GONE.lazySet(this, "closed before; close it after its last use");
      if (known != null) {
        known.close();
      }
      BUFFER.lazySet(this, null);
    }
  }

  /** As NumPy prints it; large tensors are elided. */
  @Override
  public String toString() {
    return TensorPrinter.print(this);
  }
}
