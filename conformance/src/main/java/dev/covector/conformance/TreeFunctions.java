package dev.covector.conformance;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.optim.Optax;
import dev.covector.optim.TreeMath;
import dev.covector.random.Random;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Functions of trees: those of {@code optax.tree_utils}, and what is done with updates. The
 * arguments of a case are the leaves {@code a} and {@code b} of a tree, then those of another.
 */
final class TreeFunctions {
  private final Bindings bindings;

  private TreeFunctions(Bindings bindings) {
    this.bindings = bindings;
  }

  /** A tree of the suites' cases. */
  record Pair(Tensor a, Tensor b) {}

  /** The functions. */
  static Bindings bindings() {
    TreeFunctions functions = new TreeFunctions(new Bindings("optax"));
    functions.addArithmetic();
    functions.addLike();
    functions.addMoments();
    functions.addUpdates();
    return functions.bindings;
  }

  /** The tree that begins at an argument. */
  static Pair pair(Arguments x, int index) {
    return new Pair(x.tensor(index), x.tensor(index + 1));
  }

  static List<Tensor> leaves(Pair pair) {
    return List.of(pair.a, pair.b);
  }

  private void tree(String name, BiFunction<Arguments, Pair, Pair> function) {
    bindings.many(name, x -> leaves(function.apply(x, pair(x, 0))));
  }

  private void reduced(String name, BiFunction<Arguments, Pair, Tensor> function) {
    bindings.one(name, x -> function.apply(x, pair(x, 0)));
  }

  private void addArithmetic() {
    tree("tree_utils.tree_add", (x, t) -> TreeMath.add(t, pair(x, 2)));
    tree("tree_utils.tree_sub", (x, t) -> TreeMath.sub(t, pair(x, 2)));
    tree("tree_utils.tree_mul", (x, t) -> TreeMath.mul(t, pair(x, 2)));
    tree("tree_utils.tree_div", (x, t) -> TreeMath.div(t, pair(x, 2)));
    tree(
        "tree_utils.tree_add_scale", (x, t) -> TreeMath.addScale(t, real(x, "scalar"), pair(x, 2)));
    tree("tree_utils.tree_scale", (x, t) -> TreeMath.scale(real(x, "scalar"), t));
    tree("tree_utils.tree_conj", (x, t) -> TreeMath.conj(t));
    tree("tree_utils.tree_real", (x, t) -> TreeMath.real(t));
    tree(
        "tree_utils.tree_clip",
        (x, t) -> TreeMath.clip(t, real(x, "min_value"), real(x, "max_value")));
    tree(
        "tree_utils.tree_where",
        (x, t) -> TreeMath.where(Tensor.of(x.flag(4, "condition", true)), t, pair(x, 2)));
    reduced("tree_utils.tree_vdot", (x, t) -> TreeMath.vdot(t, pair(x, 2)));
    reduced("tree_utils.tree_sum", (x, t) -> TreeMath.sum(t));
    reduced("tree_utils.tree_max", (x, t) -> TreeMath.max(t));
    reduced("tree_utils.tree_min", (x, t) -> TreeMath.min(t));
    reduced("tree_utils.tree_allclose", (x, t) -> TreeMath.allclose(t, pair(x, 2)));
    reduced(
        "tree_utils.tree_size",
        (x, t) -> Tensor.of(Math.toIntExact(TreeMath.size(t))).astype(integer()));
    reduced("tree_utils.tree_norm", TreeFunctions::norm);
  }

  private static DType integer() {
    return Defaults.integer();
  }

  private static Tensor norm(Arguments x, Pair tree) {
    if (x.flag(2, "squared", false)) {
      return TreeMath.squaredNorm(tree);
    }
    Object order = x.keyword("ord", Object.class).orElse(2L);
    return TreeMath.norm(
        tree, order instanceof Number number ? number.doubleValue() : Double.POSITIVE_INFINITY);
  }

  private void addLike() {
    tree("tree_utils.tree_zeros_like", (x, t) -> TreeMath.zerosLike(t));
    tree("tree_utils.tree_ones_like", (x, t) -> TreeMath.onesLike(t));
    tree("tree_utils.tree_full_like", (x, t) -> TreeMath.fullLike(t, real(x, "fill_value")));
    tree(
        "tree_utils.tree_batch_shape",
        (x, t) -> TreeMath.batchShape(t, x.integers(2, "shape").orElseThrow()));
    tree("tree_utils.tree_cast", (x, t) -> TreeMath.cast(t, x.dtype(2, "dtype").orElseThrow()));
    tree("tree_utils.tree_cast_like", (x, t) -> TreeMath.castLike(t, pair(x, 2)));
    tree("tree_utils.tree_random_like", (x, t) -> TreeMath.randomLike(key(x), t, Random::normal));
    tree(
        "tree_utils.tree_split_key_like",
        (x, t) -> TreeMath.unwrapRandomKeyData(TreeMath.splitKeyLike(key(x), t)));
  }

  private static Tensor key(Arguments x) {
    return Random.key(x.integer(2, "key"));
  }

  private void addMoments() {
    for (String name : List.of("tree_utils.tree_update_moment", "update_moment")) {
      tree(
          name,
          (x, t) -> TreeMath.updateMoment(t, pair(x, 2), real(x, "decay"), x.integer(4, "order")));
    }
    for (String prefix : List.of("", "tree_utils.tree_")) {
      tree(
          prefix + "update_moment_per_elem_norm",
          (x, t) -> Optax.updateMomentPerElemNorm(t, pair(x, 2), real(x, "decay")));
      tree(
          prefix + "update_infinity_moment",
          (x, t) -> Optax.updateInfinityMoment(t, pair(x, 2), real(x, "decay"), real(x, "eps")));
      tree(
          prefix + "bias_correction",
          (x, t) -> Optax.biasCorrection(t, real(x, "decay"), Tensor.of(x.integer(4, "count"))));
    }
  }

  private void addUpdates() {
    tree("apply_updates", (x, t) -> Optax.applyUpdates(t, pair(x, 2)));
    tree(
        "incremental_update",
        (x, t) -> Optax.incrementalUpdate(t, pair(x, 2), real(x, "step_size")));
    tree(
        "periodic_update",
        (x, t) ->
            Optax.periodicUpdate(
                t, pair(x, 2), Tensor.of(x.integer(4, "steps")), x.integer(5, "update_period")));
    reduced("global_norm", (x, t) -> Optax.globalNorm(t));
    tree(
        "per_example_global_norm_clip",
        (x, t) -> Optax.perExampleGlobalNormClip(t, real(x, "l2_norm_clip")));
    tree(
        "per_example_layer_norm_clip",
        (x, t) ->
            Optax.perExampleLayerNormClip(
                t, real(x, "global_l2_norm_clip"), x.flag(3, "uniform", true)));
    scalars(
        List.of("safe_increment", "safe_int32_increment"), x -> Optax.safeIncrement(x.tensor(0)));
    scalars(List.of("safe_norm"), x -> Optax.safeNorm(x.tensor(0), real(x, "min_norm")));
    scalars(
        List.of("safe_root_mean_squares"),
        x -> Optax.safeRootMeanSquares(x.tensor(0), real(x, "min_rms")));
    scalars(List.of("scale_gradient"), x -> Optax.scaleGradient(x.tensor(0), real(x, "scale")));
  }

  private void scalars(List<String> names, Function<Arguments, Tensor> function) {
    names.forEach(name -> bindings.one(name, function));
  }

  /** A number given by name. */
  static double real(Arguments x, String name) {
    return x.keyword(name, Number.class).orElseThrow().doubleValue();
  }
}
