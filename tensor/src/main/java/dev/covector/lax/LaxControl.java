package dev.covector.lax;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TransformException;
import dev.covector.transform.AssociativeScan;
import dev.covector.transform.ControlFlow;
import dev.covector.transform.TreeFunction;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Control flow that is staged with the program. The functions may close over tensors; operands and
 * carries are pytrees.
 */
@SuppressWarnings("unchecked")
public class LaxControl extends LaxSorting {
  LaxControl() {}

  /**
   * One of two functions of an operand.
   *
   * @param predicate a bool scalar
   */
  public static <A, R> R cond(Tensor predicate, Fn1<A, R> onTrue, Fn1<A, R> onFalse, A operand) {
    return (R)
        ControlFlow.branch(
            "cond",
            predicate,
            List.of(a -> onFalse.apply((A) a[0]), a -> onTrue.apply((A) a[0])),
            new @Nullable Object[] {operand});
  }

  /**
   * One of two functions without an operand.
   *
   * @param predicate a bool scalar
   */
  public static <R> R cond(Tensor predicate, Supplier<R> onTrue, Supplier<R> onFalse) {
    return (R)
        ControlFlow.branch(
            "cond",
            predicate,
            List.of(a -> onFalse.get(), a -> onTrue.get()),
            new @Nullable Object[0]);
  }

  /**
   * One of several functions of an operand.
   *
   * @param index an integer scalar, clamped to the branches
   */
  public static <A, R> R switchCase(Tensor index, List<? extends Fn1<A, R>> branches, A operand) {
    List<TreeFunction> functions = new ArrayList<>();
    branches.forEach(branch -> functions.add(a -> branch.apply((A) a[0])));
    return (R) ControlFlow.branch("switch", index, functions, new @Nullable Object[] {operand});
  }

  /**
   * A body repeated while a condition holds. Forward mode only, as in JAX.
   *
   * @param condition of the carry, a bool scalar
   * @param body of the carry, the next one, of the same tree and types
   */
  public static <C> C whileLoop(Fn1<C, Tensor> condition, Fn1<C, C> body, C initial) {
    return (C)
        ControlFlow.whileLoop(a -> condition.apply((C) a[0]), a -> body.apply((C) a[0]), initial);
  }

  /**
   * A body repeated for i from {@code lower} to before {@code upper}; differentiable both ways.
   *
   * @param body of i (an i32 scalar) and the carry, the next carry
   */
  public static <C> C foriLoop(int lower, int upper, Fn2<Tensor, C, C> body, C initial) {
    Tensor indices =
        add(
            iota(DType.I32, Math.max(upper - lower, 0)),
            full(Shape.of(Math.max(upper - lower, 0)), lower, DType.I32));
    return scan(
            (C carry, Tensor i) -> new Scanned<>(body.apply(i, carry), List.of()), initial, indices)
        .carry();
  }

  /** As above with bounds that are known only when it runs; forward mode only. */
  public static <C> C foriLoop(Tensor lower, Tensor upper, Fn2<Tensor, C, C> body, C initial) {
    Object[] last =
        (Object[])
            ControlFlow.whileLoop(
                a -> lt((Tensor) ((Object[]) a[0])[0], (Tensor) ((Object[]) a[0])[2]),
                a -> {
                  Object[] state = (Object[]) a[0];
                  Tensor i = (Tensor) state[0];
                  return new Object[] {
                    add(i, fullLike(i, 1)), body.apply(i, (C) state[1]), state[2]
                  };
                },
                new Object[] {convert(lower, DType.I32), initial, convert(upper, DType.I32)});
    return (C) last[1];
  }

  /**
   * A body run over slices along axis 0, with a carry.
   *
   * @param body of the carry and a slice, the next carry and an output
   * @param xs sequences of one length
   * @return the last carry, and the outputs stacked
   */
  public static <C, X, Y> Scanned<C, Y> scan(Fn2<C, X, Scanned<C, Y>> body, C initial, X xs) {
    return scan(body, initial, xs, -1, false);
  }

  /**
   * A body run over slices along axis 0, with a carry.
   *
   * @param length of the sequences, needed when there are none; else -1
   * @param reverse whether it runs from the last slice to the first
   */
  public static <C, X, Y> Scanned<C, Y> scan(
      Fn2<C, X, Scanned<C, Y>> body, C initial, X xs, int length, boolean reverse) {
    ControlFlow.Scanned result =
        ControlFlow.scan(
            a -> {
              Scanned<C, Y> step = body.apply((C) a[0], (X) a[1]);
              if (step == null) {
                throw new TransformException(
                    "scan: the body returned null; it must return a Scanned of the next carry and"
                        + " an output (List.of() for none)");
              }
              return new @Nullable Object[] {step.carry(), step.outputs()};
            },
            initial,
            xs,
            length,
            reverse);
    return new Scanned<>((C) result.carry(), (Y) result.outputs());
  }

  /** A function of each slice along axis 0, one after the other; the results stacked. */
  public static <X, Y> Y map(Fn1<X, Y> function, X xs) {
    return scan((List<Object> none, X x) -> new Scanned<>(none, function.apply(x)), List.of(), xs)
        .outputs();
  }

  /**
   * All prefixes of an associative function along axis 0, in log2(n) steps over the whole.
   *
   * @param function of two trees like {@code elements}, with any number of slices along axis 0
   */
  public static <T> T associativeScan(Fn2<T, T, T> function, T elements) {
    return associativeScan(function, elements, false, 0);
  }

  /** As above, from the end when {@code reverse}, along an axis. */
  public static <T> T associativeScan(
      Fn2<T, T, T> function, T elements, boolean reverse, int axis) {
    return (T)
        AssociativeScan.run(a -> function.apply((T) a[0], (T) a[1]), elements, reverse, axis);
  }
}
