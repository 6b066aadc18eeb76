package dev.covector.linen;

import dev.covector.Fn2;
import dev.covector.Scanned;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Two recurrent networks over the same sequences, one of them backwards.
 *
 * <pre>{@code
 * Bidirectional<Tensor, Tensor> both =
 *     new Bidirectional<>(new RNN<>(new GRUCell(4)), new RNN<>(new GRUCell(4)));
 * Map<String, Object> variables = both.init(Random.key(0), Numpy.ones(2, 3, 5));
 * Tensor y = both.apply(variables, Numpy.ones(2, 3, 5)); // f32[2,3,8]
 * }</pre>
 *
 * @param <F> what the forward network carries
 * @param <B> what the backward network carries
 */
public final class Bidirectional<F, B> extends Layer {
  private final RNN<F> forwardRnn;
  private final RNN<B> backwardRnn;
  private Fn2<Tensor, Tensor, Tensor> mergeFn = (f, b) -> Numpy.concatenate(List.of(f, b), -1);
  private boolean timeMajor = false;

  /** A network forwards and one backwards. */
  public Bidirectional(RNN<F> forwardRnn, RNN<B> backwardRnn) {
    this.forwardRnn = forwardRnn;
    this.backwardRnn = backwardRnn;
  }

  /** What is made of the two outputs; they are concatenated without it. */
  public Bidirectional<F, B> mergeFn(Fn2<Tensor, Tensor, Tensor> value) {
    Bidirectional<F, B> copy = copy();
    copy.mergeFn = value;
    return copy;
  }

  /** Whether time is axis 0. */
  public Bidirectional<F, B> timeMajor(boolean value) {
    Bidirectional<F, B> copy = copy();
    copy.timeMajor = value;
    return copy;
  }

  @Override
  @SuppressWarnings("unchecked") // a copy has the class of its original
  public Bidirectional<F, B> named(String name) {
    return (Bidirectional<F, B>) super.named(name);
  }

  @Override
  protected Tensor call(Tensor x) {
    return both(x, null, null, null).outputs();
  }

  /**
   * The last carries, and the outputs.
   *
   * @param seqLengths how many steps of each example count, i32[examples...]
   */
  public Scanned<Carries<F, B>, Tensor> run(Tensor x, Tensor seqLengths) {
    return run(x, null, seqLengths);
  }

  /** The last carries, and the outputs, from given first carries. */
  public Scanned<Carries<F, B>, Tensor> run(Tensor x, Carries<F, B> initial) {
    return run(x, initial, null);
  }

  /**
   * The last carries, and the outputs.
   *
   * @param initial the first carries; null for the cells' own
   * @param seqLengths how many steps of each example count, i32[examples...]; null for all
   */
  public Scanned<Carries<F, B>, Tensor> run(
      Tensor x, @Nullable Carries<F, B> initial, @Nullable Tensor seqLengths) {
    F forward = initial == null ? null : initial.forward();
    B backward = initial == null ? null : initial.backward();
    return compact(() -> both(x, forward, backward, seqLengths));
  }

  /** The carries of the two networks. */
  public record Carries<F, B>(F forward, B backward) {}

  private Scanned<Carries<F, B>, Tensor> both(
      Tensor x, @Nullable F forward, @Nullable B backward, @Nullable Tensor lengths) {
    Scanned<F, Tensor> ahead =
        forwardRnn.run(
            RNNInputs.<F>of(x)
                .initialCarry(forward)
                .seqLengths(lengths)
                .timeMajor(timeMajor)
                .reverse(false, false));
    Scanned<B, Tensor> back =
        backwardRnn.run(
            RNNInputs.<B>of(x)
                .initialCarry(backward)
                .seqLengths(lengths)
                .timeMajor(timeMajor)
                .reverse(true, true));
    Tensor merged = mergeFn.apply(ahead.outputs(), back.outputs());
    return new Scanned<>(new Carries<>(ahead.carry(), back.carry()), merged);
  }
}
