package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Scanned;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two networks, one of which runs backwards, their outputs side by side.
 *
 * <pre>{@code
 * Rngs rngs = new Rngs(0);
 * Bidirectional<LSTMCarry, Tensor> network =
 *     new Bidirectional<>(
 *         new RNN<>(new LSTMCell(3, 4, rngs)), new RNN<>(new GRUCell(3, 4, rngs)));
 * Tensor y = network.apply(Numpy.ones(2, 5, 3)); // f32[2,5,8]
 * }</pre>
 *
 * @param <F> what the forward network carries
 * @param <B> what the backward network carries
 */
public final class Bidirectional<F, B> extends Module implements Fn1<Tensor, Tensor> {
  /** The carries of the two networks. */
  public record Carries<F, B>(F forward, B backward) {}

  private static final Fn2<Tensor, Tensor, Tensor> SIDE_BY_SIDE =
      (there, back) -> Numpy.concatenate(List.of(there, back), -1);

  @PathName("forward_rnn")
  private RNN<F> forward;

  @PathName("backward_rnn")
  private RNN<B> backward;

  /** The keys of first carries, of both networks. */
  private RngStream rngs;

  private final Fn2<Tensor, Tensor, Tensor> mergeFn;
  private final boolean timeMajor;

  /** A network that runs forwards, and one that runs backwards. */
  public Bidirectional(RNN<F> forward, RNN<B> backward) {
    this(forward, backward, SIDE_BY_SIDE, false);
  }

  /**
   * Two networks.
   *
   * @param mergeFn what is made of the two outputs
   * @param timeMajor whether time is axis 0
   */
  public Bidirectional(
      RNN<F> forward, RNN<B> backward, Fn2<Tensor, Tensor, Tensor> mergeFn, boolean timeMajor) {
    this.forward = forward;
    this.backward = backward;
    this.rngs = new RngStream(Random.key(0), "carry");
    this.mergeFn = mergeFn;
    this.timeMajor = timeMajor;
  }

  @Override
  public Tensor apply(Tensor x) {
    return run(x, null, null).outputs();
  }

  /**
   * The outputs for sequences of different lengths.
   *
   * @param seqLengths how many steps each example has
   */
  public Tensor apply(Tensor x, Tensor seqLengths) {
    return run(x, null, seqLengths).outputs();
  }

  /**
   * The last carries, and the outputs.
   *
   * @param initial the first carries; null for what the cells draw
   * @param seqLengths how many steps each example has; null for all
   */
  public Scanned<Carries<F, B>, Tensor> run(
      Tensor x, @Nullable Carries<F, B> initial, @Nullable Tensor seqLengths) {
    F first = initial == null ? null : initial.forward;
    B second = initial == null ? null : initial.backward;
    Scanned<F, Tensor> there = forward.run(x, first, seqLengths, rngs, timeMajor, false, false);
    Scanned<B, Tensor> back = backward.run(x, second, seqLengths, rngs, timeMajor, true, true);
    return new Scanned<>(
        new Carries<>(there.carry(), back.carry()), mergeFn.apply(there.outputs(), back.outputs()));
  }
}
