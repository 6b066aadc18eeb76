package dev.covector;

import dev.covector.transform.TreeFunction;

/** Typed functions as functions of an array of arguments. */
@SuppressWarnings("unchecked")
final class TreeFunctions {
  private TreeFunctions() {}

  static <A, R> TreeFunction tree(Fn1<A, R> function) {
    return a -> function.apply((A) a[0]);
  }

  static <A, B, R> TreeFunction tree(Fn2<A, B, R> function) {
    return a -> function.apply((A) a[0], (B) a[1]);
  }

  static <A, B, C, R> TreeFunction tree(Fn3<A, B, C, R> function) {
    return a -> function.apply((A) a[0], (B) a[1], (C) a[2]);
  }

  static <A, B, C, D, R> TreeFunction tree(Fn4<A, B, C, D, R> function) {
    return a -> function.apply((A) a[0], (B) a[1], (C) a[2], (D) a[3]);
  }

  static <A, B, C, D, E, R> TreeFunction tree(Fn5<A, B, C, D, E, R> function) {
    return a -> function.apply((A) a[0], (B) a[1], (C) a[2], (D) a[3], (E) a[4]);
  }

  static <A, B, C, D, E, F, R> TreeFunction tree(Fn6<A, B, C, D, E, F, R> function) {
    return a -> function.apply((A) a[0], (B) a[1], (C) a[2], (D) a[3], (E) a[4], (F) a[5]);
  }
}
