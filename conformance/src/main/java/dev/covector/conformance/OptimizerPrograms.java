package dev.covector.conformance;

import static dev.covector.conformance.TreeFunctions.leaves;
import static dev.covector.conformance.TreeFunctions.pair;
import static dev.covector.optim.Optax.*;

import dev.covector.Covector;
import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.ValueAndGrad;
import dev.covector.conformance.TreeFunctions.Pair;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.optim.Contrib;
import dev.covector.optim.ExtraArgs;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.InjectHyperparams;
import dev.covector.optim.LookaheadParams;
import dev.covector.optim.OptState;
import dev.covector.optim.Optax;
import dev.covector.optim.SecondOrder;
import dev.covector.optim.Updated;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Programs around optimizers that want more than gradients; the cases' notes describe them. */
final class OptimizerPrograms {
  private OptimizerPrograms() {}

  /** The programs. */
  static Bindings bindings() {
    Bindings optax = new Bindings("optax");
    optax.one("minimize", OptimizerPrograms::minimize);
    optax.one("contrib.minimize", OptimizerPrograms::minimizeBySecondOrder);
    optax.many("lookahead(sgd(0.1,momentum=0.9),3,0.4)", OptimizerPrograms::lookahead);
    optax.one("inject_hyperparams(sgd).learning_rate", OptimizerPrograms::learningRates);
    optax.one("contrib.schedule_free_eval_params", OptimizerPrograms::averaged);
    optax.many("second_order.hvp", x -> leaves(SecondOrder.hvp(loss(x), direction(x), pair(x, 0))));
    optax.one("second_order.hessian_diag", x -> SecondOrder.hessianDiag(loss(x), pair(x, 0)));
    optax.one("second_order.fisher_diag", x -> SecondOrder.fisherDiag(loss(x), pair(x, 0)));
    return optax;
  }

  private static GradientTransformation minimizer(String name) {
    return switch (name) {
      case "lbfgs" -> lbfgs();
      case "lbfgs(memory_size=2,scale_init_precond=False)" ->
          lbfgs().memorySize(2).scaleInitPrecond(false);
      case "lbfgs(0.001,linesearch=None)" -> lbfgs().learningRate(0.001).linesearch(null);
      case "lbfgs(linesearch=scale_by_backtracking_linesearch(20))" ->
          lbfgs().linesearch(scaleByBacktrackingLinesearch(20));
      case "chain(sgd(1),scale_by_backtracking_linesearch(20))" ->
          chain(sgd(1), scaleByBacktrackingLinesearch(20));
      case "chain(sgd(1),scale_by_backtracking_linesearch(20,store_grad=True))" ->
          chain(sgd(1), scaleByBacktrackingLinesearch(20).storeGrad(true));
      case "chain(sgd(1),scale_by_zoom_linesearch(15))" -> chain(sgd(1), scaleByZoomLinesearch(15));
      default -> throw new NotBuiltException("minimize with " + name);
    };
  }

  private static Tensor rosenbrock(Object params) {
    Tensor x = (Tensor) params;
    int size = Math.toIntExact(x.size());
    Tensor low = Lax.sliceInDim(x, 0, size - 1, 0);
    Tensor high = Lax.sliceInDim(x, 1, size, 0);
    return high.minus(low.square()).square().times(100).plus(low.times(-1).plus(1).square()).sum();
  }

  private static Tensor minimize(Arguments arguments) {
    GradientTransformation tx =
        minimizer(arguments.keyword("optimizer", String.class).orElseThrow());
    Function<Object, Tensor> loss = OptimizerPrograms::rosenbrock;
    Tensor x = arguments.tensor(0);
    OptState state = tx.init(x);
    List<Tensor> path = new ArrayList<>();
    for (int i = 0; i < arguments.integer(1, "steps"); i++) {
      ValueAndGrad<Tensor> at =
          arguments.flag(2, "from_state", false)
              ? Optax.<Tensor>valueAndGradFromState(loss).apply(x, state)
              : Covector.valueAndGrad((Tensor p) -> loss.apply(p)).apply(x);
      ExtraArgs extra = ExtraArgs.none().value(at.value()).grad(at.gradient()).valueFn(loss);
      Updated<Tensor> step = tx.update(at.gradient(), state, x, extra);
      x = applyUpdates(x, step.updates());
      state = step.state();
      path.add(x);
    }
    return Numpy.stack(path);
  }

  private static GradientTransformation secondOrder(String name) {
    return switch (name) {
      case "sophia(0.01,update_interval=2)" -> Contrib.sophia(0.01).updateInterval(2);
      case "sophia(0.01,clip_threshold=None,gamma=0.5,update_interval=1)" ->
          Contrib.sophia(0.01).withoutClipping().gamma(0.5).updateInterval(1);
      case "hutchinson_estimator_diag_hessian" ->
          chain(Contrib.hutchinsonEstimatorDiagHessian(), scale(-0.001));
      default -> throw new NotBuiltException("contrib.minimize with " + name);
    };
  }

  private static Tensor minimizeBySecondOrder(Arguments arguments) {
    GradientTransformation tx =
        secondOrder(arguments.keyword("optimizer", String.class).orElseThrow());
    ExtraArgs extra = ExtraArgs.none().valueFn(OptimizerPrograms::rosenbrock);
    Tensor x = arguments.tensor(0);
    OptState state = tx.init(x);
    List<Tensor> path = new ArrayList<>();
    for (int i = 0; i < arguments.integer(1, "steps"); i++) {
      Tensor gradient = Covector.grad((Tensor p) -> rosenbrock(p)).apply(x);
      Updated<Tensor> step = tx.update(gradient, state, x, extra);
      x = applyUpdates(x, step.updates());
      state = step.state();
      path.add(x);
    }
    return Numpy.stack(path);
  }

  private static List<Tensor> lookahead(Arguments arguments) {
    GradientTransformation tx =
        Optax.lookahead(sgd(0.1).momentum(0.9), 3, 0.4)
            .resetState(arguments.flag(2, "reset_state", false));
    Object params = LookaheadParams.initSynced(arguments.tensor(0));
    OptState state = tx.init(params);
    List<Tensor> fast = new ArrayList<>();
    List<Tensor> slow = new ArrayList<>();
    for (Object g : rows(arguments.tensor(1))) {
      Updated<Object> step = tx.update(g, state, params);
      LookaheadParams next = (LookaheadParams) applyUpdates(params, step.updates());
      fast.add((Tensor) next.fast());
      slow.add((Tensor) next.slow());
      params = next;
      state = step.state();
    }
    return List.of(Numpy.stack(fast), Numpy.stack(slow));
  }

  private static Tensor learningRates(Arguments arguments) {
    InjectHyperparams tx = injectHyperparams(sgd(exponentialDecay(0.1, 2, 0.5)));
    Tensor x = arguments.tensor(0);
    OptState state = tx.init(x);
    List<Tensor> rates = new ArrayList<>();
    for (Tensor g : rows(arguments.tensor(1))) {
      state = tx.update(g, state, x).state();
      rates.add(((InjectHyperparams.State) state).get("learningRate"));
    }
    return Numpy.stack(rates);
  }

  private static Tensor averaged(Arguments arguments) {
    GradientTransformation tx = Contrib.scheduleFree(sgd(0.1), 0.1);
    Tensor x = arguments.tensor(0);
    OptState state = tx.init(x);
    for (Tensor g : rows(arguments.tensor(1))) {
      Updated<Tensor> step = tx.update(g, state, x);
      x = applyUpdates(x, step.updates());
      state = step.state();
    }
    return Contrib.scheduleFreeEvalParams(state, x);
  }

  static List<Tensor> rows(Tensor matrix) {
    List<Tensor> rows = new ArrayList<>();
    for (int i = 0; i < matrix.shape().toArray()[0]; i++) {
      rows.add(matrix.get(i));
    }
    return rows;
  }

  /** The loss of the cases of second derivatives; its data are the last two arguments. */
  private static Fn1<Pair, Tensor> loss(Arguments arguments) {
    Tensor x = arguments.tensor(arguments.size() - 2);
    Tensor y = arguments.tensor(arguments.size() - 1);
    return params -> {
      Tensor outputs = x.dot(params.b()).tanh().dot(Lax.sliceInDim(params.a(), 0, 2, 0));
      Tensor shift = params.a().get(2);
      return outputs.plus(shift.times(shift).times(shift)).minus(y).square().mean();
    };
  }

  private static Pair direction(Arguments arguments) {
    Tensor flat = arguments.tensor(2);
    return new Pair(Lax.sliceInDim(flat, 0, 3, 0), Lax.sliceInDim(flat, 3, 7, 0).reshape(2, 2));
  }
}
