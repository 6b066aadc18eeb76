package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.layers.Linear;
import dev.covector.layers.Recurrence;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import dev.covector.random.Random;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The same as {@link LSTMCell}, with the same parameters, in two products instead of eight.
 *
 * <pre>{@code
 * RNN<LSTMState> rnn = new RNN<>(new OptimizedLSTMCell(6));
 * Map<String, Object> variables = rnn.init(Random.key(0), Numpy.ones(2, 3, 5));
 * Tensor y = rnn.apply(variables, Numpy.ones(2, 3, 5)); // f32[2,3,6]
 * }</pre>
 */
public final class OptimizedLSTMCell extends RNNCellBase<LSTMState> {
  private static final List<String> GATES = List.of("i", "f", "g", "o");

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
  public OptimizedLSTMCell(int features) {
    this.features = features;
  }

  /** The activation of gates. */
  public OptimizedLSTMCell gateFn(Fn1<Tensor, Tensor> value) {
    OptimizedLSTMCell copy = copy();
    copy.gateFn = value;
    return copy;
  }

  /** The activation of what is remembered. */
  public OptimizedLSTMCell activationFn(Fn1<Tensor, Tensor> value) {
    OptimizedLSTMCell copy = copy();
    copy.activationFn = value;
    return copy;
  }

  /** How the kernels of the input are drawn. */
  public OptimizedLSTMCell kernelInit(Initializer value) {
    OptimizedLSTMCell copy = copy();
    copy.kernelInit = value;
    return copy;
  }

  /** How the kernels of the state are drawn. */
  public OptimizedLSTMCell recurrentKernelInit(Initializer value) {
    OptimizedLSTMCell copy = copy();
    copy.recurrentKernelInit = value;
    return copy;
  }

  /** How the biases are drawn. */
  public OptimizedLSTMCell biasInit(Initializer value) {
    OptimizedLSTMCell copy = copy();
    copy.biasInit = value;
    return copy;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public OptimizedLSTMCell dtype(@Nullable DType value) {
    OptimizedLSTMCell copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public OptimizedLSTMCell paramDtype(DType value) {
    OptimizedLSTMCell copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /** How a first state is drawn. */
  public OptimizedLSTMCell carryInit(Initializer value) {
    OptimizedLSTMCell copy = copy();
    copy.carryInit = value;
    return copy;
  }

  @Override
  public OptimizedLSTMCell named(String name) {
    return (OptimizedLSTMCell) super.named(name);
  }

  @Override
  public Scanned<LSTMState, Tensor> apply(LSTMState carry, Tensor x) {
    return compact(
        () -> {
          int size = carry.hidden().shape().dim(-1);
          List<Tensor> kernels = new ArrayList<>();
          List<Tensor> stateKernels = new ArrayList<>();
          List<Tensor> biases = new ArrayList<>();
          for (String gate : GATES) {
            DenseParams input = new DenseParams("i" + gate);
            kernels.add(input.kernel(kernelInit, x, size, paramDtype));
            DenseParams state = new DenseParams("h" + gate);
            stateKernels.add(state.kernel(recurrentKernelInit, carry.hidden(), size, paramDtype));
            biases.add(state.bias(biasInit, size, paramDtype));
          }
          Tensor bias = Numpy.concatenate(biases, -1);
          Tensor ofState =
              Linear.dense(carry.hidden(), Numpy.concatenate(stateKernels, -1), bias, dtype);
          Tensor ofInput = Linear.dense(x, Numpy.concatenate(kernels, -1), null, dtype);
          List<Tensor> sums = Numpy.split(ofState.plus(ofInput), GATES.size(), -1);
          Tensor memory =
              Recurrence.memory(
                  carry.memory(),
                  gateFn.apply(sums.get(0)),
                  gateFn.apply(sums.get(1)),
                  activationFn.apply(sums.get(2)));
          Tensor hidden = gateFn.apply(sums.get(3)).times(activationFn.apply(memory));
          return new Scanned<>(new LSTMState(memory, hidden), hidden);
        });
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

  /** The parameters of a Dense that others use. */
  private static final class DenseParams extends Module {
    private final String gate;

    DenseParams(String gate) {
      this.gate = gate;
    }

    @Override
    Optional<String> name() {
      return Optional.of(gate);
    }

    Tensor kernel(Initializer initializer, Tensor x, int size, DType stored) {
      Shape shape = Shape.of(Linear.features("OptimizedLSTMCell", x), size);
      return param("kernel", initializer, shape, stored);
    }

    Tensor bias(Initializer initializer, int size, DType stored) {
      return param("bias", initializer, Shape.of(size), stored);
    }
  }
}
