package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.List;

/**
 * The nearest points of a set: projections of trees of tensors. A set's size is a number; for sets
 * of vectors, all elements of the tree together are the vector.
 *
 * <pre>{@code
 * Tensor shares = Projections.simplex(Tensor.of(new float[] {0.2f, 1.4f, -0.3f}), 1);
 * Tensor inside = Projections.l2Ball(shares.times(10), 1);
 * }</pre>
 */
public final class Projections {
  private Projections() {}

  /** Elements that are at least 0. */
  public static <T> T nonNegative(T tree) {
    return Leafwise.map(Functions::relu, tree);
  }

  /** Elements between two numbers. */
  public static <T> T box(T tree, double lower, double upper) {
    return Leafwise.map(x -> x.clip(lower, upper), tree);
  }

  /** Elements between those of two trees. */
  public static <T> T box(T tree, Object lower, Object upper) {
    return Leafwise.map((x, low, high) -> x.clip(low, high), tree, lower, upper);
  }

  /** Elements between 0 and a number. */
  public static <T> T hypercube(T tree, double scale) {
    return box(tree, 0, scale);
  }

  /** Elements of at most a number in absolute value. */
  public static <T> T linfBall(T tree, double scale) {
    return box(tree, -scale, scale);
  }

  /**
   * Elements that are at least 0 and sum to a number. Held et al. 1974; Duchi et al. 2008.
   * Differentiable: the derivative is the projection onto the face that was met.
   */
  public static <T> T simplex(T tree, double scale) {
    List<Tensor> leaves = Leafwise.tensors(tree);
    List<Tensor> flat = leaves.stream().map(Tensor::ravel).toList();
    Tensor values = flat.size() == 1 ? flat.getFirst() : Numpy.concatenate(flat);
    Tensor projected = UnitSimplex.project(values.div(scale)).times(scale);
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (Tensor leaf : leaves) {
      int stop = start + Math.toIntExact(leaf.size());
      parts.add(
          Lax.sliceInDim(projected, start, stop, 0).reshape(leaf.shape()).astype(leaf.dtype()));
      start = stop;
    }
    return Leafwise.replace(tree, parts);
  }

  /** Elements whose absolute values sum to a number. */
  public static <T> T l1Sphere(T tree, double scale) {
    T absolute = simplex(Leafwise.map(Numpy::abs, tree), scale);
    return Leafwise.map((a, x) -> x.sign().times(a), absolute, tree);
  }

  /** Elements whose absolute values sum to a number at most. */
  public static <T> T l1Ball(T tree, double scale) {
    Tensor isInside = TreeMath.norm(tree, 1).le(scale);
    return Lax.cond(isInside, () -> tree, () -> l1Sphere(tree, scale));
  }

  /** A vector of a norm. */
  public static <T> T l2Sphere(T tree, double scale) {
    return TreeMath.scale(Numpy.divide(scale, TreeMath.norm(tree)), tree);
  }

  /** A vector of at most a norm. */
  public static <T> T l2Ball(T tree, double scale) {
    Tensor norm = Numpy.maximum(TreeMath.squaredNorm(tree), scale * scale).sqrt();
    return TreeMath.scale(Numpy.divide(scale, norm), tree);
  }

  /** A multiple of a vector. */
  public static <T> T vector(T tree, Object direction) {
    Tensor factor = TreeMath.vdot(tree, direction).div(TreeMath.vdot(direction, direction));
    return Leafwise.map((x, a) -> factor.times(a), tree, direction);
  }

  /** A vector whose inner product with another is a number. */
  public static <T> T hyperplane(T tree, Object normal, double offset) {
    return TreeMath.addScale(tree, excess(tree, normal, offset), normal);
  }

  /** A vector whose inner product with another is a number at most. */
  public static <T> T halfspace(T tree, Object normal, double offset) {
    Tensor back = Numpy.minimum(excess(tree, normal, offset), 0);
    return TreeMath.addScale(tree, back, normal);
  }

  private static Tensor excess(Object tree, Object normal, double offset) {
    return Numpy.subtract(offset, TreeMath.vdot(tree, normal)).div(TreeMath.vdot(normal, normal));
  }
}
