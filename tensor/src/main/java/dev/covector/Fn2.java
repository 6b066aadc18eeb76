package dev.covector;

/** A function of two arguments. */
@FunctionalInterface
public interface Fn2<A, B, R> {
  /** Calls the function. */
  R apply(A a, B b);
}
