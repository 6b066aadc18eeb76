package dev.covector.nnx;

import dev.covector.Covector;
import dev.covector.Fn1;
import dev.covector.Scanned;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.layers.Flip;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A cell run over sequences [examples..., time, features].
 *
 * <pre>{@code
 * RNN<Tensor> rnn = new RNN<>(new GRUCell(3, 4, new Rngs(0)));
 * Tensor y = rnn.apply(Numpy.ones(2, 5, 3)); // f32[2,5,4]
 * }</pre>
 *
 * @param <C> what the cell carries
 */
public final class RNN<C> extends Module implements Fn1<Tensor, Tensor> {
  private RNNCell<C> cell;
  private RngStream rngs;
  private final boolean timeMajor;
  private final boolean reverse;
  private final boolean keepOrder;

  /** A network of one cell. */
  public RNN(RNNCell<C> cell) {
    this(cell, false, false, false);
  }

  /**
   * A network of one cell.
   *
   * @param timeMajor whether time is axis 0
   * @param reverse whether time runs backwards; what is behind the length of a sequence stays
   *     behind
   * @param keepOrder whether outputs are in the order of the inputs, if time runs backwards
   */
  public RNN(RNNCell<C> cell, boolean timeMajor, boolean reverse, boolean keepOrder) {
    this.cell = cell;
    this.timeMajor = timeMajor;
    this.reverse = reverse;
    this.keepOrder = keepOrder;
    this.rngs = new RngStream(Random.key(0), "carry");
  }

  /** The outputs of all steps. */
  @Override
  public Tensor apply(Tensor x) {
    return run(x, null, null, rngs, timeMajor, reverse, keepOrder).outputs();
  }

  /**
   * The last carry, and the outputs.
   *
   * @param initialCarry the first; null for what the cell draws
   * @param seqLengths how many steps each example has, or null; its carry is that of its last step
   */
  public Scanned<C, Tensor> run(Tensor x, @Nullable C initialCarry, @Nullable Tensor seqLengths) {
    return run(x, initialCarry, seqLengths, rngs, timeMajor, reverse, keepOrder);
  }

  Scanned<C, Tensor> run(
      Tensor given,
      @Nullable C initialCarry,
      @Nullable Tensor lengths,
      RngStream keys,
      boolean timeFirst,
      boolean backwards,
      boolean ordered) {
    if (given.rank() < cell.numFeatureAxes() + 1) {
      throw new ShapeException(
          "RNN: the input is %s; its last axes must be time and %d of features"
              .formatted(given.type(), cell.numFeatureAxes()));
    }
    int timeAxis = timeFirst ? 0 : given.rank() - cell.numFeatureAxes() - 1;
    Tensor x = backwards ? Flip.backwards(given, lengths, timeAxis) : given;
    C first =
        initialCarry == null
            ? cell.initializeCarry(x.shape().remove(timeAxis), keys)
            : initialCarry;
    Scanned<List<Object>, List<Object>> scan =
        Nnx.scan(
            (List<Object> state, Tensor slice) -> {
              Scanned<C, Tensor> step = cell(state).apply(carry(state), slice);
              List<Object> out =
                  lengths == null
                      ? List.of(step.outputs())
                      : Arrays.asList(step.outputs(), step.carry());
              return new Scanned<>(Arrays.asList(state.getFirst(), step.carry()), out);
            },
            Arrays.asList(cell, first),
            Numpy.moveaxis(x, timeAxis, 0));
    Tensor outputs = Numpy.moveaxis((Tensor) scan.outputs().getFirst(), 0, timeAxis);
    if (backwards && ordered) {
      outputs = Flip.backwards(outputs, lengths, timeAxis);
    }
    C last = lengths == null ? carry(scan.carry()) : lastOf(scan.outputs().get(1), lengths);
    return new Scanned<>(last, outputs);
  }

  @SuppressWarnings("unchecked") // the state is the cell and its carry
  private RNNCell<C> cell(List<Object> state) {
    return (RNNCell<C>) state.getFirst();
  }

  @SuppressWarnings("unchecked") // the state is the cell and its carry
  private C carry(List<Object> state) {
    return (C) state.get(1);
  }

  @SuppressWarnings("unchecked") // carries stacked along time are of the carry's structure
  private C lastOf(Object carries, Tensor lengths) {
    return (C) Covector.treeMap((Tensor x) -> Flip.last(x, lengths), carries);
  }
}
