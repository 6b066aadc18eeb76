package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;

/**
 * Options of recurrent cells. They never change: each method returns a copy.
 *
 * <pre>{@code
 * GRUCell cell = new GRUCell(3, 4, new CellOptions().activationFn(Functions::relu), new Rngs(0));
 * }</pre>
 */
public final class CellOptions extends LayerOptions<CellOptions> {
  private static final Fn1<Tensor, Tensor> SIGMOID = Functions::sigmoid;
  private static final Fn1<Tensor, Tensor> TANH = Functions::tanh;

  Fn1<Tensor, Tensor> gateFn = SIGMOID;
  Fn1<Tensor, Tensor> activationFn = TANH;
  Initializer recurrentKernelInit = Initializers.orthogonal();
  Initializer carryInit = Initializers.zeros();
  boolean residual = false;
  Initializer forgetBiasInit = Initializers.ones();
  boolean resetGate = true;

  /** The usual options. */
  public CellOptions() {}

  /** The activation of gates; the sigmoid without this. */
  public CellOptions gateFn(Fn1<Tensor, Tensor> function) {
    CellOptions copy = copy();
    copy.gateFn = function;
    return copy;
  }

  /** The activation of what is remembered; tanh without this. */
  public CellOptions activationFn(Fn1<Tensor, Tensor> function) {
    CellOptions copy = copy();
    copy.activationFn = function;
    return copy;
  }

  /** How the kernels of the state are drawn; orthogonal without this. */
  public CellOptions recurrentKernelInit(Initializer initializer) {
    CellOptions copy = copy();
    copy.recurrentKernelInit = initializer;
    return copy;
  }

  /** How a first state is drawn; zeros without this. */
  public CellOptions carryInit(Initializer initializer) {
    CellOptions copy = copy();
    copy.carryInit = initializer;
    return copy;
  }

  /** Of SimpleCell: whether the state is added to the next. */
  public CellOptions residual(boolean added) {
    CellOptions copy = copy();
    copy.residual = added;
    return copy;
  }

  /** Of MGUCell: how the bias of the gate is drawn; ones without this. */
  public CellOptions forgetBiasInit(Initializer initializer) {
    CellOptions copy = copy();
    copy.forgetBiasInit = initializer;
    return copy;
  }

  /** Of MGUCell: whether the gate also weighs the state in the candidate; it does without this. */
  public CellOptions resetGate(boolean weighs) {
    CellOptions copy = copy();
    copy.resetGate = weighs;
    return copy;
  }

  /** A map of the input. */
  Linear ofInput(int in, int out, boolean bias, Rngs rngs) {
    return linear(in, out, kernelInitOr(Initializers.lecunNormal()), bias, rngs);
  }

  /** A map of the state. */
  Linear ofState(int in, int out, boolean bias, Rngs rngs) {
    return linear(in, out, recurrentKernelInit, bias, rngs);
  }

  private Linear linear(int in, int out, Initializer kernel, boolean bias, Rngs rngs) {
    LinearOptions options =
        new LinearOptions()
            .kernelInit(kernel)
            .biasInit(biasInit)
            .useBias(bias)
            .dtype(dtype)
            .paramDtype(paramDtype);
    return new Linear(in, out, options, rngs);
  }
}
