package dev.covector.nnx;

import dev.covector.Tensor;
import java.util.Optional;

/**
 * The state of a stream of keys.
 *
 * <pre>{@code
 * State keys = Nnx.state(new Dropout(0.5, new Rngs(0)), RngState.class); // a key and a count
 * }</pre>
 */
public abstract sealed class RngState extends Variable {
  private final String tag;

  private RngState(Tensor value, String tag) {
    super(value);
    this.tag = tag;
  }

  /** The name of the stream. */
  @Override
  public final Optional<String> tag() {
    return Optional.of(tag);
  }

  /** The key that a stream's keys are derived from. */
  public static final class RngKey extends RngState {
    RngKey(Tensor value, String tag) {
      super(value, tag);
    }
  }

  /** How many keys a stream has given, u32. */
  public static final class RngCount extends RngState {
    RngCount(Tensor value, String tag) {
      super(value, tag);
    }
  }
}
