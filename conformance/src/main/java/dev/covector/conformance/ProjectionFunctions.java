package dev.covector.conformance;

import static dev.covector.conformance.TreeFunctions.pair;
import static dev.covector.conformance.TreeFunctions.real;

import dev.covector.conformance.TreeFunctions.Pair;
import dev.covector.optim.Projections;
import java.util.function.BiFunction;

/** {@code optax.projections}: of trees, whose leaves are the arguments. */
final class ProjectionFunctions {
  private ProjectionFunctions() {}

  private interface Scaled {
    Pair project(Pair tree, double scale);
  }

  /** The functions. */
  static Bindings bindings() {
    Bindings projections = new Bindings("optax.projections");
    any(projections, "non_negative", (x, t) -> Projections.nonNegative(t));
    any(projections, "box", (x, t) -> Projections.box(t, real(x, "lower"), real(x, "upper")));
    scaled(projections, "hypercube", Projections::hypercube);
    scaled(projections, "simplex", Projections::simplex);
    scaled(projections, "l1_sphere", Projections::l1Sphere);
    scaled(projections, "l1_ball", Projections::l1Ball);
    scaled(projections, "l2_sphere", Projections::l2Sphere);
    scaled(projections, "l2_ball", Projections::l2Ball);
    scaled(projections, "linf_ball", Projections::linfBall);
    any(projections, "vector", (x, t) -> Projections.vector(t, pair(x, 2)));
    any(projections, "hyperplane", (x, t) -> Projections.hyperplane(t, pair(x, 2), real(x, "b")));
    any(projections, "halfspace", (x, t) -> Projections.halfspace(t, pair(x, 2), real(x, "b")));
    return projections;
  }

  private static void scaled(Bindings projections, String name, Scaled function) {
    any(projections, name, (x, t) -> function.project(t, real(x, "scale")));
  }

  private static void any(
      Bindings projections, String name, BiFunction<Arguments, Pair, Pair> function) {
    projections.many(
        "projection_" + name, x -> TreeFunctions.leaves(function.apply(x, pair(x, 0))));
  }
}
