package dev.covector;

import dev.covector.transform.ForwardMode;
import dev.covector.transform.Jacobian;
import dev.covector.transform.ReverseMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Forward and reverse mode, and Jacobians. */
@SuppressWarnings("unchecked")
public class DerivativeTransform extends GradTransform {
  DerivativeTransform() {}

  /**
   * The value of a function and its pullback: from a cotangent like the value to a gradient like
   * the argument.
   */
  public static <A, R> Vjp<R, A> vjp(Fn1<A, R> function, A a) {
    ReverseMode.Vjp vjp = ReverseMode.vjp(TreeFunctions.tree(function), new @Nullable Object[] {a});
    return new Vjp<>((R) vjp.value(), ct -> (A) vjp.pullback().apply(ct).getFirst());
  }

  /** The value of a function and its linear map of tangents, to be applied many times. */
  public static <A, R> Linearized<R, Fn1<A, R>> linearize(Fn1<A, R> function, A a) {
    ForwardMode.Linearized linear =
        ForwardMode.linearize(TreeFunctions.tree(function), new @Nullable Object[] {a});
    return new Linearized<>(
        (R) linear.value(), (tA) -> (R) linear.map().apply(new @Nullable Object[] {tA}));
  }

  /** The value of a function and its tangent: arguments first, then their tangents. */
  public static <A, R> Jvp<R> jvp(Fn1<A, R> function, A a, A tA) {
    ForwardMode.Jvp jvp =
        ForwardMode.jvp(
            TreeFunctions.tree(function), new @Nullable Object[] {a}, new @Nullable Object[] {tA});
    return new Jvp<>((R) jvp.value(), (R) jvp.tangent());
  }

  /**
   * The value of a function and its pullback: from a cotangent like the value to the list of
   * gradients, one per argument.
   */
  public static <A, B, R> Vjp<R, List<Object>> vjp(Fn2<A, B, R> function, A a, B b) {
    ReverseMode.Vjp vjp =
        ReverseMode.vjp(TreeFunctions.tree(function), new @Nullable Object[] {a, b});
    return new Vjp<>((R) vjp.value(), ct -> vjp.pullback().apply(ct));
  }

  /** The value of a function and its linear map of tangents, to be applied many times. */
  public static <A, B, R> Linearized<R, Fn2<A, B, R>> linearize(Fn2<A, B, R> function, A a, B b) {
    ForwardMode.Linearized linear =
        ForwardMode.linearize(TreeFunctions.tree(function), new @Nullable Object[] {a, b});
    return new Linearized<>(
        (R) linear.value(), (tA, tB) -> (R) linear.map().apply(new @Nullable Object[] {tA, tB}));
  }

  /** The value of a function and its tangent: arguments first, then their tangents. */
  public static <A, B, R> Jvp<R> jvp(Fn2<A, B, R> function, A a, B b, A tA, B tB) {
    ForwardMode.Jvp jvp =
        ForwardMode.jvp(
            TreeFunctions.tree(function),
            new @Nullable Object[] {a, b},
            new @Nullable Object[] {tA, tB});
    return new Jvp<>((R) jvp.value(), (R) jvp.tangent());
  }

  /**
   * The value of a function and its pullback: from a cotangent like the value to the list of
   * gradients, one per argument.
   */
  public static <A, B, C, R> Vjp<R, List<Object>> vjp(Fn3<A, B, C, R> function, A a, B b, C c) {
    ReverseMode.Vjp vjp =
        ReverseMode.vjp(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c});
    return new Vjp<>((R) vjp.value(), ct -> vjp.pullback().apply(ct));
  }

  /** The value of a function and its linear map of tangents, to be applied many times. */
  public static <A, B, C, R> Linearized<R, Fn3<A, B, C, R>> linearize(
      Fn3<A, B, C, R> function, A a, B b, C c) {
    ForwardMode.Linearized linear =
        ForwardMode.linearize(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c});
    return new Linearized<>(
        (R) linear.value(),
        (tA, tB, tC) -> (R) linear.map().apply(new @Nullable Object[] {tA, tB, tC}));
  }

  /** The value of a function and its tangent: arguments first, then their tangents. */
  public static <A, B, C, R> Jvp<R> jvp(Fn3<A, B, C, R> function, A a, B b, C c, A tA, B tB, C tC) {
    ForwardMode.Jvp jvp =
        ForwardMode.jvp(
            TreeFunctions.tree(function),
            new @Nullable Object[] {a, b, c},
            new @Nullable Object[] {tA, tB, tC});
    return new Jvp<>((R) jvp.value(), (R) jvp.tangent());
  }

  /**
   * The value of a function and its pullback: from a cotangent like the value to the list of
   * gradients, one per argument.
   */
  public static <A, B, C, D, R> Vjp<R, List<Object>> vjp(
      Fn4<A, B, C, D, R> function, A a, B b, C c, D d) {
    ReverseMode.Vjp vjp =
        ReverseMode.vjp(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d});
    return new Vjp<>((R) vjp.value(), ct -> vjp.pullback().apply(ct));
  }

  /** The value of a function and its linear map of tangents, to be applied many times. */
  public static <A, B, C, D, R> Linearized<R, Fn4<A, B, C, D, R>> linearize(
      Fn4<A, B, C, D, R> function, A a, B b, C c, D d) {
    ForwardMode.Linearized linear =
        ForwardMode.linearize(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d});
    return new Linearized<>(
        (R) linear.value(),
        (tA, tB, tC, tD) -> (R) linear.map().apply(new @Nullable Object[] {tA, tB, tC, tD}));
  }

  /** The value of a function and its tangent: arguments first, then their tangents. */
  public static <A, B, C, D, R> Jvp<R> jvp(
      Fn4<A, B, C, D, R> function, A a, B b, C c, D d, A tA, B tB, C tC, D tD) {
    ForwardMode.Jvp jvp =
        ForwardMode.jvp(
            TreeFunctions.tree(function),
            new @Nullable Object[] {a, b, c, d},
            new @Nullable Object[] {tA, tB, tC, tD});
    return new Jvp<>((R) jvp.value(), (R) jvp.tangent());
  }

  /**
   * The value of a function and its pullback: from a cotangent like the value to the list of
   * gradients, one per argument.
   */
  public static <A, B, C, D, E, R> Vjp<R, List<Object>> vjp(
      Fn5<A, B, C, D, E, R> function, A a, B b, C c, D d, E e) {
    ReverseMode.Vjp vjp =
        ReverseMode.vjp(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e});
    return new Vjp<>((R) vjp.value(), ct -> vjp.pullback().apply(ct));
  }

  /** The value of a function and its linear map of tangents, to be applied many times. */
  public static <A, B, C, D, E, R> Linearized<R, Fn5<A, B, C, D, E, R>> linearize(
      Fn5<A, B, C, D, E, R> function, A a, B b, C c, D d, E e) {
    ForwardMode.Linearized linear =
        ForwardMode.linearize(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e});
    return new Linearized<>(
        (R) linear.value(),
        (tA, tB, tC, tD, tE) ->
            (R) linear.map().apply(new @Nullable Object[] {tA, tB, tC, tD, tE}));
  }

  /** The value of a function and its tangent: arguments first, then their tangents. */
  public static <A, B, C, D, E, R> Jvp<R> jvp(
      Fn5<A, B, C, D, E, R> function, A a, B b, C c, D d, E e, A tA, B tB, C tC, D tD, E tE) {
    ForwardMode.Jvp jvp =
        ForwardMode.jvp(
            TreeFunctions.tree(function),
            new @Nullable Object[] {a, b, c, d, e},
            new @Nullable Object[] {tA, tB, tC, tD, tE});
    return new Jvp<>((R) jvp.value(), (R) jvp.tangent());
  }

  /**
   * The value of a function and its pullback: from a cotangent like the value to the list of
   * gradients, one per argument.
   */
  public static <A, B, C, D, E, F, R> Vjp<R, List<Object>> vjp(
      Fn6<A, B, C, D, E, F, R> function, A a, B b, C c, D d, E e, F f) {
    ReverseMode.Vjp vjp =
        ReverseMode.vjp(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e, f});
    return new Vjp<>((R) vjp.value(), ct -> vjp.pullback().apply(ct));
  }

  /** The value of a function and its linear map of tangents, to be applied many times. */
  public static <A, B, C, D, E, F, R> Linearized<R, Fn6<A, B, C, D, E, F, R>> linearize(
      Fn6<A, B, C, D, E, F, R> function, A a, B b, C c, D d, E e, F f) {
    ForwardMode.Linearized linear =
        ForwardMode.linearize(
            TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e, f});
    return new Linearized<>(
        (R) linear.value(),
        (tA, tB, tC, tD, tE, tF) ->
            (R) linear.map().apply(new @Nullable Object[] {tA, tB, tC, tD, tE, tF}));
  }

  /** The value of a function and its tangent: arguments first, then their tangents. */
  public static <A, B, C, D, E, F, R> Jvp<R> jvp(
      Fn6<A, B, C, D, E, F, R> function,
      A a,
      B b,
      C c,
      D d,
      E e,
      F f,
      A tA,
      B tB,
      C tC,
      D tD,
      E tE,
      F tF) {
    ForwardMode.Jvp jvp =
        ForwardMode.jvp(
            TreeFunctions.tree(function),
            new @Nullable Object[] {a, b, c, d, e, f},
            new @Nullable Object[] {tA, tB, tC, tD, tE, tF});
    return new Jvp<>((R) jvp.value(), (R) jvp.tangent());
  }

  /**
   * The Jacobian by forward mode, a column at a time: best for few inputs. The result has the tree
   * of the value, with the tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, J> Fn1<A, J> jacfwd(Fn1<A, ?> function) {
    return jacfwd(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, J> Fn1<A, J> jacfwd(Fn1<A, ?> function, int argnum) {
    return (a) ->
        (J) Jacobian.forward(TreeFunctions.tree(function), new @Nullable Object[] {a}, argnum);
  }

  /**
   * The Jacobian by forward mode, a column at a time: best for few inputs. The result has the tree
   * of the value, with the tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, J> Fn2<A, B, J> jacfwd(Fn2<A, B, ?> function) {
    return jacfwd(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, J> Fn2<A, B, J> jacfwd(Fn2<A, B, ?> function, int argnum) {
    return (a, b) ->
        (J) Jacobian.forward(TreeFunctions.tree(function), new @Nullable Object[] {a, b}, argnum);
  }

  /**
   * The Jacobian by forward mode, a column at a time: best for few inputs. The result has the tree
   * of the value, with the tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, C, J> Fn3<A, B, C, J> jacfwd(Fn3<A, B, C, ?> function) {
    return jacfwd(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, C, J> Fn3<A, B, C, J> jacfwd(Fn3<A, B, C, ?> function, int argnum) {
    return (a, b, c) ->
        (J)
            Jacobian.forward(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c}, argnum);
  }

  /**
   * The Jacobian by forward mode, a column at a time: best for few inputs. The result has the tree
   * of the value, with the tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, C, D, J> Fn4<A, B, C, D, J> jacfwd(Fn4<A, B, C, D, ?> function) {
    return jacfwd(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, C, D, J> Fn4<A, B, C, D, J> jacfwd(Fn4<A, B, C, D, ?> function, int argnum) {
    return (a, b, c, d) ->
        (J)
            Jacobian.forward(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d}, argnum);
  }

  /**
   * The Jacobian by forward mode, a column at a time: best for few inputs. The result has the tree
   * of the value, with the tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, C, D, E, J> Fn5<A, B, C, D, E, J> jacfwd(Fn5<A, B, C, D, E, ?> function) {
    return jacfwd(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, C, D, E, J> Fn5<A, B, C, D, E, J> jacfwd(
      Fn5<A, B, C, D, E, ?> function, int argnum) {
    return (a, b, c, d, e) ->
        (J)
            Jacobian.forward(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e}, argnum);
  }

  /**
   * The Jacobian by forward mode, a column at a time: best for few inputs. The result has the tree
   * of the value, with the tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, C, D, E, F, J> Fn6<A, B, C, D, E, F, J> jacfwd(
      Fn6<A, B, C, D, E, F, ?> function) {
    return jacfwd(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, C, D, E, F, J> Fn6<A, B, C, D, E, F, J> jacfwd(
      Fn6<A, B, C, D, E, F, ?> function, int argnum) {
    return (a, b, c, d, e, f) ->
        (J)
            Jacobian.forward(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e, f}, argnum);
  }

  /**
   * The Jacobian by reverse mode, a row at a time: best for few outputs. The result has the tree of
   * the value, with the tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, J> Fn1<A, J> jacrev(Fn1<A, ?> function) {
    return jacrev(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, J> Fn1<A, J> jacrev(Fn1<A, ?> function, int argnum) {
    return (a) ->
        (J) Jacobian.reverse(TreeFunctions.tree(function), new @Nullable Object[] {a}, argnum);
  }

  /**
   * The Jacobian by reverse mode, a row at a time: best for few outputs. The result has the tree of
   * the value, with the tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, J> Fn2<A, B, J> jacrev(Fn2<A, B, ?> function) {
    return jacrev(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, J> Fn2<A, B, J> jacrev(Fn2<A, B, ?> function, int argnum) {
    return (a, b) ->
        (J) Jacobian.reverse(TreeFunctions.tree(function), new @Nullable Object[] {a, b}, argnum);
  }

  /**
   * The Jacobian by reverse mode, a row at a time: best for few outputs. The result has the tree of
   * the value, with the tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, C, J> Fn3<A, B, C, J> jacrev(Fn3<A, B, C, ?> function) {
    return jacrev(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, C, J> Fn3<A, B, C, J> jacrev(Fn3<A, B, C, ?> function, int argnum) {
    return (a, b, c) ->
        (J)
            Jacobian.reverse(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c}, argnum);
  }

  /**
   * The Jacobian by reverse mode, a row at a time: best for few outputs. The result has the tree of
   * the value, with the tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, C, D, J> Fn4<A, B, C, D, J> jacrev(Fn4<A, B, C, D, ?> function) {
    return jacrev(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, C, D, J> Fn4<A, B, C, D, J> jacrev(Fn4<A, B, C, D, ?> function, int argnum) {
    return (a, b, c, d) ->
        (J)
            Jacobian.reverse(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d}, argnum);
  }

  /**
   * The Jacobian by reverse mode, a row at a time: best for few outputs. The result has the tree of
   * the value, with the tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, C, D, E, J> Fn5<A, B, C, D, E, J> jacrev(Fn5<A, B, C, D, E, ?> function) {
    return jacrev(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, C, D, E, J> Fn5<A, B, C, D, E, J> jacrev(
      Fn5<A, B, C, D, E, ?> function, int argnum) {
    return (a, b, c, d, e) ->
        (J)
            Jacobian.reverse(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e}, argnum);
  }

  /**
   * The Jacobian by reverse mode, a row at a time: best for few outputs. The result has the tree of
   * the value, with the tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, C, D, E, F, J> Fn6<A, B, C, D, E, F, J> jacrev(
      Fn6<A, B, C, D, E, F, ?> function) {
    return jacrev(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, C, D, E, F, J> Fn6<A, B, C, D, E, F, J> jacrev(
      Fn6<A, B, C, D, E, F, ?> function, int argnum) {
    return (a, b, c, d, e, f) ->
        (J)
            Jacobian.reverse(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e, f}, argnum);
  }

  /**
   * The Hessian: forward mode over reverse mode. The result has the tree of the value, with the
   * tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, J> Fn1<A, J> hessian(Fn1<A, Tensor> function) {
    return hessian(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, J> Fn1<A, J> hessian(Fn1<A, Tensor> function, int argnum) {
    return (a) ->
        (J) Jacobian.hessian(TreeFunctions.tree(function), new @Nullable Object[] {a}, argnum);
  }

  /**
   * The Hessian: forward mode over reverse mode. The result has the tree of the value, with the
   * tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, J> Fn2<A, B, J> hessian(Fn2<A, B, Tensor> function) {
    return hessian(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, J> Fn2<A, B, J> hessian(Fn2<A, B, Tensor> function, int argnum) {
    return (a, b) ->
        (J) Jacobian.hessian(TreeFunctions.tree(function), new @Nullable Object[] {a, b}, argnum);
  }

  /**
   * The Hessian: forward mode over reverse mode. The result has the tree of the value, with the
   * tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, C, J> Fn3<A, B, C, J> hessian(Fn3<A, B, C, Tensor> function) {
    return hessian(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, C, J> Fn3<A, B, C, J> hessian(Fn3<A, B, C, Tensor> function, int argnum) {
    return (a, b, c) ->
        (J)
            Jacobian.hessian(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c}, argnum);
  }

  /**
   * The Hessian: forward mode over reverse mode. The result has the tree of the value, with the
   * tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, C, D, J> Fn4<A, B, C, D, J> hessian(Fn4<A, B, C, D, Tensor> function) {
    return hessian(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, C, D, J> Fn4<A, B, C, D, J> hessian(
      Fn4<A, B, C, D, Tensor> function, int argnum) {
    return (a, b, c, d) ->
        (J)
            Jacobian.hessian(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d}, argnum);
  }

  /**
   * The Hessian: forward mode over reverse mode. The result has the tree of the value, with the
   * tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, C, D, E, J> Fn5<A, B, C, D, E, J> hessian(
      Fn5<A, B, C, D, E, Tensor> function) {
    return hessian(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, C, D, E, J> Fn5<A, B, C, D, E, J> hessian(
      Fn5<A, B, C, D, E, Tensor> function, int argnum) {
    return (a, b, c, d, e) ->
        (J)
            Jacobian.hessian(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e}, argnum);
  }

  /**
   * The Hessian: forward mode over reverse mode. The result has the tree of the value, with the
   * tree of the first argument at each leaf, of shape value + argument.
   */
  public static <A, B, C, D, E, F, J> Fn6<A, B, C, D, E, F, J> hessian(
      Fn6<A, B, C, D, E, F, Tensor> function) {
    return hessian(function, 0);
  }

  /** As above, with respect to another argument, from 0. */
  public static <A, B, C, D, E, F, J> Fn6<A, B, C, D, E, F, J> hessian(
      Fn6<A, B, C, D, E, F, Tensor> function, int argnum) {
    return (a, b, c, d, e, f) ->
        (J)
            Jacobian.hessian(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e, f}, argnum);
  }
}
