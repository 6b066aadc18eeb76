package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.optim.ExtraArgs;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.OptState;
import dev.covector.optim.Optax;
import dev.covector.optim.Updated;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An optimizer that changes a module in place. It holds the state of a {@link
 * GradientTransformation} in variables; the module it is given in each update.
 *
 * <pre>{@code
 * Linear model = new Linear(2, 1, new Rngs(0));
 * Optimizer<Linear> optimizer = new Optimizer<>(model, Optax.sgd(0.1), Param.class);
 * Tensor x = Numpy.ones(4, 2);
 * State gradient = Nnx.grad((Linear m) -> m.apply(x).square().mean()).apply(model);
 * optimizer.update(model, gradient);
 * }</pre>
 *
 * @param <M> the class of the module
 */
public class Optimizer<M> extends Module {
  private final GradientTransformation tx;
  private final Filter wrt;
  private final TreeDef structure;
  private OptVariable step;

  @PathName("opt_state")
  private Map<String, OptVariable> optState;

  /** An optimizer of the variables of a class. */
  public Optimizer(M model, GradientTransformation tx, Class<? extends Variable> wrt) {
    this(model, tx, Filter.ofType(wrt));
  }

  /** An optimizer of the variables that a filter selects. */
  public Optimizer(M model, GradientTransformation tx, Filter wrt) {
    this.tx = tx;
    this.wrt = wrt;
    OptState state = tx.init(Nnx.state(model, wrt).toPureDict());
    Tree.Flattened flat = Tree.flatten(state);
    this.structure = flat.structure();
    this.optState = new TreeMap<>();
    for (int i = 0; i < flat.leaves().size(); i++) {
      optState.put(
          structure.paths().get(i).toString(), new OptVariable((Tensor) flat.leaves().get(i)));
    }
    this.step = new OptVariable(Numpy.zeros(Shape.SCALAR, DType.U32));
  }

  /** How many updates there were: u32. */
  public Tensor step() {
    return step.get();
  }

  /** The state of the transformation, as it is now. */
  public OptState state() {
    List<Tensor> leaves = new ArrayList<>();
    structure.paths().forEach(path -> leaves.add(leaf(path.toString()).get()));
    return Tree.unflatten(structure, leaves);
  }

  private OptVariable leaf(String path) {
    OptVariable variable = optState.get(path);
    if (variable == null) {
      throw new IllegalStateException("the optimizer has no state " + path);
    }
    return variable;
  }

  /**
   * One step: changes the module and this optimizer, or neither if something is wrong.
   *
   * @param gradient as {@link Nnx#grad} gives it, with respect to the variables of this optimizer
   * @return what was added to the variables
   * @throws NnxException when the gradient is that of another model, or of other variables
   */
  public State update(M model, State gradient) {
    return update(model, gradient, ExtraArgs.none());
  }

  /** One step, with what some transformations want besides. */
  public State update(M model, State gradient, ExtraArgs extra) {
    return Overlay.transaction(
        () -> {
          State params = Nnx.state(model, wrt);
          requireSame(params, gradient);
          Map<String, Object> old = params.toPureDict();
          Updated<Map<String, Object>> updated =
              tx.update(gradient.toPureDict(), state(), old, extra);
          Nnx.update(model, params.withPureDict(Optax.applyUpdates(old, updated.updates())));
          List<Object> leaves = Tree.leaves(updated.state());
          for (int i = 0; i < leaves.size(); i++) {
            leaf(structure.paths().get(i).toString()).set((Tensor) leaves.get(i));
          }
          step.update(count -> count.plus(Lax.fullLike(count, 1)));
          return params.withPureDict(updated.updates());
        });
  }

  private static void requireSame(State params, State gradient) {
    Difference difference = new Difference("Optimizer.update");
    TreeMap<VariablePath, State.Entry> given = new TreeMap<>(gradient.entries());
    params
        .entries()
        .forEach(
            (path, entry) -> {
              State.Entry grad = given.remove(path);
              if (grad == null) {
                difference.missing(path, entry.value());
              } else if (!((Tensor) grad.value())
                  .shape()
                  .equals(((Tensor) entry.value()).shape())) {
                difference.other(path, entry.value(), grad.value());
              }
            });
    given.forEach((path, entry) -> difference.extra(path, entry.value()));
    difference.require();
  }
}
