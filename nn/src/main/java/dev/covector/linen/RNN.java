package dev.covector.linen;

import dev.covector.Covector;
import dev.covector.Scanned;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.layers.Flip;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.util.List;

/**
 * A cell run over sequences [examples..., time, features...].
 *
 * <pre>{@code
 * RNN<Tensor> rnn = new RNN<>(new GRUCell(6));
 * Map<String, Object> variables = rnn.init(Random.key(0), Numpy.ones(2, 3, 5));
 * Tensor y = rnn.apply(variables, Numpy.ones(2, 3, 5)); // f32[2,3,6]
 * }</pre>
 *
 * @param <C> what the cell carries
 */
public final class RNN<C> extends Layer {
  private final RNNCellBase<C> cell;
  private boolean timeMajor = false;
  private boolean reverse = false;
  private boolean keepOrder = false;
  private LiftOptions lift =
      LiftOptions.DEFAULT.shared(CollectionName.PARAMS).sharedRng(CollectionName.PARAMS);

  /** A network of one cell. */
  public RNN(RNNCellBase<C> cell) {
    this.cell = cell;
  }

  /** Whether time is axis 0. */
  public RNN<C> timeMajor(boolean value) {
    RNN<C> copy = copy();
    copy.timeMajor = value;
    return copy;
  }

  /** Whether time runs backwards; what is behind the length of a sequence stays behind. */
  public RNN<C> reverse(boolean value) {
    RNN<C> copy = copy();
    copy.reverse = value;
    return copy;
  }

  /** Whether outputs are in the order of the inputs, if time runs backwards. */
  public RNN<C> keepOrder(boolean value) {
    RNN<C> copy = copy();
    copy.keepOrder = value;
    return copy;
  }

  /** What the steps share and carry: parameters are shared, and nothing else goes in without it. */
  public RNN<C> lift(LiftOptions value) {
    RNN<C> copy = copy();
    copy.lift = value;
    return copy;
  }

  @Override
  @SuppressWarnings("unchecked") // a copy has the class of its original
  public RNN<C> named(String name) {
    return (RNN<C>) super.named(name);
  }

  @Override
  protected Tensor call(Tensor x) {
    return scanned(RNNInputs.of(x), false).outputs();
  }

  /** The last carry, and the outputs; with lengths, each example's carry after its last step. */
  public Scanned<C, Tensor> run(RNNInputs<C> inputs) {
    return compact(() -> scanned(inputs, true));
  }

  private Scanned<C, Tensor> scanned(RNNInputs<C> inputs, boolean wantsCarry) {
    boolean timeFirst = inputs.timeFirst() == null ? timeMajor : inputs.timeFirst();
    boolean backwards = inputs.reversed() == null ? reverse : inputs.reversed();
    boolean ordered = inputs.orderKept() == null ? keepOrder : inputs.orderKept();
    Tensor given = inputs.sequences();
    int timeAxis = timeFirst ? 0 : given.rank() - cell.numFeatureAxes() - 1;
    if (timeAxis < 0 || given.rank() < cell.numFeatureAxes() + 1) {
      throw new ShapeException(
          "RNN: the input is %s; its last axes must be time and %d of features"
              .formatted(given.type(), cell.numFeatureAxes()));
    }
    Tensor lengths = inputs.seqLengths();
    Tensor x = backwards ? Flip.backwards(given, lengths, timeAxis) : given;
    C first = inputs.initialCarry();
    if (first == null) {
      Tensor key = inputs.initKey();
      first = cell.initializeCarry(key == null ? Random.key(0) : key, x.shape().remove(timeAxis));
    }
    boolean keepsCarries = lengths != null && wantsCarry;
    LiftOptions options = lift.axes(timeAxis, 0);
    Scanned<C, List<Object>> scan =
        Lifted.<C, Tensor, List<Object>>scan(
                cell,
                (carry, slice) -> {
                  Scanned<C, Tensor> step = cell.apply(carry, slice);
                  List<Object> out =
                      keepsCarries
                          ? List.of(step.outputs(), step.carry())
                          : List.of(step.outputs());
                  return new Scanned<>(step.carry(), out);
                },
                options)
            .apply(first, x);
    Tensor outputs = Numpy.moveaxis((Tensor) scan.outputs().getFirst(), 0, timeAxis);
    if (backwards && ordered) {
      outputs = Flip.backwards(outputs, lengths, timeAxis);
    }
    C carry = keepsCarries ? lastOf(scan.outputs().get(1), lengths) : scan.carry();
    return new Scanned<>(carry, outputs);
  }

  @SuppressWarnings("unchecked") // carries stacked along time are of the carry's structure
  private C lastOf(Object carries, Tensor lengths) {
    return (C) Covector.treeMap((Tensor x) -> Flip.last(x, lengths), carries);
  }
}
