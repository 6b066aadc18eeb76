package dev.covector;

/** A function of six arguments. */
@FunctionalInterface
public interface Fn6<A, B, C, D, E, F, R> {
  /** Calls the function. */
  R apply(A a, B b, C c, D d, E e, F f);
}
