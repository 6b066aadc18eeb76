package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.layers.Noise;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * While training, elements set to 0 at random, the others scaled up; Srivastava et al. 2014,
 * <i>Dropout</i>.
 *
 * <pre>{@code
 * Dropout dropout = new Dropout(0.5, new Rngs(0));
 * Tensor dropped = dropout.apply(Numpy.ones(2, 3));
 * dropout.eval();
 * Tensor same = dropout.apply(Numpy.ones(2, 3));
 * }</pre>
 */
public final class Dropout extends Module implements Fn1<Tensor, Tensor> {
  private static final String STREAM = "dropout";

  private final double rate;
  private final int[] broadcastDims;

  @PathName("rngs")
  private @Nullable RngStream stream;

  private boolean deterministic;

  /**
   * Dropout with a key stream of its own, forked from the stream {@code dropout}.
   *
   * @param rate the probability of 0
   */
  public Dropout(double rate, Rngs rngs) {
    this(rate, rngs, new int[0]);
  }

  /**
   * Dropout of whole slices.
   *
   * @param broadcastDims axes along which all elements share their fate
   */
  public Dropout(double rate, Rngs rngs, int... broadcastDims) {
    this(rate, rngs.stream(STREAM).fork(), broadcastDims);
  }

  /** Dropout that is given its keys in the call. */
  public Dropout(double rate) {
    this(rate, (RngStream) null, new int[0]);
  }

  /**
   * Dropout with keys of a stream of another name.
   *
   * @param rngCollection the stream that it forks
   */
  public Dropout(double rate, String rngCollection, Rngs rngs, int... broadcastDims) {
    this(rate, rngs.stream(rngCollection).fork(), broadcastDims);
  }

  private Dropout(double rate, @Nullable RngStream stream, int... broadcastDims) {
    if (!(rate >= 0 && rate <= 1)) {
      throw new NnxException(
          "Dropout: the rate is " + rate + "; it is the probability of 0, from 0 to 1");
    }
    this.rate = rate;
    this.stream = stream;
    this.broadcastDims = broadcastDims.clone();
  }

  /** The input, or while training a part of it. */
  @Override
  public Tensor apply(Tensor x) {
    if (rate > 0 && rate < 1 && !deterministic && stream == null) {
      throw new NnxException(
          "Dropout needs an rng stream: make it with new Dropout(rate, rngs), or call apply(x, key),"
              + " or eval() before");
    }
    return dropped(x, stream, null);
  }

  /** The input, or while training a part of it that a key selects. */
  public Tensor apply(Tensor x, Tensor key) {
    return dropped(x, null, key);
  }

  private Tensor dropped(Tensor x, @Nullable RngStream keys, @Nullable Tensor key) {
    if (rate == 0 || deterministic) {
      return x;
    }
    if (rate == 1) {
      return Lax.fullLike(x, 0);
    }
    Tensor chosen = keys == null ? key : keys.next();
    if (chosen == null) {
      throw new IllegalStateException("dropout has a key here");
    }
    return Noise.dropout(x, chosen, rate, broadcastDims);
  }

  @Override
  protected Map<String, String> viewAttributes() {
    return Map.of("deterministic", "whether nothing is dropped");
  }

  @Override
  protected void setView(String attribute, Object value) {
    deterministic = View.flag(this, attribute, value);
  }

  @Override
  protected void setTraining(boolean training) {
    deterministic = !training;
  }
}
