package dev.covector;

/** A jitted function of one argument. */
public interface Jit1<A, R> extends Fn1<A, R> {
  /** How its cache did. */
  CacheStatistics statistics();
}
