package dev.covector.conformance;

import static dev.covector.optim.Optax.*;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.optim.Contrib;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.Labels;
import dev.covector.optim.Mask;
import dev.covector.optim.Schedule;
import dev.covector.optim.SkipRule;
import dev.covector.optim.TreeMath;
import dev.covector.random.Random;
import dev.covector.tree.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Compositions of transformations that cases name in full, as a Python program writes them. */
final class Compositions {
  private static final Mask MATRICES = (path, leaf) -> leaf.rank() == 2;
  private static final Mask DENSE = Mask.of(Map.of("dense", true, "scale", false));
  private static final Schedule FALLING = exponentialDecay(0.1, 2, 0.5);
  private static final Schedule EVEN = step -> step.rem(2).eq(0);

  private Compositions() {}

  /** The transformations by name, without {@code optax.}. */
  static Map<String, Supplier<GradientTransformation>> all() {
    Map<String, Supplier<GradientTransformation>> t = new HashMap<>();
    addOptimizers(t);
    addPieces(t);
    addContributed(t);
    addOptions(t);
    addWrappers(t);
    return t;
  }

  private static void addOptimizers(Map<String, Supplier<GradientTransformation>> t) {
    t.put(
        "chain(clip_by_global_norm(1.0),adam(0.01))",
        () -> chain(clipByGlobalNorm(1.0), adam(0.01)));
    t.put(
        "chain(clip_by_global_norm(1.0),adam(0.01),ema(0.999))",
        () -> chain(clipByGlobalNorm(1.0), adam(0.01), ema(0.999)));
    t.put("MultiSteps(adam(0.01),4)", () -> multiSteps(adam(0.01), 4));
    t.put(
        "multi_transform({train:adam(0.001),freeze:set_to_zero},{dense:train,scale:freeze})",
        () ->
            multiTransform(
                Map.of("train", adam(0.001), "freeze", setToZero()),
                Labels.of(Map.of("dense", "train", "scale", "freeze"))));
    t.put("chain(clip(0.3),sgd(0.1))", () -> chain(clip(0.3), sgd(0.1)));
    t.put(
        "chain(add_decayed_weights(0.1),trace(0.9),scale(-0.1))",
        () -> chain(addDecayedWeights(0.1), trace(0.9), scale(-0.1)));
    t.put("chain(zero_nans,centralize,sgd(0.1))", () -> chain(zeroNans(), centralize(), sgd(0.1)));
    t.put("apply_if_finite(adam(0.01),5)", () -> applyIfFinite(adam(0.01), 5));
    t.put(
        "chain(adaptive_grad_clip(0.01),sgd(0.1))", () -> chain(adaptiveGradClip(0.01), sgd(0.1)));
    t.put(
        "masked(adam(0.01),{dense:true,scale:false})",
        () -> masked(adam(0.01), Mask.of(Map.of("dense", true, "scale", false))));
    t.put("inject_hyperparams(adam)(0.01)", () -> injectHyperparams(adam(0.01)));
    t.put("chain(clip_by_block_rms(0.5),sgd(0.1))", () -> chain(clipByBlockRms(0.5), sgd(0.1)));
    t.put(
        "sam(sgd(0.1),chain(normalize,sgd(0.05)))",
        () -> Contrib.sam(sgd(0.1), chain(Contrib.normalize(), sgd(0.05))));
    t.put("noisy_sgd(0.1,key(7))", () -> noisySgd(0.1, Random.key(7)));
    t.put("scale_by_lbfgs(3)", () -> chain(scaleByLbfgs().memorySize(3), scale(-0.1)));
    t.put("flatten(adam(0.01))", () -> flatten(adam(0.01)));
    t.put("apply_every(3)", () -> applyEvery(3));
    t.put(
        "chain(normalize_by_update_norm,sgd(0.1))", () -> chain(normalizeByUpdateNorm(), sgd(0.1)));
    t.put("chain(scale_by_trust_ratio,scale(-0.1))", () -> chain(scaleByTrustRatio(), scale(-0.1)));
  }

  private static void addPieces(Map<String, Supplier<GradientTransformation>> t) {
    stepping(t, "scale_by_adadelta", () -> scaleByAdadelta());
    stepping(t, "scale_by_adam", () -> scaleByAdam());
    stepping(t, "scale_by_adamax", () -> scaleByAdamax());
    stepping(t, "scale_by_adan", () -> scaleByAdan());
    stepping(t, "scale_by_amsgrad", () -> scaleByAmsgrad());
    stepping(t, "scale_by_belief", () -> scaleByBelief());
    stepping(t, "scale_by_distance_over_gradients", () -> scaleByDistanceOverGradients());
    stepping(t, "scale_by_factored_rms", () -> scaleByFactoredRms());
    stepping(t, "scale_by_lion", () -> scaleByLion());
    stepping(t, "scale_by_novograd", () -> scaleByNovograd());
    stepping(t, "scale_by_optimistic_gradient", () -> scaleByOptimisticGradient());
    stepping(t, "scale_by_param_block_norm", () -> scaleByParamBlockNorm());
    stepping(t, "scale_by_param_block_rms", () -> scaleByParamBlockRms());
    stepping(t, "scale_by_radam", () -> scaleByRadam());
    stepping(t, "scale_by_rms", () -> scaleByRms());
    stepping(t, "scale_by_rss", () -> scaleByRss());
    stepping(t, "scale_by_sign", () -> scaleBySign());
    stepping(t, "scale_by_sm3", () -> scaleBySm3());
    stepping(t, "scale_by_stddev", () -> scaleByStddev());
    stepping(t, "scale_by_yogi", () -> scaleByYogi());
    stepping(t, "add_noise(0.1,0.55,key(3))", () -> addNoise(0.1, 0.55, Random.key(3)));
    stepping(t, "ema(0.9)", () -> ema(0.9));
    stepping(t, "ema(0.9,debias=False)", () -> ema(0.9).debias(false));
    stepping(t, "trace(0.9,nesterov=True)", () -> trace(0.9).nesterov(true));
    stepping(t, "zero_nans", () -> zeroNans());
    t.put("scale_by_rprop(0.01)", () -> scaleByRprop(0.01));
    t.put("scale_by_schedule(exponential_decay(0.1,2,0.5))", () -> scaleBySchedule(FALLING));
    t.put(
        "scale_by_learning_rate(exponential_decay(0.1,2,0.5))", () -> scaleByLearningRate(FALLING));
    t.put("chain(sgd(1),scale_by_polyak)", () -> chain(sgd(1), scaleByPolyak()));
    t.put(
        "chain(sgd(0.5),keep_params_nonnegative)", () -> chain(sgd(0.5), keepParamsNonnegative()));
    t.put("identity", () -> identity());
    t.put("stateless(tripled)", () -> stateless((updates, params) -> TreeMath.scale(3, updates)));
    t.put("stateless_with_tree_map(sum)", () -> statelessWithTreeMap(Tensor::plus));
  }

  private static void stepping(
      Map<String, Supplier<GradientTransformation>> t,
      String piece,
      Supplier<GradientTransformation> made) {
    t.put("chain(" + piece + ",scale(-0.1))", () -> chain(made.get(), scale(-0.1)));
  }

  private static void addOptions(Map<String, Supplier<GradientTransformation>> t) {
    t.put(
        "chain(contrib.scale_by_galore(rank=1),scale(-0.1))",
        () -> chain(Contrib.scaleByGalore().rank(1), scale(-0.1)));
    t.put(
        "chain(adaptive_grad_clip(0.1,eps=0.1,axis=1 of matrices),scale(-0.1))",
        () ->
            chain(masked(adaptiveGradClip(0.1).eps(0.1).axes(List.of(1)), MATRICES), scale(-0.1)));
    t.put("adamw(0.1,mask=matrices)", () -> adamw(0.1).weightDecay(0.5).mask(MATRICES));
    t.put("adam(0.1,mu_dtype=bfloat16)", () -> adam(0.1).muDtype(DType.BF16));
    t.put(
        "sgd(0.1,momentum=0.9,accumulator_dtype=bfloat16)",
        () -> sgd(0.1).momentum(0.9).accumulatorDtype(DType.BF16));
    t.put("polyak_sgd(variant=sps+)", () -> polyakSgd().fMin(2.1).positivePart(true));
    t.put(
        "contrib.adopt(0.1,clip_value_fn=1)",
        () -> Contrib.adopt(0.1).clipValue(step -> Tensor.of(1.0)));
    t.put(
        "contrib.sam(sgd(0.1),sgd(0.05),sync_period=3,reset_state=False)",
        () -> Contrib.sam(sgd(0.1), sgd(0.05)).syncPeriod(3).resetState(false));
    t.put(
        "chain(sgd(0.1),reduce_on_plateau(0.5,patience=1,rtol=0,atol=0.1))",
        () -> chain(sgd(0.1), Contrib.reduceOnPlateau().factor(0.5).patience(1).rtol(0).atol(0.1)));
  }

  private static void addContributed(Map<String, Supplier<GradientTransformation>> t) {
    stepping(t, "contrib.scale_by_acprop", () -> Contrib.scaleByAcprop());
    stepping(t, "contrib.scale_by_ademamix", () -> Contrib.scaleByAdemamix());
    stepping(t, "contrib.scale_by_adopt", () -> Contrib.scaleByAdopt());
    stepping(t, "contrib.scale_by_cocob", () -> Contrib.scaleByCocob());
    stepping(t, "contrib.scale_by_simplified_ademamix", () -> Contrib.scaleBySimplifiedAdemamix());
    stepping(t, "contrib.normalize", () -> Contrib.normalize());
    t.put(
        "contrib.galore(0.1,rank=1,update_proj_gap=2)",
        () -> Contrib.galore(0.1).rank(1).updateProjGap(2));
    t.put(
        "contrib.galore(0.1,rank=1,scale=0.5,weight_decay=0.1)",
        () -> Contrib.galore(0.1).rank(1).scale(0.5).weightDecay(0.1));
    t.put("contrib.mechanize(sgd(1.0))", () -> Contrib.mechanize(sgd(1)));
    t.put(
        "contrib.mechanize(adam(1.0),0.0,s_init=0.001,num_betas=3)",
        () -> Contrib.mechanize(adam(1)).weightDecay(0).sInit(0.001).numBetas(3));
    t.put("contrib.scale_by_madgrad(0.01)", () -> Contrib.scaleByMadgrad(0.01));
    t.put("contrib.schedule_free(sgd(0.1),0.1)", () -> Contrib.scheduleFree(sgd(0.1), 0.1));
    t.put("contrib.dpsgd(0.1,1.0,0.5,key(3))", () -> Contrib.dpsgd(0.1, 1.0, 0.5, Random.key(3)));
    t.put(
        "contrib.dpsgd(0.1,1.0,0.5,key(3),momentum=0.9)",
        () -> Contrib.dpsgd(0.1, 1.0, 0.5, Random.key(3)).momentum(0.9));
    t.put(
        "contrib.differentially_private_aggregate(1.0,0.5,key(3))",
        () -> Contrib.differentiallyPrivateAggregate(1.0, 0.5, Random.key(3)));
    t.put(
        "chain(sgd(0.1),reduce_on_plateau(0.5,patience=1,cooldown=1))",
        () -> chain(sgd(0.1), Contrib.reduceOnPlateau().factor(0.5).patience(1).cooldown(1)));
    t.put(
        "chain(sgd(0.1),reduce_on_plateau(0.5,patience=0,accumulation_size=2,min_scale=0.3))",
        () ->
            chain(
                sgd(0.1),
                Contrib.reduceOnPlateau()
                    .factor(0.5)
                    .patience(0)
                    .accumulationSize(2)
                    .minScale(0.3)));
  }

  private static void addWrappers(Map<String, Supplier<GradientTransformation>> t) {
    t.put("conditionally_transform(adam(0.1),even)", () -> conditionallyTransform(adam(0.1), EVEN));
    t.put("conditionally_mask(adam(0.1),even)", () -> conditionallyMask(adam(0.1), EVEN));
    t.put("apply_if_finite(adam(0.01),1)", () -> applyIfFinite(adam(0.01), 1));
    t.put("MultiSteps(adam(0.01),2,skip_not_finite)", () -> skipping(skipNotFinite()));
    t.put(
        "MultiSteps(adam(0.01),2,skip_large_updates(12.0))", () -> skipping(skipLargeUpdates(12)));
    t.put(
        "MultiSteps(sgd(0.1),2,use_grad_mean=False)",
        () -> multiSteps(sgd(0.1), 2).useGradMean(false));
    t.put("MultiSteps(sgd(0.1),1+n)", () -> multiSteps(sgd(0.1), step -> step.plus(1)));
    t.put("named_chain({clip:clip_by_global_norm(1.0),step:adam(0.01)})", Compositions::named);
    t.put(
        "partition({sgd:sgd(0.1),adam:adam(0.01)},matrices:sgd)",
        () -> partition(Map.of("sgd", sgd(0.1), "adam", adam(0.01)), Compositions::label));
    t.put(
        "masked(add_decayed_weights(0.1),matrices)",
        () -> masked(addDecayedWeights(0.1), MATRICES));
    t.put("chain(sgd(0.1),freeze({dense:true,scale:false}))", () -> chain(sgd(0.1), freeze(DENSE)));
    t.put(
        "selective_transform(adam(0.1),{dense:true,scale:false})",
        () -> selectiveTransform(adam(0.1), DENSE));
    t.put(
        "inject_hyperparams(adam)(exponential_decay(0.1,2,0.5),b1=0.8)",
        () -> injectHyperparams(adam(FALLING).b1(0.8)));
    t.put(
        "inject_hyperparams(scale_by_adam)(b1=linear_schedule(0.1,0.9,3))",
        () -> injectHyperparams(scaleByAdam()).set("b1", linearSchedule(0.1, 0.9, 3)));
  }

  private static GradientTransformation skipping(SkipRule rule) {
    return multiSteps(adam(0.01), 2).shouldSkip(rule);
  }

  private static GradientTransformation named() {
    Map<String, GradientTransformation> parts = new LinkedHashMap<>();
    parts.put("clip", clipByGlobalNorm(1));
    parts.put("step", adam(0.01));
    return namedChain(parts);
  }

  private static String label(Path path, Tensor leaf) {
    return leaf.rank() == 2 ? "sgd" : "adam";
  }
}
