package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Transformations of transformations.
 *
 * <pre>{@code
 * GradientTransformation tx =
 *     Optax.multiTransform(
 *         Map.of("trained", Optax.adam(1e-3), "frozen", Optax.setToZero()),
 *         Labels.of(Map.of("head", "trained", "encoder", "frozen")));
 * OptState state = tx.init(Map.of("head", Numpy.ones(3), "encoder", Numpy.ones(2, 3)));
 * }</pre>
 */
public class Combinators extends Updates {
  Combinators() {}

  /** One transformation after the other. */
  public static Chain chain(GradientTransformation... transformations) {
    return new Chain(List.of(transformations));
  }

  /** One transformation after the other, with states by name, in the order of the map. */
  public static NamedChain namedChain(Map<String, GradientTransformation> transformations) {
    return new NamedChain(transformations);
  }

  /** A transformation of some tensors; the others pass as they are. */
  public static Masked masked(GradientTransformation inner, Mask mask) {
    return new Masked(inner, mask);
  }

  /** A transformation for each group of tensors. */
  public static Partition partition(
      Map<String, GradientTransformation> transformations, Labels labels) {
    return new Partition(transformations, labels);
  }

  /** Another name of {@link #partition}. */
  public static Partition multiTransform(
      Map<String, GradientTransformation> transformations, Labels labels) {
    return partition(transformations, labels);
  }

  /** Zeros in place of the updates of some tensors. */
  public static Masked freeze(Mask mask) {
    return masked(setToZero(), mask);
  }

  /** An optimizer of the tensors that are not frozen; the others get zeros. */
  public static Partition selectiveTransform(GradientTransformation optimizer, Mask frozen) {
    return partition(
        Map.of("train", optimizer, "freeze", setToZero()),
        (path, leaf) -> frozen.includes(path, leaf) ? "freeze" : "train");
  }

  /** One step for every k calls, with the mean of their gradients. */
  public static MultiSteps multiSteps(GradientTransformation inner, int k) {
    if (k < 1) {
      throw new OptimException("multi_steps: k is " + k + "; it must be at least 1");
    }
    return new MultiSteps(inner, step -> Lax.full(Shape.of(), k, DType.I32));
  }

  /** One step for every k calls, where k depends on the number of steps. */
  public static MultiSteps multiSteps(GradientTransformation inner, Schedule everyK) {
    return new MultiSteps(inner, everyK);
  }

  /** A rule for {@link MultiSteps}: gradients with a NaN or an infinity are ignored. */
  public static SkipRule skipNotFinite() {
    return (updates, step) -> {
      Tensor count = Counts.zero();
      for (Tensor g : Leafwise.tensors(updates)) {
        count = count.plus(Numpy.logicalNot(Numpy.isfinite(g)).astype(DType.I32).sum());
      }
      Tensor skip = count.gt(0);
      return new SkipRule.Verdict(skip, Map.of("shouldSkip", skip, "numNotFinite", count));
    };
  }

  /** A rule for {@link MultiSteps}: gradients whose squared norm is too large are ignored. */
  public static SkipRule skipLargeUpdates(double maxSquaredNorm) {
    return (updates, step) -> {
      Tensor norm = TreeMath.squaredNorm(updates);
      Tensor skip = Numpy.logicalNot(norm.lt(maxSquaredNorm));
      return new SkipRule.Verdict(skip, Map.of("shouldSkip", skip, "normSquared", norm));
    };
  }

  /** A transformation that ignores updates with a NaN or an infinity. */
  public static ApplyIfFinite applyIfFinite(
      GradientTransformation inner, int maxConsecutiveErrors) {
    return new ApplyIfFinite(inner, maxConsecutiveErrors);
  }

  /** An optimizer whose hyperparameters are in its state. */
  public static InjectHyperparams injectHyperparams(GradientTransformation inner) {
    return new InjectHyperparams(inner);
  }

  /** Another name of {@link #injectHyperparams}: schedules with states may be injected too. */
  public static InjectHyperparams injectStatefulHyperparams(GradientTransformation inner) {
    return injectHyperparams(inner);
  }

  /** Leaves updates as they are. */
  public static Identity identity() {
    return new Identity();
  }

  /**
   * Zeros in place of all updates. It reads none of the gradients, so what computes them falls away
   * from a compiled step.
   */
  public static SetToZero setToZero() {
    return new SetToZero();
  }

  /**
   * An optimizer whose parameters are pulled back, every few steps, to slow ones that follow them.
   * Parameters and updates are {@link LookaheadParams}; gradients are those of the fast ones.
   */
  public static Lookahead lookahead(
      GradientTransformation fastOptimizer, int syncPeriod, double slowStepSize) {
    return new Lookahead(fastOptimizer, syncPeriod, Hyperparameter.of(slowStepSize));
  }

  /** A transformation in some steps only; in the others updates pass as they are. */
  public static ConditionallyTransform conditionallyTransform(
      GradientTransformation inner, Schedule shouldTransform) {
    return new ConditionallyTransform(inner, shouldTransform);
  }

  /** A transformation in some steps only; in the others updates are zeros. */
  public static ConditionallyMask conditionallyMask(
      GradientTransformation inner, Schedule shouldTransform) {
    return new ConditionallyMask(inner, shouldTransform);
  }

  /** A transformation of one long vector of all elements. */
  public static Flatten flatten(GradientTransformation inner) {
    return new Flatten(inner);
  }

  /** A transformation that is a function of updates and parameters. */
  public static Stateless stateless(BiFunction<Object, @Nullable Object, Object> function) {
    return new Stateless(function);
  }

  /** A transformation that is a function of each tensor and its parameter (or null). */
  public static Stateless statelessWithTreeMap(
      BiFunction<Tensor, @Nullable Tensor, Tensor> function) {
    return new Stateless(
        (updates, params) ->
            params == null
                ? Leafwise.map(g -> function.apply(g, null), updates)
                : Leafwise.map((g, p) -> function.apply(g, p), updates, params));
  }

  /**
   * Gradients with an axis of examples in front, each example's clipped to a norm, and summed.
   *
   * @param grads of the tree and dtypes of the result
   * @param l2NormClip the largest norm of all gradients of an example together
   */
  public static <P> P perExampleGlobalNormClip(P grads, double l2NormClip) {
    Tensor weights = PerExample.multipliers(grads, Tensor.of(l2NormClip));
    return Leafwise.map(g -> PerExample.weighted(weights, g), grads);
  }

  /**
   * As {@link #perExampleGlobalNormClip}, each tensor by itself, to a part of the norm.
   *
   * @param uniform whether all tensors have the same part, else by their sizes
   */
  public static <P> P perExampleLayerNormClip(P grads, double l2NormClip, boolean uniform) {
    int layers = Leafwise.tensors(grads).size();
    double all = TreeMath.size(grads);
    return Leafwise.map(
        g -> {
          double part = uniform ? 1.0 / layers : g.size() / all;
          Tensor limit = Tensor.of(l2NormClip * Math.sqrt(part));
          return PerExample.weighted(PerExample.multipliers(g, limit), g);
        },
        grads);
  }

  /** Leaves updates as they are, and keeps a measurement of them in the state. */
  public static Snapshot snapshot(String name, Function<Object, Object> measure) {
    return new Snapshot(name, measure);
  }

  /** Leaves updates as they are, and keeps measurements of them in the state. */
  public static Monitor monitor(Map<String, GradientTransformation> measures) {
    return new Monitor(measures);
  }

  /** A measurement of updates for {@link #monitor}. */
  public static Stateless measure(Function<Object, Object> measure) {
    return new Stateless((updates, params) -> measure.apply(updates));
  }

  /** A measurement of updates, averaged over steps, for {@link #monitor}. */
  public static MeasureWithEma measureWithEma(Function<Object, Object> measure, double decay) {
    return new MeasureWithEma(measure, new Ema(Hyperparameter.of(decay)));
  }
}
