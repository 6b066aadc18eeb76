package dev.covector.benchmarks.rows;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.valueAndGrad;

import dev.covector.Fn2;
import dev.covector.Fn3;
import dev.covector.JitOptions;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.OptState;
import dev.covector.optim.Optax;
import dev.covector.optim.Updated;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Training steps of a module: loss, gradient and the optimizer's update in one jitted call.
 *
 * @param optimizer of the parameters
 * @param model draws the module's variables
 * @param loss of the variables, a batch and the optimizer's state
 */
record Learning<D>(
    GradientTransformation optimizer,
    Supplier<Map<String, Object>> model,
    Fn3<Map<String, Object>, D, OptState, Tensor> loss) {
  /**
   * What is carried from step to step.
   *
   * @param variables of the module
   * @param optimizer its state
   */
  record State(Map<String, Object> variables, OptState optimizer) {}

  /** Steps that their state is donated to. */
  Work donated(D batch) {
    Fn2<State, D, Next<State>> step = jit(this::next, JitOptions.named("step").withDonated(0));
    return Training.donated(this::start, state -> step.apply(state, batch));
  }

  /** Steps whose old variables are closed after each; for optimizers that have no tensors. */
  Work kept(D batch) {
    Fn2<State, D, Next<State>> step = jit(this::next, JitOptions.named("step"));
    return Training.of(
        this::start, state -> step.apply(state, batch), old -> close(old.variables()));
  }

  /** Closes the tensors of nested maps, without taking the tree apart as the library would. */
  private static void close(Map<?, ?> variables) {
    for (Object value : variables.values()) {
      if (value instanceof Map<?, ?> map) {
        close(map);
      } else {
        ((Tensor) value).close();
      }
    }
  }

  private State start() {
    Map<String, Object> variables = model.get();
    return new State(variables, optimizer.init(variables));
  }

  private Next<State> next(State state, D batch) {
    var result = valueAndGrad(loss).apply(state.variables(), batch, state.optimizer());
    Updated<Map<String, Object>> updated =
        optimizer.update(result.gradient(), state.optimizer(), state.variables());
    Map<String, Object> variables = Optax.applyUpdates(state.variables(), updated.updates());
    return new Next<>(new State(variables, updated.state()), result.value());
  }
}
