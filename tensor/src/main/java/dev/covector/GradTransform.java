package dev.covector;

import dev.covector.transform.ReverseMode;
import dev.covector.transform.TreeFunction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Gradients of scalar functions. */
@SuppressWarnings("unchecked")
public class GradTransform extends JitTransform {
  GradTransform() {}

  /** The gradient of a scalar function with respect to its first argument. */
  public static <A> Fn1<A, A> grad(Fn1<A, Tensor> function) {
    return grad(function, 0);
  }

  /**
   * The gradient of a scalar function with respect to one argument.
   *
   * @param argnum which one, from 0; G is its type
   */
  public static <A, G> Fn1<A, G> grad(Fn1<A, Tensor> function, int argnum) {
    return (a) ->
        (G)
            run(TreeFunctions.tree(function), new @Nullable Object[] {a}, argnum)
                .gradients()
                .getFirst();
  }

  /** The gradients of a scalar function with respect to several arguments, in their order. */
  public static <A> Fn1<A, List<Object>> grad(Fn1<A, Tensor> function, int first, int... more) {
    return (a) ->
        run(TreeFunctions.tree(function), new @Nullable Object[] {a}, prepend(first, more))
            .gradients();
  }

  /** The value of a scalar function and its gradient with respect to its first argument. */
  public static <A> Fn1<A, ValueAndGrad<A>> valueAndGrad(Fn1<A, Tensor> function) {
    return valueAndGrad(function, 0);
  }

  /** The value of a scalar function and its gradient with respect to one argument. */
  public static <A, G> Fn1<A, ValueAndGrad<G>> valueAndGrad(Fn1<A, Tensor> function, int argnum) {
    return (a) -> {
      ReverseMode.Gradient result =
          run(TreeFunctions.tree(function), new @Nullable Object[] {a}, argnum);
      return new ValueAndGrad<>(result.value(), (G) result.gradients().getFirst());
    };
  }

  /** The value of a scalar function and its gradients with respect to several arguments. */
  public static <A> Fn1<A, ValueAndGrad<List<Object>>> valueAndGrad(
      Fn1<A, Tensor> function, int first, int... more) {
    return (a) -> {
      ReverseMode.Gradient result =
          run(TreeFunctions.tree(function), new @Nullable Object[] {a}, prepend(first, more));
      return new ValueAndGrad<>(result.value(), result.gradients());
    };
  }

  /** The gradient with respect to the first argument of a function with auxiliary data. */
  public static <A, X> Fn1<A, GradWithAux<A, X>> gradWithAux(Fn1<A, WithAux<X>> function) {
    return (a) -> {
      ReverseMode.Gradient result =
          runWithAux(TreeFunctions.tree(function), new @Nullable Object[] {a});
      return new GradWithAux<>((A) result.gradients().getFirst(), (X) result.auxiliary());
    };
  }

  /** The value, auxiliary data, and gradient with respect to the first argument. */
  public static <A, X> Fn1<A, ValueAuxAndGrad<A, X>> valueAndGradWithAux(
      Fn1<A, WithAux<X>> function) {
    return (a) -> {
      ReverseMode.Gradient result =
          runWithAux(TreeFunctions.tree(function), new @Nullable Object[] {a});
      return new ValueAuxAndGrad<>(
          result.value(), (X) result.auxiliary(), (A) result.gradients().getFirst());
    };
  }

  /** The gradient of a scalar function with respect to its first argument. */
  public static <A, B> Fn2<A, B, A> grad(Fn2<A, B, Tensor> function) {
    return grad(function, 0);
  }

  /**
   * The gradient of a scalar function with respect to one argument.
   *
   * @param argnum which one, from 0; G is its type
   */
  public static <A, B, G> Fn2<A, B, G> grad(Fn2<A, B, Tensor> function, int argnum) {
    return (a, b) ->
        (G)
            run(TreeFunctions.tree(function), new @Nullable Object[] {a, b}, argnum)
                .gradients()
                .getFirst();
  }

  /** The gradients of a scalar function with respect to several arguments, in their order. */
  public static <A, B> Fn2<A, B, List<Object>> grad(
      Fn2<A, B, Tensor> function, int first, int... more) {
    return (a, b) ->
        run(TreeFunctions.tree(function), new @Nullable Object[] {a, b}, prepend(first, more))
            .gradients();
  }

  /** The value of a scalar function and its gradient with respect to its first argument. */
  public static <A, B> Fn2<A, B, ValueAndGrad<A>> valueAndGrad(Fn2<A, B, Tensor> function) {
    return valueAndGrad(function, 0);
  }

  /** The value of a scalar function and its gradient with respect to one argument. */
  public static <A, B, G> Fn2<A, B, ValueAndGrad<G>> valueAndGrad(
      Fn2<A, B, Tensor> function, int argnum) {
    return (a, b) -> {
      ReverseMode.Gradient result =
          run(TreeFunctions.tree(function), new @Nullable Object[] {a, b}, argnum);
      return new ValueAndGrad<>(result.value(), (G) result.gradients().getFirst());
    };
  }

  /** The value of a scalar function and its gradients with respect to several arguments. */
  public static <A, B> Fn2<A, B, ValueAndGrad<List<Object>>> valueAndGrad(
      Fn2<A, B, Tensor> function, int first, int... more) {
    return (a, b) -> {
      ReverseMode.Gradient result =
          run(TreeFunctions.tree(function), new @Nullable Object[] {a, b}, prepend(first, more));
      return new ValueAndGrad<>(result.value(), result.gradients());
    };
  }

  /** The gradient with respect to the first argument of a function with auxiliary data. */
  public static <A, B, X> Fn2<A, B, GradWithAux<A, X>> gradWithAux(Fn2<A, B, WithAux<X>> function) {
    return (a, b) -> {
      ReverseMode.Gradient result =
          runWithAux(TreeFunctions.tree(function), new @Nullable Object[] {a, b});
      return new GradWithAux<>((A) result.gradients().getFirst(), (X) result.auxiliary());
    };
  }

  /** The value, auxiliary data, and gradient with respect to the first argument. */
  public static <A, B, X> Fn2<A, B, ValueAuxAndGrad<A, X>> valueAndGradWithAux(
      Fn2<A, B, WithAux<X>> function) {
    return (a, b) -> {
      ReverseMode.Gradient result =
          runWithAux(TreeFunctions.tree(function), new @Nullable Object[] {a, b});
      return new ValueAuxAndGrad<>(
          result.value(), (X) result.auxiliary(), (A) result.gradients().getFirst());
    };
  }

  /** The gradient of a scalar function with respect to its first argument. */
  public static <A, B, C> Fn3<A, B, C, A> grad(Fn3<A, B, C, Tensor> function) {
    return grad(function, 0);
  }

  /**
   * The gradient of a scalar function with respect to one argument.
   *
   * @param argnum which one, from 0; G is its type
   */
  public static <A, B, C, G> Fn3<A, B, C, G> grad(Fn3<A, B, C, Tensor> function, int argnum) {
    return (a, b, c) ->
        (G)
            run(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c}, argnum)
                .gradients()
                .getFirst();
  }

  /** The gradients of a scalar function with respect to several arguments, in their order. */
  public static <A, B, C> Fn3<A, B, C, List<Object>> grad(
      Fn3<A, B, C, Tensor> function, int first, int... more) {
    return (a, b, c) ->
        run(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c}, prepend(first, more))
            .gradients();
  }

  /** The value of a scalar function and its gradient with respect to its first argument. */
  public static <A, B, C> Fn3<A, B, C, ValueAndGrad<A>> valueAndGrad(
      Fn3<A, B, C, Tensor> function) {
    return valueAndGrad(function, 0);
  }

  /** The value of a scalar function and its gradient with respect to one argument. */
  public static <A, B, C, G> Fn3<A, B, C, ValueAndGrad<G>> valueAndGrad(
      Fn3<A, B, C, Tensor> function, int argnum) {
    return (a, b, c) -> {
      ReverseMode.Gradient result =
          run(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c}, argnum);
      return new ValueAndGrad<>(result.value(), (G) result.gradients().getFirst());
    };
  }

  /** The value of a scalar function and its gradients with respect to several arguments. */
  public static <A, B, C> Fn3<A, B, C, ValueAndGrad<List<Object>>> valueAndGrad(
      Fn3<A, B, C, Tensor> function, int first, int... more) {
    return (a, b, c) -> {
      ReverseMode.Gradient result =
          run(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c}, prepend(first, more));
      return new ValueAndGrad<>(result.value(), result.gradients());
    };
  }

  /** The gradient with respect to the first argument of a function with auxiliary data. */
  public static <A, B, C, X> Fn3<A, B, C, GradWithAux<A, X>> gradWithAux(
      Fn3<A, B, C, WithAux<X>> function) {
    return (a, b, c) -> {
      ReverseMode.Gradient result =
          runWithAux(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c});
      return new GradWithAux<>((A) result.gradients().getFirst(), (X) result.auxiliary());
    };
  }

  /** The value, auxiliary data, and gradient with respect to the first argument. */
  public static <A, B, C, X> Fn3<A, B, C, ValueAuxAndGrad<A, X>> valueAndGradWithAux(
      Fn3<A, B, C, WithAux<X>> function) {
    return (a, b, c) -> {
      ReverseMode.Gradient result =
          runWithAux(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c});
      return new ValueAuxAndGrad<>(
          result.value(), (X) result.auxiliary(), (A) result.gradients().getFirst());
    };
  }

  /** The gradient of a scalar function with respect to its first argument. */
  public static <A, B, C, D> Fn4<A, B, C, D, A> grad(Fn4<A, B, C, D, Tensor> function) {
    return grad(function, 0);
  }

  /**
   * The gradient of a scalar function with respect to one argument.
   *
   * @param argnum which one, from 0; G is its type
   */
  public static <A, B, C, D, G> Fn4<A, B, C, D, G> grad(
      Fn4<A, B, C, D, Tensor> function, int argnum) {
    return (a, b, c, d) ->
        (G)
            run(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d}, argnum)
                .gradients()
                .getFirst();
  }

  /** The gradients of a scalar function with respect to several arguments, in their order. */
  public static <A, B, C, D> Fn4<A, B, C, D, List<Object>> grad(
      Fn4<A, B, C, D, Tensor> function, int first, int... more) {
    return (a, b, c, d) ->
        run(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d}, prepend(first, more))
            .gradients();
  }

  /** The value of a scalar function and its gradient with respect to its first argument. */
  public static <A, B, C, D> Fn4<A, B, C, D, ValueAndGrad<A>> valueAndGrad(
      Fn4<A, B, C, D, Tensor> function) {
    return valueAndGrad(function, 0);
  }

  /** The value of a scalar function and its gradient with respect to one argument. */
  public static <A, B, C, D, G> Fn4<A, B, C, D, ValueAndGrad<G>> valueAndGrad(
      Fn4<A, B, C, D, Tensor> function, int argnum) {
    return (a, b, c, d) -> {
      ReverseMode.Gradient result =
          run(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d}, argnum);
      return new ValueAndGrad<>(result.value(), (G) result.gradients().getFirst());
    };
  }

  /** The value of a scalar function and its gradients with respect to several arguments. */
  public static <A, B, C, D> Fn4<A, B, C, D, ValueAndGrad<List<Object>>> valueAndGrad(
      Fn4<A, B, C, D, Tensor> function, int first, int... more) {
    return (a, b, c, d) -> {
      ReverseMode.Gradient result =
          run(
              TreeFunctions.tree(function),
              new @Nullable Object[] {a, b, c, d},
              prepend(first, more));
      return new ValueAndGrad<>(result.value(), result.gradients());
    };
  }

  /** The gradient with respect to the first argument of a function with auxiliary data. */
  public static <A, B, C, D, X> Fn4<A, B, C, D, GradWithAux<A, X>> gradWithAux(
      Fn4<A, B, C, D, WithAux<X>> function) {
    return (a, b, c, d) -> {
      ReverseMode.Gradient result =
          runWithAux(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d});
      return new GradWithAux<>((A) result.gradients().getFirst(), (X) result.auxiliary());
    };
  }

  /** The value, auxiliary data, and gradient with respect to the first argument. */
  public static <A, B, C, D, X> Fn4<A, B, C, D, ValueAuxAndGrad<A, X>> valueAndGradWithAux(
      Fn4<A, B, C, D, WithAux<X>> function) {
    return (a, b, c, d) -> {
      ReverseMode.Gradient result =
          runWithAux(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d});
      return new ValueAuxAndGrad<>(
          result.value(), (X) result.auxiliary(), (A) result.gradients().getFirst());
    };
  }

  /** The gradient of a scalar function with respect to its first argument. */
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, A> grad(Fn5<A, B, C, D, E, Tensor> function) {
    return grad(function, 0);
  }

  /**
   * The gradient of a scalar function with respect to one argument.
   *
   * @param argnum which one, from 0; G is its type
   */
  public static <A, B, C, D, E, G> Fn5<A, B, C, D, E, G> grad(
      Fn5<A, B, C, D, E, Tensor> function, int argnum) {
    return (a, b, c, d, e) ->
        (G)
            run(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e}, argnum)
                .gradients()
                .getFirst();
  }

  /** The gradients of a scalar function with respect to several arguments, in their order. */
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, List<Object>> grad(
      Fn5<A, B, C, D, E, Tensor> function, int first, int... more) {
    return (a, b, c, d, e) ->
        run(
                TreeFunctions.tree(function),
                new @Nullable Object[] {a, b, c, d, e},
                prepend(first, more))
            .gradients();
  }

  /** The value of a scalar function and its gradient with respect to its first argument. */
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, ValueAndGrad<A>> valueAndGrad(
      Fn5<A, B, C, D, E, Tensor> function) {
    return valueAndGrad(function, 0);
  }

  /** The value of a scalar function and its gradient with respect to one argument. */
  public static <A, B, C, D, E, G> Fn5<A, B, C, D, E, ValueAndGrad<G>> valueAndGrad(
      Fn5<A, B, C, D, E, Tensor> function, int argnum) {
    return (a, b, c, d, e) -> {
      ReverseMode.Gradient result =
          run(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e}, argnum);
      return new ValueAndGrad<>(result.value(), (G) result.gradients().getFirst());
    };
  }

  /** The value of a scalar function and its gradients with respect to several arguments. */
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, ValueAndGrad<List<Object>>> valueAndGrad(
      Fn5<A, B, C, D, E, Tensor> function, int first, int... more) {
    return (a, b, c, d, e) -> {
      ReverseMode.Gradient result =
          run(
              TreeFunctions.tree(function),
              new @Nullable Object[] {a, b, c, d, e},
              prepend(first, more));
      return new ValueAndGrad<>(result.value(), result.gradients());
    };
  }

  /** The gradient with respect to the first argument of a function with auxiliary data. */
  public static <A, B, C, D, E, X> Fn5<A, B, C, D, E, GradWithAux<A, X>> gradWithAux(
      Fn5<A, B, C, D, E, WithAux<X>> function) {
    return (a, b, c, d, e) -> {
      ReverseMode.Gradient result =
          runWithAux(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e});
      return new GradWithAux<>((A) result.gradients().getFirst(), (X) result.auxiliary());
    };
  }

  /** The value, auxiliary data, and gradient with respect to the first argument. */
  public static <A, B, C, D, E, X> Fn5<A, B, C, D, E, ValueAuxAndGrad<A, X>> valueAndGradWithAux(
      Fn5<A, B, C, D, E, WithAux<X>> function) {
    return (a, b, c, d, e) -> {
      ReverseMode.Gradient result =
          runWithAux(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e});
      return new ValueAuxAndGrad<>(
          result.value(), (X) result.auxiliary(), (A) result.gradients().getFirst());
    };
  }

  /** The gradient of a scalar function with respect to its first argument. */
  public static <A, B, C, D, E, F> Fn6<A, B, C, D, E, F, A> grad(
      Fn6<A, B, C, D, E, F, Tensor> function) {
    return grad(function, 0);
  }

  /**
   * The gradient of a scalar function with respect to one argument.
   *
   * @param argnum which one, from 0; G is its type
   */
  public static <A, B, C, D, E, F, G> Fn6<A, B, C, D, E, F, G> grad(
      Fn6<A, B, C, D, E, F, Tensor> function, int argnum) {
    return (a, b, c, d, e, f) ->
        (G)
            run(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e, f}, argnum)
                .gradients()
                .getFirst();
  }

  /** The gradients of a scalar function with respect to several arguments, in their order. */
  public static <A, B, C, D, E, F> Fn6<A, B, C, D, E, F, List<Object>> grad(
      Fn6<A, B, C, D, E, F, Tensor> function, int first, int... more) {
    return (a, b, c, d, e, f) ->
        run(
                TreeFunctions.tree(function),
                new @Nullable Object[] {a, b, c, d, e, f},
                prepend(first, more))
            .gradients();
  }

  /** The value of a scalar function and its gradient with respect to its first argument. */
  public static <A, B, C, D, E, F> Fn6<A, B, C, D, E, F, ValueAndGrad<A>> valueAndGrad(
      Fn6<A, B, C, D, E, F, Tensor> function) {
    return valueAndGrad(function, 0);
  }

  /** The value of a scalar function and its gradient with respect to one argument. */
  public static <A, B, C, D, E, F, G> Fn6<A, B, C, D, E, F, ValueAndGrad<G>> valueAndGrad(
      Fn6<A, B, C, D, E, F, Tensor> function, int argnum) {
    return (a, b, c, d, e, f) -> {
      ReverseMode.Gradient result =
          run(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e, f}, argnum);
      return new ValueAndGrad<>(result.value(), (G) result.gradients().getFirst());
    };
  }

  /** The value of a scalar function and its gradients with respect to several arguments. */
  public static <A, B, C, D, E, F> Fn6<A, B, C, D, E, F, ValueAndGrad<List<Object>>> valueAndGrad(
      Fn6<A, B, C, D, E, F, Tensor> function, int first, int... more) {
    return (a, b, c, d, e, f) -> {
      ReverseMode.Gradient result =
          run(
              TreeFunctions.tree(function),
              new @Nullable Object[] {a, b, c, d, e, f},
              prepend(first, more));
      return new ValueAndGrad<>(result.value(), result.gradients());
    };
  }

  /** The gradient with respect to the first argument of a function with auxiliary data. */
  public static <A, B, C, D, E, F, X> Fn6<A, B, C, D, E, F, GradWithAux<A, X>> gradWithAux(
      Fn6<A, B, C, D, E, F, WithAux<X>> function) {
    return (a, b, c, d, e, f) -> {
      ReverseMode.Gradient result =
          runWithAux(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e, f});
      return new GradWithAux<>((A) result.gradients().getFirst(), (X) result.auxiliary());
    };
  }

  /** The value, auxiliary data, and gradient with respect to the first argument. */
  public static <A, B, C, D, E, F, X>
      Fn6<A, B, C, D, E, F, ValueAuxAndGrad<A, X>> valueAndGradWithAux(
          Fn6<A, B, C, D, E, F, WithAux<X>> function) {
    return (a, b, c, d, e, f) -> {
      ReverseMode.Gradient result =
          runWithAux(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e, f});
      return new ValueAuxAndGrad<>(
          result.value(), (X) result.auxiliary(), (A) result.gradients().getFirst());
    };
  }

  private static ReverseMode.Gradient run(
      TreeFunction function, @Nullable Object[] arguments, int... argnums) {
    return ReverseMode.gradient(
        a -> new ReverseMode.Outcome(function.apply(a), null), arguments, argnums);
  }

  private static ReverseMode.Gradient runWithAux(
      TreeFunction function, @Nullable Object[] arguments) {
    return ReverseMode.gradient(
        a -> {
          WithAux<?> result = (WithAux<?>) function.apply(a);
          return new ReverseMode.Outcome(result.value(), result.aux());
        },
        arguments,
        new int[] {0});
  }

  private static int[] prepend(int first, int[] more) {
    int[] all = new int[more.length + 1];
    all[0] = first;
    System.arraycopy(more, 0, all, 1, more.length);
    return all;
  }
}
