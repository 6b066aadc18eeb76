package dev.covector;

/** A jitted function of five arguments. */
public interface Jit5<A, B, C, D, E, R> extends Fn5<A, B, C, D, E, R> {
  /** How its cache did. */
  CacheStatistics statistics();
}
