package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.List;

/**
 * Two networks, one of which runs backwards, their outputs side by side.
 *
 * <pre>{@code
 * Rngs rngs = new Rngs(0);
 * Bidirectional network =
 *     new Bidirectional(
 *         new RNN<>(new LSTMCell(3, 4, rngs)), new RNN<>(new GRUCell(3, 4, rngs)));
 * Tensor y = network.apply(Numpy.ones(2, 5, 3)); // f32[2,5,8]
 * }</pre>
 */
public final class Bidirectional extends Module implements Fn1<Tensor, Tensor> {
  @PathName("forward_rnn")
  private RNN<?> forward;

  @PathName("backward_rnn")
  private RNN<?> backward;

  /** A network that runs forwards, and one that runs backwards. */
  public Bidirectional(RNN<?> forward, RNN<?> backward) {
    this.forward = forward;
    this.backward = backward;
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor there = forward.run(x, null, null, false, false).outputs();
    Tensor back = backward.run(x, null, null, true, true).outputs();
    return Numpy.concatenate(List.of(there, back), -1);
  }

  /**
   * The outputs for sequences of different lengths.
   *
   * @param seqLengths how many steps each example has
   */
  public Tensor apply(Tensor x, Tensor seqLengths) {
    Tensor there = forward.run(x, null, seqLengths, false, false).outputs();
    Tensor back = backward.run(x, null, seqLengths, true, true).outputs();
    return Numpy.concatenate(List.of(there, back), -1);
  }
}
