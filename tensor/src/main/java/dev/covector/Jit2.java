package dev.covector;

/** A jitted function of two arguments. */
public interface Jit2<A, B, R> extends Fn2<A, B, R> {
  /** How its cache did. */
  CacheStatistics statistics();
}
