package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.optim.DiceLoss;
import dev.covector.optim.Optax;
import dev.covector.optim.RankingSoftmaxLoss;
import dev.covector.optim.Reduction;
import java.util.List;
import java.util.OptionalDouble;

/** The losses of {@code optax} with options that cases have in their names. */
final class LossOptions {
  private static final int[] BOTH = {0, 1};

  private LossOptions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings losses = new Bindings("optax.losses");
    addDivergences(losses);
    addClassification(losses);
    addAreas(losses);
    addRankings(losses);
    addErrors(losses);
    return losses;
  }

  private interface Masked {
    Tensor of(Tensor x, Tensor y, Tensor where);
  }

  private interface Along {
    Tensor of(Tensor x, Tensor y, int... axes);
  }

  private static void both(Bindings losses, String name, Masked masked, Along along) {
    losses.one(name + "(where)", x -> masked.of(x.tensor(0), x.tensor(1), x.tensor(2)));
    losses.one(name + "(axis=(0,1))", x -> along.of(x.tensor(0), x.tensor(1), BOTH));
  }

  private static void addDivergences(Bindings losses) {
    both(
        losses,
        "kl_divergence",
        (x, y, where) -> Optax.klDivergence(x, y, where, -1),
        (x, y, axes) -> Optax.klDivergence(x, y, axes));
    both(
        losses,
        "kl_divergence_with_log_targets",
        (x, y, where) -> Optax.klDivergenceWithLogTargets(x, y, where, -1),
        (x, y, axes) -> Optax.klDivergenceWithLogTargets(x, y, axes));
    both(
        losses,
        "generalized_kl_divergence",
        (x, y, where) -> Optax.generalizedKlDivergence(x, y, where, -1),
        (x, y, axes) -> Optax.generalizedKlDivergence(x, y, axes));
    both(
        losses,
        "convex_kl_divergence",
        (x, y, where) -> Optax.convexKlDivergence(x, y, where, -1),
        (x, y, axes) -> Optax.convexKlDivergence(x, y, axes));
    losses.one("smooth_labels(where)", x -> Optax.smoothLabels(x.tensor(0), 0.1, x.tensor(1), -1));
    losses.one("smooth_labels(axis=(0,1))", x -> Optax.smoothLabels(x.tensor(0), 0.1, BOTH));
  }

  private static void addClassification(Bindings losses) {
    both(
        losses,
        "softmax_cross_entropy",
        (x, y, where) -> Optax.softmaxCrossEntropy(x, y, where, -1),
        (x, y, axes) -> Optax.softmaxCrossEntropy(x, y, axes));
    both(
        losses,
        "poly_loss_cross_entropy",
        (x, y, where) -> Optax.polyLossCrossEntropy(x, y, where, 1.5, -1),
        (x, y, axes) -> Optax.polyLossCrossEntropy(x, y, 1.5, axes));
    both(
        losses,
        "cosine_similarity",
        (x, y, where) -> Optax.cosineSimilarity(x, y, where, 0.1, -1),
        (x, y, axes) -> Optax.cosineSimilarity(x, y, 0.1, axes));
    both(
        losses,
        "cosine_distance",
        (x, y, where) -> Optax.cosineDistance(x, y, where, 0.1, -1),
        (x, y, axes) -> Optax.cosineDistance(x, y, 0.1, axes));
    losses.one(
        "softmax_cross_entropy_with_integer_labels(where)",
        x -> Optax.softmaxCrossEntropyWithIntegerLabels(x.tensor(0), x.tensor(1), x.tensor(2), -1));
    losses.one(
        "softmax_cross_entropy_with_integer_labels(axis=(2,0))",
        x ->
            Optax.softmaxCrossEntropyWithIntegerLabels(
                x.tensor(0), x.tensor(1), null, List.of(2, 0)));
    losses.one(
        "sigmoid_focal_loss(alpha=0.25,gamma=1.5)",
        x -> Optax.sigmoidFocalLoss(x.tensor(0), x.tensor(1), OptionalDouble.of(0.25), 1.5));
  }

  private static void dice(Bindings losses, String options, DiceLoss loss) {
    losses.one("dice_loss(" + options + ")", x -> loss.of(x.tensor(0), x.tensor(1)));
  }

  private static void addAreas(Bindings losses) {
    DiceLoss usual = new DiceLoss();
    dice(losses, "smooth=0.5,alpha=0.3,beta=0.7", usual.smooth(0.5).alpha(0.3).beta(0.7));
    dice(
        losses,
        "reduction=none,ignore_background",
        usual.reduction(Reduction.NONE).ignoreBackground(true));
    dice(losses, "reduction=sum,axis=(1,)", usual.reduction(Reduction.SUM).axes(List.of(1)));
    dice(losses, "apply_softmax=False", usual.applySoftmax(false));
    losses.one(
        "dice_loss(class_weights)",
        x -> usual.classWeights(x.tensor(2)).of(x.tensor(0), x.tensor(1)));
    losses.one(
        "multiclass_generalized_dice_loss(smooth=0.5,ignore_background)",
        x -> usual.smooth(0.5).ignoreBackground(true).generalized(x.tensor(0), x.tensor(1)));
    losses.one("binary_dice_loss(smooth=2)", x -> usual.smooth(2).binary(x.tensor(0), x.tensor(1)));
  }

  private static void addRankings(Bindings losses) {
    RankingSoftmaxLoss usual = new RankingSoftmaxLoss();
    losses.one(
        "ranking_softmax_loss(weights)",
        x -> usual.weights(x.tensor(2)).of(x.tensor(0), x.tensor(1)));
    for (Reduction reduction : Reduction.values()) {
      RankingSoftmaxLoss loss = usual.reduction(reduction);
      String way = "reduce_fn=" + reduction.name().toLowerCase();
      losses.one("ranking_softmax_loss(" + way + ")", x -> loss.of(x.tensor(0), x.tensor(1)));
      losses.one(
          "ranking_softmax_loss(where," + way + ")",
          x -> loss.where(x.tensor(2)).of(x.tensor(0), x.tensor(1)));
    }
  }

  private static void addErrors(Bindings losses) {
    losses.one("huber_loss(errors,delta=0.5)", x -> Optax.huberLoss(x.tensor(0), 0.5));
    losses.unary("log_cosh(errors)", Optax::logCosh);
    losses.unary("squared_error(errors)", Optax::squaredError);
    losses.unary("l2_loss(errors)", Optax::l2Loss);
    losses.one(
        "triplet_margin_loss(axis=0,norm_degree=4,margin=0.5,eps=0.001)",
        x -> Optax.tripletMarginLoss(x.tensor(0), x.tensor(1), x.tensor(2), 0, 4, 0.5, 1e-3));
  }
}
