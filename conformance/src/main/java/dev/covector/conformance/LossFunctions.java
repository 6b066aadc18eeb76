package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.optim.Optax;
import dev.covector.optim.SequenceLosses;
import java.util.List;

/** The losses of {@code optax}. */
final class LossFunctions {
  private LossFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings optax = new Bindings("optax");
    addRegression(optax);
    addClassification(optax);
    addDivergences(optax);
    addStructured(optax);
    return optax;
  }

  private static void addRegression(Bindings optax) {
    optax.binary("squared_error", Optax::squaredError);
    optax.binary("l2_loss", Optax::l2Loss);
    optax.one("huber_loss", x -> Optax.huberLoss(x.tensor(0), x.tensor(1), x.real(2, "delta", 1)));
    optax.binary("log_cosh", Optax::logCosh);
    optax.one(
        "cosine_similarity",
        x -> Optax.cosineSimilarity(x.tensor(0), x.tensor(1), x.real(2, "epsilon", 0), axes(x, 3)));
    optax.one(
        "cosine_distance",
        x -> Optax.cosineDistance(x.tensor(0), x.tensor(1), x.real(2, "epsilon", 0), axes(x, 3)));
  }

  private static void addClassification(Bindings optax) {
    optax.binary("sigmoid_binary_cross_entropy", Optax::sigmoidBinaryCrossEntropy);
    optax.one(
        "softmax_cross_entropy",
        x -> Optax.softmaxCrossEntropy(x.tensor(0), x.tensor(1), axes(x, 2)));
    optax.one(
        "softmax_cross_entropy_with_integer_labels",
        x ->
            Optax.softmaxCrossEntropyWithIntegerLabels(
                x.tensor(0), x.tensor(1), x.integer(2, "axis", -1)));
    optax.binary("hinge_loss", Optax::hingeLoss);
    optax.one("smooth_labels", x -> Optax.smoothLabels(x.tensor(0), x.tensor(1)));
    optax.one("ctc_loss", LossFunctions::ctc);
  }

  private static void addDivergences(Bindings optax) {
    optax.one("kl_divergence", x -> Optax.klDivergence(x.tensor(0), x.tensor(1), axes(x, 2)));
  }

  private static void addStructured(Bindings optax) {
    optax.binary("safe_softmax_cross_entropy", Optax::safeSoftmaxCrossEntropy);
    optax.binary("sigmoid_focal_loss", Optax::sigmoidFocalLoss);
    optax.binary("losses.perceptron_loss", Optax::perceptronLoss);
    optax.binary("losses.sparsemax_loss", Optax::sparsemaxLoss);
    optax.binary("losses.multiclass_hinge_loss", Optax::multiclassHingeLoss);
    optax.binary("losses.multiclass_perceptron_loss", Optax::multiclassPerceptronLoss);
    optax.binary("losses.multiclass_sparsemax_loss", Optax::multiclassSparsemaxLoss);
    optax.binary("losses.poly_loss_cross_entropy", Optax::polyLossCrossEntropy);
    optax.binary("losses.kl_divergence_with_log_targets", Optax::klDivergenceWithLogTargets);
    optax.binary("losses.generalized_kl_divergence", Optax::generalizedKlDivergence);
    optax.binary("losses.ranking_softmax_loss", Optax::rankingSoftmaxLoss);
    optax.binary("losses.ntxent", Optax::ntxent);
    optax.one(
        "losses.triplet_margin_loss",
        x -> Optax.tripletMarginLoss(x.tensor(0), x.tensor(1), x.tensor(2)));
    optax.binary("losses.dice_loss", Optax::diceLoss);
    optax.binary("losses.multiclass_generalized_dice_loss", Optax::multiclassGeneralizedDiceLoss);
    optax.binary("losses.binary_dice_loss", Optax::binaryDiceLoss);
    optax.binary("convex_kl_divergence", Optax::convexKlDivergence);
    optax.one(
        "losses.make_fenchel_young_loss(logsumexp)",
        x -> Optax.makeFenchelYoungLoss(Functions::logsumexp).apply(x.tensor(0), x.tensor(1)));
    optax.many(
        "ctc_loss_with_forward_probs",
        x -> {
          SequenceLosses.CtcLoss all =
              Optax.ctcLossWithForwardProbs(
                  x.tensor(0), x.tensor(1), x.tensor(2), x.tensor(3), 0, -1e5);
          return List.of(all.loss(), all.logAlphaBlank(), all.logAlphaEmit());
        });
  }

  private static int[] axes(Arguments x, int index) {
    return x.integers(index, "axis").orElse(new int[] {-1});
  }

  private static Tensor ctc(Arguments x) {
    return Optax.ctcLoss(
        x.tensor(0),
        x.tensor(1),
        x.tensor(2),
        x.tensor(3),
        x.integer(4, "blank_id", 0),
        x.real(5, "log_epsilon", -1e5));
  }
}
