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
import org.jspecify.annotations.Nullable;

/**
 * A gated recurrent unit; Cho et al. 2014.
 *
 * <pre>{@code
 * RNN<Tensor> rnn = new RNN<>(new GRUCell(6));
 * Map<String, Object> variables = rnn.init(Random.key(0), Numpy.ones(2, 3, 5));
 * Tensor y = rnn.apply(variables, Numpy.ones(2, 3, 5)); // f32[2,3,6]
 * }</pre>
 */
public final class GRUCell extends RNNCellBase<Tensor> {
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
  public GRUCell(int features) {
    this.features = features;
  }

  /** The activation of gates. */
  public GRUCell gateFn(Fn1<Tensor, Tensor> value) {
    GRUCell copy = copy();
    copy.gateFn = value;
    return copy;
  }

  /** The activation of what is remembered. */
  public GRUCell activationFn(Fn1<Tensor, Tensor> value) {
    GRUCell copy = copy();
    copy.activationFn = value;
    return copy;
  }

  /** How the kernels of the input are drawn. */
  public GRUCell kernelInit(Initializer value) {
    GRUCell copy = copy();
    copy.kernelInit = value;
    return copy;
  }

  /** How the kernels of the state are drawn. */
  public GRUCell recurrentKernelInit(Initializer value) {
    GRUCell copy = copy();
    copy.recurrentKernelInit = value;
    return copy;
  }

  /** How the biases are drawn. */
  public GRUCell biasInit(Initializer value) {
    GRUCell copy = copy();
    copy.biasInit = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public GRUCell dtype(@Nullable DType value) {
    GRUCell copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public GRUCell paramDtype(DType value) {
    GRUCell copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** How a first state is drawn. */
  public GRUCell carryInit(Initializer value) {
    GRUCell copy = copy();
    copy.carryInit = value;
    return copy;
  }

  @Override
  public GRUCell named(String name) {
    return (GRUCell) super.named(name);
  }

  @Override
  public Scanned<Tensor, Tensor> apply(Tensor carry, Tensor x) {
    return compact(
        () -> {
          int size = carry.shape().dim(-1);
          Tensor reset =
              gateFn.apply(ofInput(size, "ir").apply(x).plus(ofState(size, "hr").apply(carry)));
          Tensor update =
              gateFn.apply(ofInput(size, "iz").apply(x).plus(ofState(size, "hz").apply(carry)));
          // the bias is inside of the product with the reset gate
          Tensor remembered =
              reset.times(ofState(size, "hn").useBias(true).biasInit(biasInit).apply(carry));
          Tensor candidate = activationFn.apply(ofInput(size, "in").apply(x).plus(remembered));
          Tensor next = Recurrence.mix(update, candidate, carry);
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
