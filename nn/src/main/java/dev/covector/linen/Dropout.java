package dev.covector.linen;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.layers.Noise;
import org.jspecify.annotations.Nullable;

/**
 * Elements set to 0 at random, and the others scaled so that the mean stays; Srivastava et al.
 * 2014. It draws from the stream {@code dropout}.
 *
 * <pre>{@code
 * Dropout dropout = new Dropout(0.4);
 * Tensor x = Numpy.ones(2, 3);
 * Map<String, Tensor> rngs = Map.of("dropout", Random.key(0));
 * Tensor y = dropout.apply(Map.of(), rngs, () -> dropout.apply(x, false));
 * }</pre>
 */
public final class Dropout extends Layer {
  private double rate;
  private int[] broadcastDims = {};
  private @Nullable Boolean deterministic;
  private boolean followsTraining = false;
  private String rngCollection = "dropout";

  /** Dropout with the probability of 0. */
  public Dropout(double rate) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new ModuleException(
          "Dropout: the rate is " + rate + "; it is the probability of 0, from 0 to 1");
    }
    this.rate = rate;
  }

  /** The axes along which all elements share their fate. */
  public Dropout broadcastDims(int... value) {
    Dropout copy = copy();
    copy.broadcastDims = value.clone();
    return copy;
  }

  /** Whether nothing is dropped; here or in the call. */
  public Dropout deterministic(boolean value) {
    Dropout copy = copy();
    copy.deterministic = value;
    return copy;
  }

  /**
   * Whether something is dropped follows {@link ApplyOptions#training}: what is trained drops.
   * Without it, it has to be said here or in the call.
   */
  public Dropout followsTraining() {
    Dropout copy = copy();
    copy.followsTraining = true;
    return copy;
  }

  /** The stream that the key comes from. */
  public Dropout rngCollection(String value) {
    Dropout copy = copy();
    copy.rngCollection = value;
    return copy;
  }

  @Override
  public Dropout named(String name) {
    return (Dropout) super.named(name);
  }

  @Override
  protected Tensor call(Tensor x) {
    if (deterministic == null && followsTraining) {
      return dropped(x, !isTraining(), null);
    }
    if (deterministic == null) {
      throw new ModuleException(
          "Dropout: say whether it is deterministic: new Dropout(rate).deterministic(true) to"
              + " evaluate, or apply(x, true)");
    }
    return dropped(x, deterministic, null);
  }

  /**
   * The input with elements dropped.
   *
   * @param deterministic whether nothing is dropped
   */
  public Tensor apply(Tensor x, boolean deterministic) {
    return compact(() -> dropped(x, unless(deterministic), null));
  }

  /** The input with elements dropped, chosen by a key. */
  public Tensor apply(Tensor x, Tensor key) {
    return compact(() -> dropped(x, deterministic != null && deterministic, key));
  }

  private boolean unless(boolean given) {
    if (deterministic != null) {
      throw new ModuleException(
          "Dropout: deterministic is given to the module and to the call; give it to one");
    }
    return given;
  }

  private Tensor dropped(Tensor x, boolean nothing, @Nullable Tensor key) {
    if (nothing || rate == 0) {
      return x;
    }
    if (rate == 1) {
      return Lax.fullLike(x, 0);
    }
    return Noise.dropout(x, key == null ? makeRng(rngCollection) : key, rate, broadcastDims);
  }
}
