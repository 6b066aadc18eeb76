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
 * A minimal gated unit; Zhou et al. 2016, <i>Minimal gated unit for recurrent neural networks</i>.
 *
 * <pre>{@code
 * RNN<Tensor> rnn = new RNN<>(new MGUCell(6));
 * Map<String, Object> variables = rnn.init(Random.key(0), Numpy.ones(2, 3, 5));
 * Tensor y = rnn.apply(variables, Numpy.ones(2, 3, 5)); // f32[2,3,6]
 * }</pre>
 */
public final class MGUCell extends RNNCellBase<Tensor> {
  private final int features;
  private Fn1<Tensor, Tensor> gateFn = Functions::sigmoid;
  private Fn1<Tensor, Tensor> activationFn = Functions::tanh;
  private Initializer kernelInit = Initializers.lecunNormal();
  private Initializer recurrentKernelInit = Initializers.orthogonal();
  private Initializer forgetBiasInit = Initializers.ones();
  private Initializer activationBiasInit = Initializers.zeros();
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private Initializer carryInit = Initializers.zeros();
  private boolean resetGate = true;

  /** A cell with so many features. */
  public MGUCell(int features) {
    this.features = features;
  }

  /** The activation of gates. */
  public MGUCell gateFn(Fn1<Tensor, Tensor> value) {
    MGUCell copy = copy();
    copy.gateFn = value;
    return copy;
  }

  /** The activation of what is remembered. */
  public MGUCell activationFn(Fn1<Tensor, Tensor> value) {
    MGUCell copy = copy();
    copy.activationFn = value;
    return copy;
  }

  /** How the kernels of the input are drawn. */
  public MGUCell kernelInit(Initializer value) {
    MGUCell copy = copy();
    copy.kernelInit = value;
    return copy;
  }

  /** How the kernels of the state are drawn. */
  public MGUCell recurrentKernelInit(Initializer value) {
    MGUCell copy = copy();
    copy.recurrentKernelInit = value;
    return copy;
  }

  /**
   * How the bias of the gate is drawn; 1 keeps gradients from vanishing (Jozefowicz et al. 2015).
   */
  public MGUCell forgetBiasInit(Initializer value) {
    MGUCell copy = copy();
    copy.forgetBiasInit = value;
    return copy;
  }

  /** How the biases of the candidate are drawn. */
  public MGUCell activationBiasInit(Initializer value) {
    MGUCell copy = copy();
    copy.activationBiasInit = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public MGUCell dtype(@Nullable DType value) {
    MGUCell copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public MGUCell paramDtype(DType value) {
    MGUCell copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** How a first state is drawn. */
  public MGUCell carryInit(Initializer value) {
    MGUCell copy = copy();
    copy.carryInit = value;
    return copy;
  }

  /** Whether the gate also weighs the state in the candidate. */
  public MGUCell resetGate(boolean value) {
    MGUCell copy = copy();
    copy.resetGate = value;
    return copy;
  }

  @Override
  public MGUCell named(String name) {
    return (MGUCell) super.named(name);
  }

  @Override
  public Scanned<Tensor, Tensor> apply(Tensor carry, Tensor x) {
    return compact(
        () -> {
          int size = carry.shape().dim(-1);
          Tensor forget =
              gateFn.apply(
                  ofInput(size, "if")
                      .biasInit(forgetBiasInit)
                      .apply(x)
                      .plus(ofState(size, "hf").useBias(false).apply(carry)));
          Tensor state = ofState(size, "hn").useBias(resetGate).apply(carry);
          Tensor remembered = resetGate ? state.times(forget) : state;
          Tensor candidate =
              activationFn.apply(
                  ofInput(size, "in").biasInit(activationBiasInit).apply(x).plus(remembered));
          Tensor next = Recurrence.mix(forget, candidate, carry);
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
    return dense(size, kernelInit, name);
  }

  private Dense ofState(int size, String name) {
    return dense(size, recurrentKernelInit, name).biasInit(activationBiasInit);
  }

  private Dense dense(int size, Initializer initializer, String name) {
    return new Dense(size).kernelInit(initializer).dtype(dtype).paramDtype(paramDtype).named(name);
  }
}
