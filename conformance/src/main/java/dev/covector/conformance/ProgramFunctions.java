package dev.covector.conformance;

import static dev.covector.Covector.checkpoint;
import static dev.covector.Covector.customVjp;
import static dev.covector.Covector.grad;
import static dev.covector.Covector.hessian;
import static dev.covector.Covector.jacfwd;
import static dev.covector.Covector.jacrev;
import static dev.covector.Covector.stopGradient;
import static dev.covector.Covector.vmap;
import static dev.covector.numpy.Numpy.cos;
import static dev.covector.numpy.Numpy.sin;
import static dev.covector.numpy.Numpy.tanh;

import dev.covector.Axes;
import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Forward;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.List;

/** The small programs that the suites describe in their notes. */
final class ProgramFunctions {
  private record Newton(Tensor step, Tensor estimate) {}

  private ProgramFunctions() {}

  /** The programs. */
  static Bindings bindings() {
    Bindings programs = new Bindings("program");
    addLoops(programs);
    addBranches(programs);
    addDerivatives(programs);
    return programs;
  }

  private static void addLoops(Bindings programs) {
    programs.many("scan_cumulative", x -> scanCumulative(x.tensor(0), x.tensor(1)));
    programs.many("scan_reverse", x -> scanReverse(x.tensor(0), x.tensor(1)));
    programs.unary("while_newton", ProgramFunctions::newton);
    programs.unary("fori_power", ProgramFunctions::power);
    programs.unary("associative_scan", x -> Lax.associativeScan(Tensor::times, x));
  }

  private static List<Tensor> scanCumulative(Tensor xs, Tensor initial) {
    Scanned<Tensor, Tensor> scanned =
        Lax.scan((c, x) -> new Scanned<>(tanh(c.times(0.5).plus(x)), c.times(x)), initial, xs);
    return List.of(scanned.carry(), scanned.outputs());
  }

  private static List<Tensor> scanReverse(Tensor xs, Tensor initial) {
    Fn2<Tensor, Tensor, Scanned<Tensor, Tensor>> body = (c, x) -> new Scanned<>(sin(c).plus(x), c);
    Scanned<Tensor, Tensor> scanned = Lax.scan(body, initial, xs, xs.shape().dim(0), true);
    return List.of(scanned.carry(), scanned.outputs());
  }

  private static Tensor newton(Tensor a) {
    Newton initial = new Newton(Lax.full(Shape.of(), 0, DType.I32), Numpy.onesLike(a));
    Fn1<Newton, Newton> improve =
        state -> {
          Tensor y = state.estimate();
          return new Newton(state.step().plus(1), y.plus(a.div(y)).times(0.5));
        };
    return Lax.whileLoop(state -> Numpy.less(state.step(), 12), improve, initial).estimate();
  }

  private static Tensor power(Tensor a) {
    Tensor identity = Numpy.eye(a.shape().dim(0), a.shape().dim(0), 0, a.dtype());
    return Lax.foriLoop(0, 5, (step, x) -> Numpy.matmul(x, a).times(0.3), identity);
  }

  private static void addBranches(Bindings programs) {
    programs.unary(
        "cond",
        x -> Lax.cond(Numpy.greater(Numpy.sum(x), 0), y -> sin(y), (Tensor y) -> y.times(y), x));
    programs.one(
        "switch",
        x ->
            Lax.switchCase(
                x.tensor(0),
                List.<Fn1<Tensor, Tensor>>of(Numpy::sin, Numpy::cos, Numpy::square),
                x.tensor(1)));
  }

  private static void addDerivatives(Bindings programs) {
    Fn1<Tensor, Tensor> curved = v -> Numpy.sum(tanh(sin(v).times(Numpy.sum(v))));
    Fn1<Tensor, Tensor> secondDerivative = hessian(curved);
    Fn1<Tensor, Tensor> forward = jacfwd(ProgramFunctions::outerSum);
    Fn1<Tensor, Tensor> reverse = jacrev(ProgramFunctions::outerSum);
    programs.unary("hessian", secondDerivative::apply);
    programs.unary("jacfwd", forward::apply);
    programs.unary("jacrev", reverse::apply);
    programs.unary("third_derivative", ProgramFunctions::thirdDerivative);
    programs.unary("custom_vjp_clip", ProgramFunctions::clippedSine);
    programs.unary("stop_gradient", x -> x.times(stopGradient(sin(x))));
    programs.unary("remat", checkpoint((Tensor x) -> sin(sin(x)))::apply);
    programs.binary("per_example_grad", ProgramFunctions::perExampleGrad);
  }

  private static Tensor outerSum(Tensor v) {
    return Numpy.sum(Numpy.outer(v, sin(v)), 0);
  }

  private static Tensor thirdDerivative(Tensor v) {
    Fn1<Tensor, Tensor> function = x -> sin(x).times(x.times(x).times(x));
    return vmap(grad(grad(grad(function)))).apply(v);
  }

  private static Tensor clippedSine(Tensor x) {
    Fn1<Tensor, Tensor> function =
        customVjp(
            Numpy::sin,
            y -> new Forward<>(sin(y), y),
            (y, ct) -> List.of(Numpy.clip(ct, -0.1, 0.1).times(cos(y))));
    return function.apply(x);
  }

  private static Tensor perExampleGrad(Tensor x, Tensor w) {
    Fn2<Tensor, Tensor, Tensor> loss = (weights, example) -> tanh(Numpy.dot(example, weights));
    return vmap(grad(loss), Axes.in(null, 0)).apply(w, x);
  }
}
