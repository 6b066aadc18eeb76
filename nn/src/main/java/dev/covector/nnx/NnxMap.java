package dev.covector.nnx;

import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Fn3;
import dev.covector.Scanned;
import dev.covector.Tensor;

/**
 * Maps, loops and branches over modules.
 *
 * <p>A module that a function closes over may be read; only those among its arguments may be
 * written.
 */
@SuppressWarnings("unchecked") // arguments come back as they went in
public class NnxMap extends NnxGrad {
  NnxMap() {}

  /**
   * The function of each example: all tensors and variables of the arguments, and all results, have
   * examples along axis 0.
   */
  public static <A, R> Fn1<A, R> vmap(Fn1<A, R> function) {
    return vmap(function, MapAxes.FIRST);
  }

  /** The function of each example along given axes. */
  public static <A, R> Fn1<A, R> vmap(Fn1<A, R> function, MapAxes axes) {
    return (a) -> (R) Loops.vmap(x -> function.apply((A) x[0]), axes, new Object[] {a});
  }

  /** The function, whose intermediate values are computed again for its gradient, not kept. */
  public static <A, R> Fn1<A, R> remat(Fn1<A, R> function) {
    return (a) -> (R) Loops.remat(x -> function.apply((A) x[0]), new Object[] {a});
  }

  /**
   * The function of each example: all tensors and variables of the arguments, and all results, have
   * examples along axis 0.
   */
  public static <A, B, R> Fn2<A, B, R> vmap(Fn2<A, B, R> function) {
    return vmap(function, MapAxes.FIRST);
  }

  /** The function of each example along given axes. */
  public static <A, B, R> Fn2<A, B, R> vmap(Fn2<A, B, R> function, MapAxes axes) {
    return (a, b) ->
        (R) Loops.vmap(x -> function.apply((A) x[0], (B) x[1]), axes, new Object[] {a, b});
  }

  /** The function, whose intermediate values are computed again for its gradient, not kept. */
  public static <A, B, R> Fn2<A, B, R> remat(Fn2<A, B, R> function) {
    return (a, b) -> (R) Loops.remat(x -> function.apply((A) x[0], (B) x[1]), new Object[] {a, b});
  }

  /**
   * The function of each example: all tensors and variables of the arguments, and all results, have
   * examples along axis 0.
   */
  public static <A, B, C, R> Fn3<A, B, C, R> vmap(Fn3<A, B, C, R> function) {
    return vmap(function, MapAxes.FIRST);
  }

  /** The function of each example along given axes. */
  public static <A, B, C, R> Fn3<A, B, C, R> vmap(Fn3<A, B, C, R> function, MapAxes axes) {
    return (a, b, c) ->
        (R)
            Loops.vmap(
                x -> function.apply((A) x[0], (B) x[1], (C) x[2]), axes, new Object[] {a, b, c});
  }

  /** The function, whose intermediate values are computed again for its gradient, not kept. */
  public static <A, B, C, R> Fn3<A, B, C, R> remat(Fn3<A, B, C, R> function) {
    return (a, b, c) ->
        (R) Loops.remat(x -> function.apply((A) x[0], (B) x[1], (C) x[2]), new Object[] {a, b, c});
  }

  /** One of two functions of a module; both may write its variables. */
  public static <A, R> R cond(Tensor predicate, Fn1<A, R> onTrue, Fn1<A, R> onFalse, A argument) {
    return (R)
        Loops.cond(
            predicate,
            x -> onTrue.apply((A) x[0]),
            x -> onFalse.apply((A) x[0]),
            new Object[] {argument});
  }

  /** One of two functions of two arguments. */
  public static <A, B, R> R cond(
      Tensor predicate, Fn2<A, B, R> onTrue, Fn2<A, B, R> onFalse, A first, B second) {
    return (R)
        Loops.cond(
            predicate,
            x -> onTrue.apply((A) x[0], (B) x[1]),
            x -> onFalse.apply((A) x[0], (B) x[1]),
            new Object[] {first, second});
  }

  /**
   * A loop. Modules in the carry go from step to step: what one step writes the next one reads.
   * Modules in {@code xs} are sliced along axis 0 of their variables: a stack of layers is one
   * module with an axis of layers, as vmap makes it.
   *
   * <pre>{@code
   * var makeLayers = Nnx.vmap((Rngs rngs) -> new Linear(4, 4, rngs));
   * Linear layers = makeLayers.apply(new Rngs(0).split(3)); // kernel f32[3,4,4]
   * Tensor y =
   *     Nnx.scan(
   *             (Tensor x, Linear layer) -> new Scanned<>(layer.apply(x), x.sum()),
   *             Numpy.ones(2, 4),
   *             layers)
   *         .carry();
   * }</pre>
   *
   * @return the last carry, and the outputs of all steps along axis 0
   */
  public static <C, X, Y> Scanned<C, Y> scan(Fn2<C, X, Scanned<C, Y>> body, C carry, X xs) {
    return scan(body, carry, xs, -1, false);
  }

  /**
   * A loop of so many steps, perhaps from the last to the first.
   *
   * @param length how many; -1 for as many as xs has
   */
  public static <C, X, Y> Scanned<C, Y> scan(
      Fn2<C, X, Scanned<C, Y>> body, C carry, X xs, int length, boolean reverse) {
    return scan(body, carry, xs, ScanOptions.DEFAULT.length(length).reverse(reverse));
  }

  /** A loop in which modules in {@code xs} may be sliced in part, as options say. */
  public static <C, X, Y> Scanned<C, Y> scan(
      Fn2<C, X, Scanned<C, Y>> body, C carry, X xs, ScanOptions options) {
    return (Scanned<C, Y>)
        (Scanned<?, ?>) ModuleScan.run(x -> body.apply((C) x[0], (X) x[1]), carry, xs, options);
  }
}
