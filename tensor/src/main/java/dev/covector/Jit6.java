package dev.covector;

/** A jitted function of six arguments. */
public interface Jit6<A, B, C, D, E, F, R> extends Fn6<A, B, C, D, E, F, R> {
  /** How its cache did. */
  CacheStatistics statistics();
}
