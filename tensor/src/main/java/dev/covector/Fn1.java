package dev.covector;

/** A function of one argument. */
@FunctionalInterface
public interface Fn1<A, R> {
  /** Calls the function. */
  R apply(A a);
}
