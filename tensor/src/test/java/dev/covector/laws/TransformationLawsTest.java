package dev.covector.laws;

import static dev.covector.Covector.checkpoint;
import static dev.covector.Covector.grad;
import static dev.covector.Covector.jit;
import static dev.covector.Covector.jvp;
import static dev.covector.Covector.linearize;
import static dev.covector.Covector.vjp;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Transformations of random programs against each other and against finite differences. */
class TransformationLawsTest {
  private static final double STEP = 1e-6;

  private static Tensor inner(Tensor a, Tensor b) {
    return Numpy.sum(Numpy.multiply(a, b));
  }

  private static Tensor inner(List<Tensor> a, List<Tensor> b) {
    Tensor sum = Tensor.of(0, DType.F64);
    for (int i = 0; i < a.size(); i++) {
      sum = Numpy.add(sum, inner(a.get(i), b.get(i)));
    }
    return sum;
  }

  private static List<Tensor> along(List<Tensor> x, List<Tensor> t, double step) {
    List<Tensor> moved = new ArrayList<>();
    for (int i = 0; i < x.size(); i++) {
      moved.add(x.get(i).plus(t.get(i).times(step)));
    }
    return moved;
  }

  private static Tensor finiteDifference(
      Fn1<List<Tensor>, Tensor> f, List<Tensor> x, List<Tensor> t) {
    return f.apply(along(x, t, STEP)).minus(f.apply(along(x, t, -STEP))).div(2 * STEP);
  }

  @Test
  void forwardModeIsTheLimitOfDifferences() {
    Law.holds(
        80,
        2e-5,
        NestedSteps.Kind::forward,
        (f, in, random) -> {
          List<Tensor> t = f.draw(random);
          return List.of(jvp(f, in, t).tangent(), finiteDifference(f, in, t));
        });
  }

  @Test
  void reverseModeIsTheTransposeOfForwardMode() {
    Law.holds(
        80,
        1e-8,
        kind -> kind.forward() && kind.reverse(),
        (f, in, random) -> {
          List<Tensor> t = f.draw(random);
          Tensor ct = Program.draw(f.apply(in).shape(), random);
          return List.of(
              inner(ct, jvp(f, in, t).tangent()), inner(vjp(f, in).pullback().apply(ct), t));
        });
  }

  @Test
  void reverseModeIsTheLimitOfDifferences() {
    Law.holds(
        60,
        2e-5,
        NestedSteps.Kind::reverse,
        (f, in, random) -> {
          List<Tensor> t = f.draw(random);
          Tensor ct = Program.draw(f.apply(in).shape(), random);
          return List.of(
              inner(jit((List<Tensor> x) -> vjp(f, x).pullback().apply(ct)).apply(in), t),
              inner(ct, finiteDifference(f, in, t)));
        });
  }

  @Test
  void linearizeIsForwardMode() {
    Law.holds(
        50,
        1e-9,
        kind -> kind.forward() && kind.reverse(),
        (f, in, random) -> {
          List<Tensor> t = f.draw(random);
          return List.of(linearize(f, in).map().apply(t), jvp(f, in, t).tangent());
        });
  }

  @Test
  void jitChangesNothing() {
    Law.holds(
        60,
        1e-10,
        kind -> true,
        (f, in, random) -> List.of(jit((Fn1<List<Tensor>, Tensor>) f).apply(in), f.apply(in)));
  }

  @Test
  void checkpointKeepsGradients() {
    Law.holds(
        30,
        1e-9,
        NestedSteps.Kind::reverse,
        (f, in, random) -> {
          List<Tensor> t = f.draw(random);
          Fn1<List<Tensor>, Tensor> loss = x -> Numpy.sum(f.apply(x));
          return List.of(
              inner(grad(checkpoint(loss)).apply(in), t), inner(grad(loss).apply(in), t));
        });
  }

  @Test
  void secondDerivativesAreTheLimitOfDifferencesOfGradients() {
    Law.holds(
        40,
        1e-4,
        kind -> kind.forward() && kind.reverse(),
        (f, in, random) -> {
          List<Tensor> t = f.draw(random);
          List<Tensor> u = f.draw(random);
          Fn1<List<Tensor>, Tensor> slope =
              x -> inner(grad((List<Tensor> y) -> Numpy.sum(f.apply(y))).apply(x), u);
          return List.of(inner(grad(slope).apply(in), t), finiteDifference(slope, in, t));
        });
  }

  @Test
  void transformationsComposeInAnyOrder() {
    Law.holds(
        120,
        1e-7,
        kind -> kind.forward() && kind.reverse(),
        (f, in, random) -> {
          Composition both = Composition.draw(f, in, random);
          return List.of(both.transformed().apply(in), both.plain().apply(in));
        });
  }
}
