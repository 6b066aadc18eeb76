package dev.covector;

import dev.covector.transform.JitFunction;

/** Compilation. */
@SuppressWarnings("unchecked")
public class JitTransform {
  JitTransform() {}

  /** A function that is traced and compiled once per signature of its arguments. */
  public static <A, R> Jit1<A, R> jit(Fn1<A, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /** A function that is traced and compiled once per signature of its arguments. */
  public static <A, R> Jit1<A, R> jit(Fn1<A, R> function, JitOptions options) {
    JitFunction jitted = new JitFunction(TreeFunctions.tree(function), options, 1);
    return new Jit1<>() {
      @Override
      public R apply(A a) {
        return (R) jitted.call(a, null, null, null, null, null);
      }

      @Override
      public CacheStatistics statistics() {
        return jitted.statistics();
      }
    };
  }

  /** A function that is traced and compiled once per signature of its arguments. */
  public static <A, B, R> Jit2<A, B, R> jit(Fn2<A, B, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /** A function that is traced and compiled once per signature of its arguments. */
  public static <A, B, R> Jit2<A, B, R> jit(Fn2<A, B, R> function, JitOptions options) {
    JitFunction jitted = new JitFunction(TreeFunctions.tree(function), options, 2);
    return new Jit2<>() {
      @Override
      public R apply(A a, B b) {
        return (R) jitted.call(a, b, null, null, null, null);
      }

      @Override
      public CacheStatistics statistics() {
        return jitted.statistics();
      }
    };
  }

  /** A function that is traced and compiled once per signature of its arguments. */
  public static <A, B, C, R> Jit3<A, B, C, R> jit(Fn3<A, B, C, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /** A function that is traced and compiled once per signature of its arguments. */
  public static <A, B, C, R> Jit3<A, B, C, R> jit(Fn3<A, B, C, R> function, JitOptions options) {
    JitFunction jitted = new JitFunction(TreeFunctions.tree(function), options, 3);
    return new Jit3<>() {
      @Override
      public R apply(A a, B b, C c) {
        return (R) jitted.call(a, b, c, null, null, null);
      }

      @Override
      public CacheStatistics statistics() {
        return jitted.statistics();
      }
    };
  }

  /** A function that is traced and compiled once per signature of its arguments. */
  public static <A, B, C, D, R> Jit4<A, B, C, D, R> jit(Fn4<A, B, C, D, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /** A function that is traced and compiled once per signature of its arguments. */
  public static <A, B, C, D, R> Jit4<A, B, C, D, R> jit(
      Fn4<A, B, C, D, R> function, JitOptions options) {
    JitFunction jitted = new JitFunction(TreeFunctions.tree(function), options, 4);
    return new Jit4<>() {
      @Override
      public R apply(A a, B b, C c, D d) {
        return (R) jitted.call(a, b, c, d, null, null);
      }

      @Override
      public CacheStatistics statistics() {
        return jitted.statistics();
      }
    };
  }

  /** A function that is traced and compiled once per signature of its arguments. */
  public static <A, B, C, D, E, R> Jit5<A, B, C, D, E, R> jit(Fn5<A, B, C, D, E, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /** A function that is traced and compiled once per signature of its arguments. */
  public static <A, B, C, D, E, R> Jit5<A, B, C, D, E, R> jit(
      Fn5<A, B, C, D, E, R> function, JitOptions options) {
    JitFunction jitted = new JitFunction(TreeFunctions.tree(function), options, 5);
    return new Jit5<>() {
      @Override
      public R apply(A a, B b, C c, D d, E e) {
        return (R) jitted.call(a, b, c, d, e, null);
      }

      @Override
      public CacheStatistics statistics() {
        return jitted.statistics();
      }
    };
  }

  /** A function that is traced and compiled once per signature of its arguments. */
  public static <A, B, C, D, E, F, R> Jit6<A, B, C, D, E, F, R> jit(
      Fn6<A, B, C, D, E, F, R> function) {
    return jit(function, JitOptions.DEFAULT);
  }

  /** A function that is traced and compiled once per signature of its arguments. */
  public static <A, B, C, D, E, F, R> Jit6<A, B, C, D, E, F, R> jit(
      Fn6<A, B, C, D, E, F, R> function, JitOptions options) {
    JitFunction jitted = new JitFunction(TreeFunctions.tree(function), options, 6);
    return new Jit6<>() {
      @Override
      public R apply(A a, B b, C c, D d, E e, F f) {
        return (R) jitted.call(a, b, c, d, e, f);
      }

      @Override
      public CacheStatistics statistics() {
        return jitted.statistics();
      }
    };
  }
}
