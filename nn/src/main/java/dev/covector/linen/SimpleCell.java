package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import org.jspecify.annotations.Nullable;

/**
 * A recurrent cell without gates: {@code tanh(W x + b + U h)}; Elman 1990.
 *
 * <pre>{@code
 * RNN<Tensor> rnn = new RNN<>(new SimpleCell(6));
 * Map<String, Object> variables = rnn.init(Random.key(0), Numpy.ones(2, 3, 5));
 * Tensor y = rnn.apply(variables, Numpy.ones(2, 3, 5)); // f32[2,3,6]
 * }</pre>
 */
public final class SimpleCell extends RNNCellBase<Tensor> {
  private final int features;
  private Fn1<Tensor, Tensor> activationFn = Functions::tanh;
  private Initializer kernelInit = Initializers.lecunNormal();
  private Initializer recurrentKernelInit = Initializers.orthogonal();
  private Initializer biasInit = Initializers.zeros();
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private Initializer carryInit = Initializers.zeros();
  private boolean residual = false;

  /** A cell with so many features. */
  public SimpleCell(int features) {
    this.features = features;
  }

  /** The activation of what is remembered. */
  public SimpleCell activationFn(Fn1<Tensor, Tensor> value) {
    SimpleCell copy = copy();
    copy.activationFn = value;
    return copy;
  }

  /** How the kernels of the input are drawn. */
  public SimpleCell kernelInit(Initializer value) {
    SimpleCell copy = copy();
    copy.kernelInit = value;
    return copy;
  }

  /** How the kernels of the state are drawn. */
  public SimpleCell recurrentKernelInit(Initializer value) {
    SimpleCell copy = copy();
    copy.recurrentKernelInit = value;
    return copy;
  }

  /** How the biases are drawn. */
  public SimpleCell biasInit(Initializer value) {
    SimpleCell copy = copy();
    copy.biasInit = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public SimpleCell dtype(@Nullable DType value) {
    SimpleCell copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public SimpleCell paramDtype(DType value) {
    SimpleCell copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** How a first state is drawn. */
  public SimpleCell carryInit(Initializer value) {
    SimpleCell copy = copy();
    copy.carryInit = value;
    return copy;
  }

  /** Whether the state is added before the activation; Yue, Fu and Liang 2018. */
  public SimpleCell residual(boolean value) {
    SimpleCell copy = copy();
    copy.residual = value;
    return copy;
  }

  @Override
  public SimpleCell named(String name) {
    return (SimpleCell) super.named(name);
  }

  @Override
  public Scanned<Tensor, Tensor> apply(Tensor carry, Tensor x) {
    return compact(
        () -> {
          int size = carry.shape().dim(-1);
          Tensor sum = ofInput(size, "i").apply(x).plus(ofState(size, "h").apply(carry));
          Tensor next = activationFn.apply(residual ? sum.plus(carry) : sum);
          return new Scanned<>(next, next);
        });
  }

  @Override
  public Tensor initializeCarry(Tensor key, Shape input) {
    return carryInit.initialize(key, input.with(input.rank() - 1, features), paramDtype);
  }

  @Override
  public int numFeatureAxes() {
    return 1;
  }

  private Dense ofInput(int size, String name) {
    return dense(size, kernelInit, name).biasInit(biasInit);
  }

  private Dense ofState(int size, String name) {
    return dense(size, recurrentKernelInit, name).useBias(false);
  }

  private Dense dense(int size, Initializer initializer, String name) {
    return new Dense(size).kernelInit(initializer).dtype(dtype).paramDtype(paramDtype).named(name);
  }
}
