package dev.covector.nnx;

import dev.covector.CacheStatistics;
import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Fn3;
import dev.covector.Fn4;
import dev.covector.Fn5;
import dev.covector.Fn6;
import dev.covector.Jit1;
import dev.covector.Jit2;
import dev.covector.Jit3;
import dev.covector.Jit4;
import dev.covector.Jit5;
import dev.covector.Jit6;
import dev.covector.JitOptions;

/**
 * Compilation of functions over modules. Modules anywhere in the arguments take part with the
 * values of their variables; what the function writes into them is written after it has run.
 *
 * <pre>{@code
 * Linear model = new Linear(3, 2, new Rngs(0));
 * Fn2<Linear, Tensor, Tensor> compiled = Nnx.jit((Linear m, Tensor x) -> m.apply(x));
 * Tensor y = compiled.apply(model, Numpy.ones(4, 3));
 * }</pre>
 */
@SuppressWarnings("unchecked") // arguments come back as they went in
public class NnxJit extends NnxGraph {
  NnxJit() {}

  /** A function over modules, compiled once per signature of its arguments. */
  public static <A, R> Jit1<A, R> jit(Fn1<A, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /** A function over modules, compiled once per signature of its arguments. */
  public static <A, R> Jit1<A, R> jit(Fn1<A, R> function, JitOptions options) {
    Compiled compiled = new Compiled(x -> function.apply((A) x[0]), options);
    return new Jit1<>() {
      @Override
      public R apply(A a) {
        return (R) compiled.call(a);
      }

      @Override
      public CacheStatistics statistics() {
        return compiled.statistics();
      }
    };
  }

  /** A function over modules, compiled once per signature of its arguments. */
  public static <A, B, R> Jit2<A, B, R> jit(Fn2<A, B, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /** A function over modules, compiled once per signature of its arguments. */
  public static <A, B, R> Jit2<A, B, R> jit(Fn2<A, B, R> function, JitOptions options) {
    Compiled compiled = new Compiled(x -> function.apply((A) x[0], (B) x[1]), options);
    return new Jit2<>() {
      @Override
      public R apply(A a, B b) {
        return (R) compiled.call(a, b);
      }

      @Override
      public CacheStatistics statistics() {
        return compiled.statistics();
      }
    };
  }

  /** A function over modules, compiled once per signature of its arguments. */
  public static <A, B, C, R> Jit3<A, B, C, R> jit(Fn3<A, B, C, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /** A function over modules, compiled once per signature of its arguments. */
  public static <A, B, C, R> Jit3<A, B, C, R> jit(Fn3<A, B, C, R> function, JitOptions options) {
    Compiled compiled = new Compiled(x -> function.apply((A) x[0], (B) x[1], (C) x[2]), options);
    return new Jit3<>() {
      @Override
      public R apply(A a, B b, C c) {
        return (R) compiled.call(a, b, c);
      }

      @Override
      public CacheStatistics statistics() {
        return compiled.statistics();
      }
    };
  }

  /** A function over modules, compiled once per signature of its arguments. */
  public static <A, B, C, D, R> Jit4<A, B, C, D, R> jit(Fn4<A, B, C, D, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /** A function over modules, compiled once per signature of its arguments. */
  public static <A, B, C, D, R> Jit4<A, B, C, D, R> jit(
      Fn4<A, B, C, D, R> function, JitOptions options) {
    Compiled compiled =
        new Compiled(x -> function.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3]), options);
    return new Jit4<>() {
      @Override
      public R apply(A a, B b, C c, D d) {
        return (R) compiled.call(a, b, c, d);
      }

      @Override
      public CacheStatistics statistics() {
        return compiled.statistics();
      }
    };
  }

  /** A function over modules, compiled once per signature of its arguments. */
  public static <A, B, C, D, E, R> Jit5<A, B, C, D, E, R> jit(Fn5<A, B, C, D, E, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /** A function over modules, compiled once per signature of its arguments. */
  public static <A, B, C, D, E, R> Jit5<A, B, C, D, E, R> jit(
      Fn5<A, B, C, D, E, R> function, JitOptions options) {
    Compiled compiled =
        new Compiled(
            x -> function.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4]), options);
    return new Jit5<>() {
      @Override
      public R apply(A a, B b, C c, D d, E e) {
        return (R) compiled.call(a, b, c, d, e);
      }

      @Override
      public CacheStatistics statistics() {
        return compiled.statistics();
      }
    };
  }

  /** A function over modules, compiled once per signature of its arguments. */
  public static <A, B, C, D, E, F, R> Jit6<A, B, C, D, E, F, R> jit(
      Fn6<A, B, C, D, E, F, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /** A function over modules, compiled once per signature of its arguments. */
  public static <A, B, C, D, E, F, R> Jit6<A, B, C, D, E, F, R> jit(
      Fn6<A, B, C, D, E, F, R> function, JitOptions options) {
    Compiled compiled =
        new Compiled(
            x -> function.apply((A) x[0], (B) x[1], (C) x[2], (D) x[3], (E) x[4], (F) x[5]),
            options);
    return new Jit6<>() {
      @Override
      public R apply(A a, B b, C c, D d, E e, F f) {
        return (R) compiled.call(a, b, c, d, e, f);
      }

      @Override
      public CacheStatistics statistics() {
        return compiled.statistics();
      }
    };
  }
}
