package dev.covector.transform;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;
import dev.covector.op.Zeros;
import dev.covector.trace.Transformations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code vjp} and {@code grad} over trees. */
public final class ReverseMode {
  private ReverseMode() {}

  /**
   * A value and the map of its cotangents.
   *
   * @param value the function's result
   * @param pullback from a tree like the result to a list of trees like the arguments
   */
  public record Vjp(@Nullable Object value, Function<Object, List<Object>> pullback) {}

  /** The value and pullback of a function with respect to all its arguments. */
  public static Vjp vjp(TreeFunction function, @Nullable Object[] arguments) {
    Leaves in = Leaves.of(arguments);
    FlatFunction flat = new FlatFunction(function, in.layout());
    Linearization lin = Transformations.linearize(flat, in.tensors(), in.inexact());
    Leaves.Layout results = flat.results();
    Object value = results.rebuild(lin.outputs());
    return new Vjp(
        value,
        ct -> {
          List<Tensor> cotangents = cotangents(ct, results, lin.outputs());
          Object[] trees = in.layout().rebuild(pull(in, lin, cotangents));
          return List.of(trees);
        });
  }

  private static List<Tensor> cotangents(Object tree, Leaves.Layout results, List<Tensor> outputs) {
    Leaves given = Leaves.of(tree);
    Leaves.requireSame(
        "vjp: the cotangent and the result", results.structure(), given.layout().structure());
    for (int i = 0; i < outputs.size(); i++) {
      TensorType expected = outputs.get(i).type();
      TensorType actual = given.tensors().get(i).type();
      if (expected.dtype().isInexact() && !expected.matches(actual)) {
        throw new ShapeException(
            "vjp: the cotangent at "
                + results.place(i)
                + " is "
                + actual
                + ", the result there is "
                + expected
                + "; they must have one type");
      }
    }
    return given.tensors();
  }

  /**
   * One cotangent per dynamic leaf of the arguments; zeros where nothing arrives.
   *
   * @param cotangents one per output; null is a symbolic zero
   */
  private static List<Tensor> pull(
      Leaves in, Linearization lin, List<? extends @Nullable Tensor> cotangents) {
    List<@Nullable Tensor> known = new ArrayList<>(lin.residuals());
    while (known.size() < lin.linear().inputs().size()) {
      known.add(null);
    }
    List<@Nullable Tensor> moving = new ArrayList<>();
    for (int i = 0; i < cotangents.size(); i++) {
      if (lin.outputMoves().get(i)) {
        moving.add(cotangents.get(i));
      }
    }
    List<@Nullable Tensor> pulled = BackwardPass.run(lin.linear(), known, moving);
    int next = lin.residuals().size();
    List<Tensor> result = new ArrayList<>();
    for (Tensor leaf : in.tensors()) {
      Tensor ct = leaf.dtype().isInexact() ? pulled.get(next++) : null;
      result.add(ct != null ? ct : zeros(leaf.type()));
    }
    return result;
  }

  private static Tensor zeros(TensorType type) {
    // the cotangent space of integers, bools and keys is trivial: a bool false stands for it
    return type.dtype().isInexact()
        ? Zeros.like(type)
        : Zeros.like(TensorType.of(DType.BOOL, type.shape()));
  }

  /**
   * The value, the auxiliary result and the gradients of a scalar function.
   *
   * @param value the scalar
   * @param auxiliary what else the function returned
   * @param gradients one tree per differentiated argument
   */
  public record Gradient(Tensor value, @Nullable Object auxiliary, List<Object> gradients) {}

  /** What a function under {@code grad} returned. */
  public record Outcome(Object value, @Nullable Object auxiliary) {}

  /**
   * The gradient of a scalar function with respect to some arguments.
   *
   * @param function its result is an {@link Outcome}
   * @param argnums which arguments, from 0
   */
  public static Gradient gradient(
      Function<@Nullable Object[], Outcome> function, @Nullable Object[] arguments, int[] argnums) {
    @Nullable Object[] chosen = new Object[argnums.length];
    for (int i = 0; i < argnums.length; i++) {
      if (argnums[i] < 0 || argnums[i] >= arguments.length) {
        throw new TransformException(
            "grad: there is no argument "
                + argnums[i]
                + "; the function takes "
                + arguments.length);
      }
      chosen[i] = arguments[argnums[i]];
    }
    Leaves in = Leaves.of(chosen);
    requireInexact(in);
    FlatFunction flat =
        new FlatFunction(
            trees -> {
              @Nullable Object[] all = arguments.clone();
              for (int i = 0; i < argnums.length; i++) {
                all[argnums[i]] = trees[i];
              }
              Outcome outcome = function.apply(all);
              return new @Nullable Object[] {requireScalar(outcome.value()), outcome.auxiliary()};
            },
            in.layout());
    Linearization lin = Transformations.linearize(flat, in.tensors(), in.inexact());
    Object[] results = flat.results().rebuild(lin.outputs());
    Tensor value = lin.outputs().getFirst();
    List<@Nullable Tensor> cotangents = new ArrayList<>();
    cotangents.add(Zeros.filled(value.type(), 1));
    while (cotangents.size() < lin.outputs().size()) {
      cotangents.add(null);
    }
    Object[] trees = in.layout().rebuild(pull(in, lin, cotangents));
    return new Gradient(value, results[1], List.of(trees));
  }

  private static void requireInexact(Leaves in) {
    for (int i = 0; i < in.tensors().size(); i++) {
      TensorType type = in.tensors().get(i).type();
      if (!type.dtype().isInexact()) {
        throw new DTypeException(
            "grad: the argument at "
                + in.layout().paths().get(i)
                + " is "
                + type
                + "; gradients are taken with respect to floats: convert it with astype, or choose"
                + " other arguments");
      }
    }
    if (in.tensors().isEmpty()) {
      throw new TransformException(
          "grad: the differentiated argument has no tensor in it; a plain number is static, pass"
              + " Tensor.of(number); of objects, the tensors of records, data classes and"
              + " registered types are seen");
    }
  }

  private static Tensor requireScalar(@Nullable Object value) {
    if (!(value instanceof Tensor tensor)) {
      throw new TransformException(
          "grad: the function returned "
              + (value == null ? "null" : "a " + value.getClass().getSimpleName())
              + "; it must return a scalar tensor (for a value with auxiliary data use the WithAux"
              + " forms)");
    }
    if (tensor.rank() != 0) {
      throw new ShapeException(
          "grad: the function returned "
              + tensor.type()
              + "; it must return a scalar: reduce it with sum or mean, or use jacrev or vjp");
    }
    if (!tensor.dtype().isFloating()) {
      throw new DTypeException(
          "grad: the function returned " + tensor.type() + "; it must return a float");
    }
    return tensor;
  }
}
