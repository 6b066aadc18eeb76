package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.Padding;
import dev.covector.layers.Recurrence;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import dev.covector.random.Random;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A long short-term memory of images, whose maps are convolutions; Shi et al. 2015,
 * <i>Convolutional LSTM network</i>.
 *
 * <pre>{@code
 * RNN<LSTMState> rnn = new RNN<>(new ConvLSTMCell(4, 3, 3));
 * Map<String, Object> variables = rnn.init(Random.key(0), Numpy.ones(2, 5, 8, 8, 3));
 * Tensor y = rnn.apply(variables, Numpy.ones(2, 5, 8, 8, 3)); // f32[2,5,8,8,4]
 * }</pre>
 */
public final class ConvLSTMCell extends RNNCellBase<LSTMState> {
  private final int features;
  private final int[] kernelSize;
  private int[] strides = {1};
  private Padding padding = Padding.SAME;
  private boolean useBias = true;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private Initializer carryInit = Initializers.zeros();

  /**
   * A cell with so many features.
   *
   * @param kernelSize the sizes of the kernels, one per spatial axis
   */
  public ConvLSTMCell(int features, int... kernelSize) {
    this.features = features;
    this.kernelSize = kernelSize.clone();
  }

  /** The steps of the kernels. */
  public ConvLSTMCell strides(int... value) {
    ConvLSTMCell copy = copy();
    copy.strides = value.clone();
    return copy;
  }

  /** The zeros around the inputs. */
  public ConvLSTMCell padding(Padding value) {
    ConvLSTMCell copy = copy();
    copy.padding = value;
    return copy;
  }

  /** Whether a bias is added. */
  public ConvLSTMCell useBias(boolean value) {
    ConvLSTMCell copy = copy();
    copy.useBias = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public ConvLSTMCell dtype(@Nullable DType value) {
    ConvLSTMCell copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public ConvLSTMCell paramDtype(DType value) {
    ConvLSTMCell copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** How a first state is drawn. */
  public ConvLSTMCell carryInit(Initializer value) {
    ConvLSTMCell copy = copy();
    copy.carryInit = value;
    return copy;
  }

  @Override
  public ConvLSTMCell named(String name) {
    return (ConvLSTMCell) super.named(name);
  }

  @Override
  public Scanned<LSTMState, Tensor> apply(LSTMState carry, Tensor x) {
    return compact(
        () -> {
          Tensor sums = conv("ih").apply(x).plus(conv("hh").apply(carry.hidden()));
          List<Tensor> gates = Numpy.split(sums, 4, -1);
          // 1 more keeps what is remembered at first; Jozefowicz et al. 2015
          Tensor forget = Functions.sigmoid(gates.get(2).plus(1));
          Tensor memory =
              Recurrence.memory(
                  carry.memory(),
                  Functions.sigmoid(gates.get(0)),
                  forget,
                  Functions.tanh(gates.get(1)));
          Tensor hidden = Functions.sigmoid(gates.get(3)).times(Functions.tanh(memory));
          return new Scanned<>(new LSTMState(memory, hidden), hidden);
        });
  }

  private Conv conv(String name) {
    return new Conv(4 * features, kernelSize)
        .strides(strides)
        .padding(padding)
        .useBias(useBias)
        .dtype(dtype)
        .paramDtype(paramDtype)
        .named(name);
  }

  @Override
  public LSTMState initializeCarry(Tensor key, Shape input) {
    Tensor keys = Random.split(key);
    Shape shape = input.with(input.rank() - 1, features);
    Tensor memory = carryInit.initialize(Random.keyAt(keys, 0), shape, paramDtype);
    return new LSTMState(memory, carryInit.initialize(Random.keyAt(keys, 1), shape, paramDtype));
  }

  @Override
  public int numFeatureAxes() {
    return kernelSize.length + 1;
  }
}
