package dev.covector;

/** A jitted function of three arguments. */
public interface Jit3<A, B, C, R> extends Fn3<A, B, C, R> {
  /** How its cache did. */
  CacheStatistics statistics();
}
