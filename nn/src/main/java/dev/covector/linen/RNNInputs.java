package dev.covector.linen;

import dev.covector.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * The inputs of a recurrent network besides the sequences.
 *
 * <pre>{@code
 * Tensor x = Numpy.ones(2, 3, 5);
 * RNN<Tensor> rnn = new RNN<>(new GRUCell(6));
 * Map<String, Object> variables = rnn.init(Random.key(0), x);
 * RNNInputs<Tensor> inputs = RNNInputs.<Tensor>of(x).seqLengths(Tensor.of(new int[] {3, 2}));
 * Scanned<Tensor, Tensor> result = rnn.apply(variables, () -> rnn.run(inputs));
 * }</pre>
 *
 * @param sequences [examples..., time, features...]
 * @param initialCarry the first carry; null for the cell's own
 * @param initKey for a first carry that is random; null for that of seed 0
 * @param seqLengths how many steps of each example count, i32[examples...]; null for all
 * @param reversed whether time runs backwards; null for what the network says
 * @param orderKept whether outputs are in the order of the inputs, if time runs backwards; null for
 *     what the network says
 * @param timeFirst whether time is axis 0; null for what the network says
 */
public record RNNInputs<C>(
    Tensor sequences,
    @Nullable C initialCarry,
    @Nullable Tensor initKey,
    @Nullable Tensor seqLengths,
    @Nullable Boolean reversed,
    @Nullable Boolean orderKept,
    @Nullable Boolean timeFirst) {
  /** Sequences, and the cell's own first carry. */
  public static <C> RNNInputs<C> of(Tensor sequences) {
    return new RNNInputs<>(sequences, null, null, null, null, null, null);
  }

  /** These, with a first carry. */
  public RNNInputs<C> initialCarry(@Nullable C carry) {
    return new RNNInputs<>(sequences, carry, initKey, seqLengths, reversed, orderKept, timeFirst);
  }

  /** These, with a key for the first carry. */
  public RNNInputs<C> initKey(@Nullable Tensor key) {
    return new RNNInputs<>(
        sequences, initialCarry, key, seqLengths, reversed, orderKept, timeFirst);
  }

  /** These, with the number of steps of each example. */
  public RNNInputs<C> seqLengths(@Nullable Tensor lengths) {
    return new RNNInputs<>(
        sequences, initialCarry, initKey, lengths, reversed, orderKept, timeFirst);
  }

  /** These, backwards or not, whatever the network says. */
  public RNNInputs<C> reverse(boolean backwards, boolean keepOrder) {
    return new RNNInputs<>(
        sequences, initialCarry, initKey, seqLengths, backwards, keepOrder, timeFirst);
  }

  /** These, with time as axis 0 or not, whatever the network says. */
  public RNNInputs<C> timeMajor(boolean first) {
    return new RNNInputs<>(
        sequences, initialCarry, initKey, seqLengths, reversed, orderKept, first);
  }
}
