package dev.covector;

/** A function of three arguments. */
@FunctionalInterface
public interface Fn3<A, B, C, R> {
  /** Calls the function. */
  R apply(A a, B b, C c);
}
