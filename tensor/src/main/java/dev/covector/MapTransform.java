package dev.covector;

import dev.covector.transform.Inspection;
import dev.covector.transform.Rematerialization;
import org.jspecify.annotations.Nullable;

/** Vectorization, rematerialization and inspection. */
@SuppressWarnings("unchecked")
public class MapTransform extends DerivativeTransform {
  MapTransform() {}

  /** A function applied to each example along axis 0 of all its arguments. */
  public static <A, R> Fn1<A, R> vmap(Fn1<A, R> function) {
    return vmap(function, Axes.FIRST);
  }

  /** A function applied to each example along the given axes. */
  public static <A, R> Fn1<A, R> vmap(Fn1<A, R> function, Axes axes) {
    return (a) -> (R) axes.map(TreeFunctions.tree(function), new @Nullable Object[] {a});
  }

  /** A function whose intermediate values are computed again in the backward pass, not kept. */
  public static <A, R> Fn1<A, R> checkpoint(Fn1<A, R> function) {
    return (a) ->
        (R) Rematerialization.call(TreeFunctions.tree(function), new @Nullable Object[] {a});
  }

  /** The result's tree with tensors that have types but no values; nothing is computed. */
  public static <A, R> R evalShape(Fn1<A, R> function, A a) {
    return (R) Inspection.shape(TreeFunctions.tree(function), new @Nullable Object[] {a});
  }

  /** The traced program of a function, as readable as JAX's jaxpr. */
  public static <A, R> String makeJaxpr(Fn1<A, R> function, A a) {
    return Inspection.graph(TreeFunctions.tree(function), new @Nullable Object[] {a}).toString();
  }

  /** A function applied to each example along axis 0 of all its arguments. */
  public static <A, B, R> Fn2<A, B, R> vmap(Fn2<A, B, R> function) {
    return vmap(function, Axes.FIRST);
  }

  /** A function applied to each example along the given axes. */
  public static <A, B, R> Fn2<A, B, R> vmap(Fn2<A, B, R> function, Axes axes) {
    return (a, b) -> (R) axes.map(TreeFunctions.tree(function), new @Nullable Object[] {a, b});
  }

  /** A function whose intermediate values are computed again in the backward pass, not kept. */
  public static <A, B, R> Fn2<A, B, R> checkpoint(Fn2<A, B, R> function) {
    return (a, b) ->
        (R) Rematerialization.call(TreeFunctions.tree(function), new @Nullable Object[] {a, b});
  }

  /** The result's tree with tensors that have types but no values; nothing is computed. */
  public static <A, B, R> R evalShape(Fn2<A, B, R> function, A a, B b) {
    return (R) Inspection.shape(TreeFunctions.tree(function), new @Nullable Object[] {a, b});
  }

  /** The traced program of a function, as readable as JAX's jaxpr. */
  public static <A, B, R> String makeJaxpr(Fn2<A, B, R> function, A a, B b) {
    return Inspection.graph(TreeFunctions.tree(function), new @Nullable Object[] {a, b}).toString();
  }

  /** A function applied to each example along axis 0 of all its arguments. */
  public static <A, B, C, R> Fn3<A, B, C, R> vmap(Fn3<A, B, C, R> function) {
    return vmap(function, Axes.FIRST);
  }

  /** A function applied to each example along the given axes. */
  public static <A, B, C, R> Fn3<A, B, C, R> vmap(Fn3<A, B, C, R> function, Axes axes) {
    return (a, b, c) ->
        (R) axes.map(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c});
  }

  /** A function whose intermediate values are computed again in the backward pass, not kept. */
  public static <A, B, C, R> Fn3<A, B, C, R> checkpoint(Fn3<A, B, C, R> function) {
    return (a, b, c) ->
        (R) Rematerialization.call(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c});
  }

  /** The result's tree with tensors that have types but no values; nothing is computed. */
  public static <A, B, C, R> R evalShape(Fn3<A, B, C, R> function, A a, B b, C c) {
    return (R) Inspection.shape(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c});
  }

  /** The traced program of a function, as readable as JAX's jaxpr. */
  public static <A, B, C, R> String makeJaxpr(Fn3<A, B, C, R> function, A a, B b, C c) {
    return Inspection.graph(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c})
        .toString();
  }

  /** A function applied to each example along axis 0 of all its arguments. */
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> vmap(Fn4<A, B, C, D, R> function) {
    return vmap(function, Axes.FIRST);
  }

  /** A function applied to each example along the given axes. */
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> vmap(Fn4<A, B, C, D, R> function, Axes axes) {
    return (a, b, c, d) ->
        (R) axes.map(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d});
  }

  /** A function whose intermediate values are computed again in the backward pass, not kept. */
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> checkpoint(Fn4<A, B, C, D, R> function) {
    return (a, b, c, d) ->
        (R)
            Rematerialization.call(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d});
  }

  /** The result's tree with tensors that have types but no values; nothing is computed. */
  public static <A, B, C, D, R> R evalShape(Fn4<A, B, C, D, R> function, A a, B b, C c, D d) {
    return (R) Inspection.shape(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d});
  }

  /** The traced program of a function, as readable as JAX's jaxpr. */
  public static <A, B, C, D, R> String makeJaxpr(Fn4<A, B, C, D, R> function, A a, B b, C c, D d) {
    return Inspection.graph(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d})
        .toString();
  }

  /** A function applied to each example along axis 0 of all its arguments. */
  public static <A, B, C, D, E, R> Fn5<A, B, C, D, E, R> vmap(Fn5<A, B, C, D, E, R> function) {
    return vmap(function, Axes.FIRST);
  }

  /** A function applied to each example along the given axes. */
  public static <A, B, C, D, E, R> Fn5<A, B, C, D, E, R> vmap(
      Fn5<A, B, C, D, E, R> function, Axes axes) {
    return (a, b, c, d, e) ->
        (R) axes.map(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e});
  }

  /** A function whose intermediate values are computed again in the backward pass, not kept. */
  public static <A, B, C, D, E, R> Fn5<A, B, C, D, E, R> checkpoint(
      Fn5<A, B, C, D, E, R> function) {
    return (a, b, c, d, e) ->
        (R)
            Rematerialization.call(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e});
  }

  /** The result's tree with tensors that have types but no values; nothing is computed. */
  public static <A, B, C, D, E, R> R evalShape(
      Fn5<A, B, C, D, E, R> function, A a, B b, C c, D d, E e) {
    return (R)
        Inspection.shape(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e});
  }

  /** The traced program of a function, as readable as JAX's jaxpr. */
  public static <A, B, C, D, E, R> String makeJaxpr(
      Fn5<A, B, C, D, E, R> function, A a, B b, C c, D d, E e) {
    return Inspection.graph(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e})
        .toString();
  }

  /** A function applied to each example along axis 0 of all its arguments. */
  public static <A, B, C, D, E, F, R> Fn6<A, B, C, D, E, F, R> vmap(
      Fn6<A, B, C, D, E, F, R> function) {
    return vmap(function, Axes.FIRST);
  }

  /** A function applied to each example along the given axes. */
  public static <A, B, C, D, E, F, R> Fn6<A, B, C, D, E, F, R> vmap(
      Fn6<A, B, C, D, E, F, R> function, Axes axes) {
    return (a, b, c, d, e, f) ->
        (R) axes.map(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e, f});
  }

  /** A function whose intermediate values are computed again in the backward pass, not kept. */
  public static <A, B, C, D, E, F, R> Fn6<A, B, C, D, E, F, R> checkpoint(
      Fn6<A, B, C, D, E, F, R> function) {
    return (a, b, c, d, e, f) ->
        (R)
            Rematerialization.call(
                TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e, f});
  }

  /** The result's tree with tensors that have types but no values; nothing is computed. */
  public static <A, B, C, D, E, F, R> R evalShape(
      Fn6<A, B, C, D, E, F, R> function, A a, B b, C c, D d, E e, F f) {
    return (R)
        Inspection.shape(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e, f});
  }

  /** The traced program of a function, as readable as JAX's jaxpr. */
  public static <A, B, C, D, E, F, R> String makeJaxpr(
      Fn6<A, B, C, D, E, F, R> function, A a, B b, C c, D d, E e, F f) {
    return Inspection.graph(TreeFunctions.tree(function), new @Nullable Object[] {a, b, c, d, e, f})
        .toString();
  }
}
