package dev.covector;

/** A jitted function of four arguments. */
public interface Jit4<A, B, C, D, R> extends Fn4<A, B, C, D, R> {
  /** How its cache did. */
  CacheStatistics statistics();
}
