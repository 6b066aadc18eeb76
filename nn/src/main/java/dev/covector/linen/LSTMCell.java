package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.layers.Recurrence;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import dev.covector.random.Random;
import org.jspecify.annotations.Nullable;

/**
 * A long short-term memory; Hochreiter and Schmidhuber 1997.
 *
 * <pre>{@code
 * RNN<LSTMState> rnn = new RNN<>(new LSTMCell(6));
 * Map<String, Object> variables = rnn.init(Random.key(0), Numpy.ones(2, 3, 5));
 * Tensor y = rnn.apply(variables, Numpy.ones(2, 3, 5)); // f32[2,3,6]
 * }</pre>
 */
public final class LSTMCell extends RNNCellBase<LSTMState> {
  private final int features;
  private Fn1<Tensor, Tensor> gateFn = Functions::sigmoid;
  private Fn1<Tensor, Tensor> activationFn = Functions::tanh;
  private Initializer kernelInit = Initializers.lecunNormal();
  private Initializer recurrentKernelInit = Initializers.orthogonal();
  private Initializer biasInit = Initializers.zeros();
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private Initializer carryInit = Initializers.zeros();

  /** A cell with so many features. */
  public LSTMCell(int features) {
    this.features = features;
  }

  /** The activation of gates. */
  public LSTMCell gateFn(Fn1<Tensor, Tensor> value) {
    LSTMCell copy = copy();
    copy.gateFn = value;
    return copy;
  }

  /** The activation of what is remembered. */
  public LSTMCell activationFn(Fn1<Tensor, Tensor> value) {
    LSTMCell copy = copy();
    copy.activationFn = value;
    return copy;
  }

  /** How the kernels of the input are drawn. */
  public LSTMCell kernelInit(Initializer value) {
    LSTMCell copy = copy();
    copy.kernelInit = value;
    return copy;
  }

  /** How the kernels of the state are drawn. */
  public LSTMCell recurrentKernelInit(Initializer value) {
    LSTMCell copy = copy();
    copy.recurrentKernelInit = value;
    return copy;
  }

  /** How the biases are drawn. */
  public LSTMCell biasInit(Initializer value) {
    LSTMCell copy = copy();
    copy.biasInit = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public LSTMCell dtype(@Nullable DType value) {
    LSTMCell copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public LSTMCell paramDtype(DType value) {
    LSTMCell copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** How a first state is drawn. */
  public LSTMCell carryInit(Initializer value) {
    LSTMCell copy = copy();
    copy.carryInit = value;
    return copy;
  }

  @Override
  public LSTMCell named(String name) {
    return (LSTMCell) super.named(name);
  }

  @Override
  public Scanned<LSTMState, Tensor> apply(LSTMState carry, Tensor x) {
    return compact(
        () -> {
          int size = carry.hidden().shape().dim(-1);
          Tensor input = gateFn.apply(sum(size, "i", x, carry));
          Tensor forget = gateFn.apply(sum(size, "f", x, carry));
          Tensor candidate = activationFn.apply(sum(size, "g", x, carry));
          Tensor output = gateFn.apply(sum(size, "o", x, carry));
          Tensor memory = Recurrence.memory(carry.memory(), input, forget, candidate);
          Tensor hidden = output.times(activationFn.apply(memory));
          return new Scanned<>(new LSTMState(memory, hidden), hidden);
        });
  }

  private Tensor sum(int size, String gate, Tensor x, LSTMState carry) {
    Tensor fromInput = ofInput(size, "i" + gate).apply(x);
    return fromInput.plus(ofState(size, "h" + gate).apply(carry.hidden()));
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
    return 1;
  }

  private Dense ofInput(int size, String name) {
    return dense(size, kernelInit, name).useBias(false);
  }

  private Dense ofState(int size, String name) {
    return dense(size, recurrentKernelInit, name).biasInit(biasInit);
  }

  private Dense dense(int size, Initializer initializer, String name) {
    return new Dense(size).kernelInit(initializer).dtype(dtype).paramDtype(paramDtype).named(name);
  }
}
