package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Fn3;
import dev.covector.Fn4;
import dev.covector.Fn5;
import dev.covector.GradWithAux;
import dev.covector.Tensor;
import dev.covector.ValueAndGrad;
import dev.covector.ValueAuxAndGrad;
import dev.covector.WithAux;

/**
 * Gradients of scalar functions with respect to the variables of a module, the first argument.
 * Without a filter these are its {@link Param}s. Other variables that the function writes, such as
 * running averages, change as they do without a gradient.
 *
 * <pre>{@code
 * Linear model = new Linear(3, 2, new Rngs(0));
 * State gradient =
 *     Nnx.grad((Linear m, Tensor x) -> m.apply(x).square().sum()).apply(model, Numpy.ones(4, 3));
 * }</pre>
 */
@SuppressWarnings("unchecked") // arguments come back as they went in
public class NnxGrad extends NnxJit {
  NnxGrad() {}

  private static final Filter PARAMS = Filter.ofType(Param.class);

  /** The gradient of a scalar function. */
  public static <A> Fn1<A, State> grad(Fn1<A, Tensor> function) {
    return grad(function, PARAMS);
  }

  /** The gradient of a scalar function with respect to the variables that a filter selects. */
  public static <A> Fn1<A, State> grad(Fn1<A, Tensor> function, Filter wrt) {
    Differentiated gradient = Differentiated.scalar(x -> function.apply((A) x[0]), wrt);
    return (a) -> gradient.call(a).gradient();
  }

  /** The value of a scalar function and its gradient. */
  public static <A> Fn1<A, ValueAndGrad<State>> valueAndGrad(Fn1<A, Tensor> function) {
    return valueAndGrad(function, PARAMS);
  }

  /**
   * The value of a scalar function and its gradient with respect to the variables that a filter
   * selects.
   */
  public static <A> Fn1<A, ValueAndGrad<State>> valueAndGrad(Fn1<A, Tensor> function, Filter wrt) {
    Differentiated gradient = Differentiated.scalar(x -> function.apply((A) x[0]), wrt);
    return (a) -> {
      ValueAuxAndGrad<State, Object> result = gradient.call(a);
      return new ValueAndGrad<>(result.value(), result.gradient());
    };
  }

  /** The gradient of a function with auxiliary data, and the data. */
  public static <A, X> Fn1<A, GradWithAux<State, X>> gradWithAux(Fn1<A, WithAux<X>> function) {
    Differentiated gradient = Differentiated.withAux(x -> function.apply((A) x[0]), PARAMS);
    return (a) -> {
      ValueAuxAndGrad<State, Object> result = gradient.call(a);
      return new GradWithAux<>(result.gradient(), (X) result.aux());
    };
  }

  /** The value, auxiliary data, and gradient of a function. */
  public static <A, X> Fn1<A, ValueAuxAndGrad<State, X>> valueAndGradWithAux(
      Fn1<A, WithAux<X>> function) {
    return valueAndGradWithAux(function, PARAMS);
  }

  /**
   * The value, auxiliary data, and gradient of a function with respect to the variables that a
   * filter selects.
   */
  public static <A, X> Fn1<A, ValueAuxAndGrad<State, X>> valueAndGradWithAux(
      Fn1<A, WithAux<X>> function, Filter wrt) {
    Differentiated gradient = Differentiated.withAux(x -> function.apply((A) x[0]), wrt);
    return (a) -> (ValueAuxAndGrad<State, X>) (ValueAuxAndGrad<State, ?>) gradient.call(a);
  }

  /** The gradient of a scalar function. */
  public static <A, B> Fn2<A, B, State> grad(Fn2<A, B, Tensor> function) {
    return grad(function, PARAMS);
  }

  /** The gradient of a scalar function with respect to the variables that a filter selects. */
  public static <A, B> Fn2<A, B, State> grad(Fn2<A, B, Tensor> function, Filter wrt) {
    Differentiated gradient = Differentiated.scalar(x -> function.apply((A) x[0], (B) x[1]), wrt);
    return (a, b) -> gradient.call(a, b).gradient();
  }

  /** The value of a scalar function and its gradient. */
  public static <A, B> Fn2<A, B, ValueAndGrad<State>> valueAndGrad(Fn2<A, B, Tensor> function) {
    return valueAndGrad(function, PARAMS);
  }

  /**
   * The value of a scalar function and its gradient with respect to the variables that a filter
   * selects.
   */
  public static <A, B> Fn2<A, B, ValueAndGrad<State>> valueAndGrad(
      Fn2<A, B, Tensor> function, Filter wrt) {
    Differentiated gradient = Differentiated.scalar(x -> function.apply((A) x[0], (B) x[1]), wrt);
    return (a, b) -> {
      ValueAuxAndGrad<State, Object> result = gradient.call(a, b);
      return new ValueAndGrad<>(result.value(), result.gradient());
    };
  }

  /** The gradient of a function with auxiliary data, and the data. */
  public static <A, B, X> Fn2<A, B, GradWithAux<State, X>> gradWithAux(
      Fn2<A, B, WithAux<X>> function) {
    Differentiated gradient =
        Differentiated.withAux(x -> function.apply((A) x[0], (B) x[1]), PARAMS);
    return (a, b) -> {
      ValueAuxAndGrad<State, Object> result = gradient.call(a, b);
      return new GradWithAux<>(result.gradient(), (X) result.aux());
    };
  }

  /** The value, auxiliary data, and gradient of a function. */
  public static <A, B, X> Fn2<A, B, ValueAuxAndGrad<State, X>> valueAndGradWithAux(
      Fn2<A, B, WithAux<X>> function) {
    return valueAndGradWithAux(function, PARAMS);
  }

  /**
   * The value, auxiliary data, and gradient of a function with respect to the variables that a
   * filter selects.
   */
  public static <A, B, X> Fn2<A, B, ValueAuxAndGrad<State, X>> valueAndGradWithAux(
      Fn2<A, B, WithAux<X>> function, Filter wrt) {
    Differentiated gradient = Differentiated.withAux(x -> function.apply((A) x[0], (B) x[1]), wrt);
    return (a, b) -> (ValueAuxAndGrad<State, X>) (ValueAuxAndGrad<State, ?>) gradient.call(a, b);
  }

  /** The gradient of a scalar function. */
  public static <A, B, C> Fn3<A, B, C, State> grad(Fn3<A, B, C, Tensor> function) {
    return grad(function, PARAMS);
  }

  /** The gradient of a scalar function with respect to the variables that a filter selects. */
  public static <A, B, C> Fn3<A, B, C, State> grad(Fn3<A, B, C, Tensor> function, Filter wrt) {
    Differentiated gradient =
        Differentiated.scalar(x -> function.apply((A) x[0], (B) x[1], (C) x[2]), wrt);
    return (a, b, c) -> gradient.call(a, b, c).gradient();
  }

  /** The value of a scalar function and its gradient. */
  public static <A, B, C> Fn3<A, B, C, ValueAndGrad<State>> valueAndGrad(
      Fn3<A, B, C, Tensor> function) {
    return valueAndGrad(function, PARAMS);
  }

  /**
   * The value of a scalar function and its gradient with respect to the variables that a filter
   * selects.
   */
  public static <A, B, C> Fn3<A, B, C, ValueAndGrad<State>> valueAndGrad(
      Fn3<A, B, C, Tensor> function, Filter wrt) {
    Differentiated gradient =
        Differentiated.scalar(x -> function.apply((A) x[0], (B) x[1], (C) x[2]), wrt);
    return (a, b, c) -> {
      ValueAuxAndGrad<State, Object> result = gradient.call(a, b, c);
      return new ValueAndGrad<>(result.value(), result.gradient());
    };
  }

  /** The gradient of a function with auxiliary data, and the data. */
  public static <A, B, C, X> Fn3<A, B, C, GradWithAux<State, X>> gradWithAux(
      Fn3<A, B, C, WithAux<X>> function) {
    Differentiated gradient =
        Differentiated.withAux(x -> function.apply((A) x[0], (B) x[1], (C) x[2]), PARAMS);
    return (a, b, c) -> {
      ValueAuxAndGrad<State, Object> result = gradient.call(a, b, c);
      return new GradWithAux<>(result.gradient(), (X) result.aux());
    };
  }

  /** The value, auxiliary data, and gradient of a function. */
  public static <A, B, C, X> Fn3<A, B, C, ValueAuxAndGrad<State, X>> valueAndGradWithAux(
      Fn3<A, B, C, WithAux<X>> function) {
    return valueAndGradWithAux(function, PARAMS);
  }

  /**
   * The value, auxiliary data, and gradient of a function with respect to the variables that a
   * filter selects.
   */
  public static <A, B, C, X> Fn3<A, B, C, ValueAuxAndGrad<State, X>> valueAndGradWithAux(
      Fn3<A, B, C, WithAux<X>> function, Filter wrt) {
    Differentiated gradient =
        Differentiated.withAux(x -> function.apply((A) x[0], (B) x[1], (C) x[2]), wrt);
    return (a, b, c) ->
        (ValueAuxAndGrad<State, X>) (ValueAuxAndGrad<State, ?>) gradient.call(a, b, c);
  }

  /** The gradient of a scalar function. */
  public static <A, B, C, D> Fn4<A, B, C, D, State> grad(Fn4<A, B, C, D, Tensor> function) {
    return grad(function, PARAMS);
  }

  /** The gradient of a scalar function with respect to the variables that a filter selects. */
  public static <A, B, C, D> Fn4<A, B, C, D, State> grad(
      Fn4<A, B, C, D, Tensor> function, Filter wrt) {
    Differentiated gradient =
        Differentiated.scalar(x -> function.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), wrt);
    return (a, b, c, d) -> gradient.call(a, b, c, d).gradient();
  }

  /** The value of a scalar function and its gradient. */
  public static <A, B, C, D> Fn4<A, B, C, D, ValueAndGrad<State>> valueAndGrad(
      Fn4<A, B, C, D, Tensor> function) {
    return valueAndGrad(function, PARAMS);
  }

  /**
   * The value of a scalar function and its gradient with respect to the variables that a filter
   * selects.
   */
  public static <A, B, C, D> Fn4<A, B, C, D, ValueAndGrad<State>> valueAndGrad(
      Fn4<A, B, C, D, Tensor> function, Filter wrt) {
    Differentiated gradient =
        Differentiated.scalar(x -> function.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), wrt);
    return (a, b, c, d) -> {
      ValueAuxAndGrad<State, Object> result = gradient.call(a, b, c, d);
      return new ValueAndGrad<>(result.value(), result.gradient());
    };
  }

  /** The gradient of a function with auxiliary data, and the data. */
  public static <A, B, C, D, X> Fn4<A, B, C, D, GradWithAux<State, X>> gradWithAux(
      Fn4<A, B, C, D, WithAux<X>> function) {
    Differentiated gradient =
        Differentiated.withAux(x -> function.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), PARAMS);
    return (a, b, c, d) -> {
      ValueAuxAndGrad<State, Object> result = gradient.call(a, b, c, d);
      return new GradWithAux<>(result.gradient(), (X) result.aux());
    };
  }

  /** The value, auxiliary data, and gradient of a function. */
  public static <A, B, C, D, X> Fn4<A, B, C, D, ValueAuxAndGrad<State, X>> valueAndGradWithAux(
      Fn4<A, B, C, D, WithAux<X>> function) {
    return valueAndGradWithAux(function, PARAMS);
  }

  /**
   * The value, auxiliary data, and gradient of a function with respect to the variables that a
   * filter selects.
   */
  public static <A, B, C, D, X> Fn4<A, B, C, D, ValueAuxAndGrad<State, X>> valueAndGradWithAux(
      Fn4<A, B, C, D, WithAux<X>> function, Filter wrt) {
    Differentiated gradient =
        Differentiated.withAux(x -> function.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), wrt);
    return (a, b, c, d) ->
        (ValueAuxAndGrad<State, X>) (ValueAuxAndGrad<State, ?>) gradient.call(a, b, c, d);
  }

  /** The gradient of a scalar function. */
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, State> grad(
      Fn5<A, B, C, D, E, Tensor> function) {
    return grad(function, PARAMS);
  }

  /** The gradient of a scalar function with respect to the variables that a filter selects. */
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, State> grad(
      Fn5<A, B, C, D, E, Tensor> function, Filter wrt) {
    Differentiated gradient =
        Differentiated.scalar(
            x -> function.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]), wrt);
    return (a, b, c, d, e) -> gradient.call(a, b, c, d, e).gradient();
  }

  /** The value of a scalar function and its gradient. */
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, ValueAndGrad<State>> valueAndGrad(
      Fn5<A, B, C, D, E, Tensor> function) {
    return valueAndGrad(function, PARAMS);
  }

  /**
   * The value of a scalar function and its gradient with respect to the variables that a filter
   * selects.
   */
  public static <A, B, C, D, E> Fn5<A, B, C, D, E, ValueAndGrad<State>> valueAndGrad(
      Fn5<A, B, C, D, E, Tensor> function, Filter wrt) {
    Differentiated gradient =
        Differentiated.scalar(
            x -> function.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]), wrt);
    return (a, b, c, d, e) -> {
      ValueAuxAndGrad<State, Object> result = gradient.call(a, b, c, d, e);
      return new ValueAndGrad<>(result.value(), result.gradient());
    };
  }

  /** The gradient of a function with auxiliary data, and the data. */
  public static <A, B, C, D, E, X> Fn5<A, B, C, D, E, GradWithAux<State, X>> gradWithAux(
      Fn5<A, B, C, D, E, WithAux<X>> function) {
    Differentiated gradient =
        Differentiated.withAux(
            x -> function.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]), PARAMS);
    return (a, b, c, d, e) -> {
      ValueAuxAndGrad<State, Object> result = gradient.call(a, b, c, d, e);
      return new GradWithAux<>(result.gradient(), (X) result.aux());
    };
  }

  /** The value, auxiliary data, and gradient of a function. */
  public static <A, B, C, D, E, X>
      Fn5<A, B, C, D, E, ValueAuxAndGrad<State, X>> valueAndGradWithAux(
          Fn5<A, B, C, D, E, WithAux<X>> function) {
    return valueAndGradWithAux(function, PARAMS);
  }

  /**
   * The value, auxiliary data, and gradient of a function with respect to the variables that a
   * filter selects.
   */
  public static <A, B, C, D, E, X>
      Fn5<A, B, C, D, E, ValueAuxAndGrad<State, X>> valueAndGradWithAux(
          Fn5<A, B, C, D, E, WithAux<X>> function, Filter wrt) {
    Differentiated gradient =
        Differentiated.withAux(
            x -> function.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]), wrt);
    return (a, b, c, d, e) ->
        (ValueAuxAndGrad<State, X>) (ValueAuxAndGrad<State, ?>) gradient.call(a, b, c, d, e);
  }
}
