package dev.covector;

import dev.covector.transform.CustomRules;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rules of the user. */
@SuppressWarnings("unchecked")
public class CustomTransform extends MapTransform {
  CustomTransform() {}

  /**
   * A function with a forward-mode rule of its own; reverse mode follows from it.
   *
   * @param rule from the arguments and their tangents, as two lists, to the value and its tangent;
   *     the tangent must be linear in the tangents
   */
  public static <A, R> Fn1<A, R> customJvp(Fn1<A, R> function, JvpRule<R> rule) {
    return (a) ->
        (R) CustomRules.jvp(TreeFunctions.tree(function), rule, new @Nullable Object[] {a});
  }

  /**
   * A function with a reverse-mode rule of its own.
   *
   * @param forward from the arguments to the value and what the backward rule needs
   * @param backward from that and the value's cotangent to one cotangent per argument
   */
  public static <A, R, S> Fn1<A, R> customVjp(
      Fn1<A, R> function, Fn1<A, Forward<R, S>> forward, Fn2<S, R, List<?>> backward) {
    return (a) ->
        (R)
            CustomRules.vjp(
                TreeFunctions.tree(function),
                all -> forward.apply((A) all[0]),
                (s, ct) -> backward.apply((S) s, (R) ct),
                new @Nullable Object[] {a});
  }

  /**
   * A function with a forward-mode rule of its own; reverse mode follows from it.
   *
   * @param rule from the arguments and their tangents, as two lists, to the value and its tangent;
   *     the tangent must be linear in the tangents
   */
  public static <A, B, R> Fn2<A, B, R> customJvp(Fn2<A, B, R> function, JvpRule<R> rule) {
    return (a, b) ->
        (R) CustomRules.jvp(TreeFunctions.tree(function), rule, new @Nullable Object[] {a, b});
  }

  /**
   * A function with a reverse-mode rule of its own.
   *
   * @param forward from the arguments to the value and what the backward rule needs
   * @param backward from that and the value's cotangent to one cotangent per argument
   */
  public static <A, B, R, S> Fn2<A, B, R> customVjp(
      Fn2<A, B, R> function, Fn2<A, B, Forward<R, S>> forward, Fn2<S, R, List<?>> backward) {
    return (a, b) ->
        (R)
            CustomRules.vjp(
                TreeFunctions.tree(function),
                all -> forward.apply((A) all[0], (B) all[1]),
                (s, ct) -> backward.apply((S) s, (R) ct),
                new @Nullable Object[] {a, b});
  }

  /**
   * A function with a forward-mode rule of its own; reverse mode follows from it.
   *
   * @param rule from the arguments and their tangents, as two lists, to the value and its tangent;
   *     the tangent must be linear in the tangents
   */
  public static <A, B, C, R> Fn3<A, B, C, R> customJvp(Fn3<A, B, C, R> function, JvpRule<R> rule) {
    return (a, b, c) ->
        (R) CustomRules.jvp(TreeFunctions.tree(function), rule, new @Nullable Object[] {a, b, c});
  }

  /**
   * A function with a reverse-mode rule of its own.
   *
   * @param forward from the arguments to the value and what the backward rule needs
   * @param backward from that and the value's cotangent to one cotangent per argument
   */
  public static <A, B, C, R, S> Fn3<A, B, C, R> customVjp(
      Fn3<A, B, C, R> function, Fn3<A, B, C, Forward<R, S>> forward, Fn2<S, R, List<?>> backward) {
    return (a, b, c) ->
        (R)
            CustomRules.vjp(
                TreeFunctions.tree(function),
                all -> forward.apply((A) all[0], (B) all[1], (C) all[2]),
                (s, ct) -> backward.apply((S) s, (R) ct),
                new @Nullable Object[] {a, b, c});
  }

  /**
   * A function with a forward-mode rule of its own; reverse mode follows from it.
   *
   * @param rule from the arguments and their tangents, as two lists, to the value and its tangent;
   *     the tangent must be linear in the tangents
   */
  public static <A, B, C, D, R> Fn4<A, B, C, D, R> customJvp(
      Fn4<A, B, C, D, R> function, JvpRule<R> rule) {
    return (a, b, c, d) ->
        (R)
            CustomRules.jvp(
                TreeFunctions.tree(function), rule, new @Nullable Object[] {a, b, c, d});
  }

  /**
   * A function with a reverse-mode rule of its own.
   *
   * @param forward from the arguments to the value and what the backward rule needs
   * @param backward from that and the value's cotangent to one cotangent per argument
   */
  public static <A, B, C, D, R, S> Fn4<A, B, C, D, R> customVjp(
      Fn4<A, B, C, D, R> function,
      Fn4<A, B, C, D, Forward<R, S>> forward,
      Fn2<S, R, List<?>> backward) {
    return (a, b, c, d) ->
        (R)
            CustomRules.vjp(
                TreeFunctions.tree(function),
                all -> forward.apply((A) all[0], (B) all[1], (C) all[2], (D) all[3]),
                (s, ct) -> backward.apply((S) s, (R) ct),
                new @Nullable Object[] {a, b, c, d});
  }

  /**
   * A function with a forward-mode rule of its own; reverse mode follows from it.
   *
   * @param rule from the arguments and their tangents, as two lists, to the value and its tangent;
   *     the tangent must be linear in the tangents
   */
  public static <A, B, C, D, E, R> Fn5<A, B, C, D, E, R> customJvp(
      Fn5<A, B, C, D, E, R> function, JvpRule<R> rule) {
    return (a, b, c, d, e) ->
        (R)
            CustomRules.jvp(
                TreeFunctions.tree(function), rule, new @Nullable Object[] {a, b, c, d, e});
  }

  /**
   * A function with a reverse-mode rule of its own.
   *
   * @param forward from the arguments to the value and what the backward rule needs
   * @param backward from that and the value's cotangent to one cotangent per argument
   */
  public static <A, B, C, D, E, R, S> Fn5<A, B, C, D, E, R> customVjp(
      Fn5<A, B, C, D, E, R> function,
      Fn5<A, B, C, D, E, Forward<R, S>> forward,
      Fn2<S, R, List<?>> backward) {
    return (a, b, c, d, e) ->
        (R)
            CustomRules.vjp(
                TreeFunctions.tree(function),
                all -> forward.apply((A) all[0], (B) all[1], (C) all[2], (D) all[3], (E) all[4]),
                (s, ct) -> backward.apply((S) s, (R) ct),
                new @Nullable Object[] {a, b, c, d, e});
  }

  /**
   * A function with a forward-mode rule of its own; reverse mode follows from it.
   *
   * @param rule from the arguments and their tangents, as two lists, to the value and its tangent;
   *     the tangent must be linear in the tangents
   */
  public static <A, B, C, D, E, F, R> Fn6<A, B, C, D, E, F, R> customJvp(
      Fn6<A, B, C, D, E, F, R> function, JvpRule<R> rule) {
    return (a, b, c, d, e, f) ->
        (R)
            CustomRules.jvp(
                TreeFunctions.tree(function), rule, new @Nullable Object[] {a, b, c, d, e, f});
  }

  /**
   * A function with a reverse-mode rule of its own.
   *
   * @param forward from the arguments to the value and what the backward rule needs
   * @param backward from that and the value's cotangent to one cotangent per argument
   */
  public static <A, B, C, D, E, F, R, S> Fn6<A, B, C, D, E, F, R> customVjp(
      Fn6<A, B, C, D, E, F, R> function,
      Fn6<A, B, C, D, E, F, Forward<R, S>> forward,
      Fn2<S, R, List<?>> backward) {
    return (a, b, c, d, e, f) ->
        (R)
            CustomRules.vjp(
                TreeFunctions.tree(function),
                all ->
                    forward.apply(
                        (A) all[0], (B) all[1], (C) all[2], (D) all[3], (E) all[4], (F) all[5]),
                (s, ct) -> backward.apply((S) s, (R) ct),
                new @Nullable Object[] {a, b, c, d, e, f});
  }
}
