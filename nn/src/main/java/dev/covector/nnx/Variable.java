package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Stateful;
import dev.covector.Tensor;
import dev.covector.TensorType;
import java.util.Objects;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A place for a tensor that changes: a parameter, a running average, a count. Modules hold
 * variables in their fields; its class says what a variable is for, and filters select by it.
 *
 * <p>Inside a function that is transformed, reads and writes see traced values, on this thread
 * only; what was written arrives here once the whole function has succeeded. So an exception leaves
 * everything as it was, and other threads see all changes of a call or none.
 *
 * <pre>{@code
 * Variable count = new Variable(Tensor.of(0));
 * count.update(n -> n.plus(1));
 * int now = count.get().toInt(); // 1
 * }</pre>
 */
public class Variable implements Cloneable, Stateful {
  /** Null if the variable was made inside a traced function: its value belongs to that. */
  private volatile @Nullable Tensor value;

  /** A variable with its first value. */
  @SuppressWarnings("this-escape") // the overlay takes it as a key by identity
  public Variable(Tensor value) {
    Tensor first = Objects.requireNonNull(value, "the value of a variable");
    Overlay overlay = Overlay.current();
    if (overlay == null || !overlay.adopt(this, first)) {
      this.value = first;
    }
  }

  /** The value now. */
  public final Tensor get() {
    Overlay overlay = Overlay.current();
    return overlay == null ? settled() : overlay.read(this);
  }

  /**
   * Changes the value.
   *
   * @throws NnxException inside a transformed function that does not have this variable among its
   *     arguments
   */
  public final void set(Tensor value) {
    Tensor next = Objects.requireNonNull(value, "the value of a variable");
    Overlay overlay = Overlay.current();
    if (overlay != null) {
      overlay.write(this, next);
    } else {
      Overlay.requireEager(this);
      Overlay.settle(this, next);
    }
  }

  /** Changes the value to a function of it; no change of another thread is lost in between. */
  public final void update(UnaryOperator<Tensor> function) {
    Overlay.transaction(
        () -> {
          set(function.apply(get()));
          return this;
        });
  }

  /** The value outside of all traces. */
  final Tensor settled() {
    Tensor now = value;
    if (now == null) {
      throw new NnxException(
          "the "
              + kind()
              + " was made inside a transformed function, and its value is gone with that; return"
              + " the module or its state from the function");
    }
    return now;
  }

  /** Whether the value outside of all traces is this very tensor. */
  final boolean isSettledAs(Tensor tensor) {
    return value == tensor;
  }

  final void settle(Tensor next) {
    value = next;
  }

  /** Another variable of this class and metadata. */
  final Variable copy(@Nullable Tensor other) {
    try {
      Variable copy = (Variable) clone();
      copy.value = other;
      if (other != null) {
        Overlay overlay = Overlay.current();
        if (overlay != null && overlay.adopt(copy, other)) {
          copy.value = null;
        }
      }
      return copy;
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("variables are cloneable", e);
    }
  }

  /** What besides its class tells this variable from others; compared by {@code equals}. */
  protected Optional<String> tag() {
    return Optional.empty();
  }

  /** The type of the value now. */
  public final TensorType type() {
    return get().type();
  }

  /** The shape of the value now. */
  public final Shape shape() {
    return get().shape();
  }

  /** The dtype of the value now. */
  public final DType dtype() {
    return get().dtype();
  }

  @Override
  public final String remedy() {
    return "compile with Nnx.jit, or pass its value, get()";
  }

  final String kind() {
    return getClass().getSimpleName();
  }

  @Override
  public final String toString() {
    return kind() + "(" + get() + ")";
  }
}
