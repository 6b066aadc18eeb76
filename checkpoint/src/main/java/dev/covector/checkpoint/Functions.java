package dev.covector.checkpoint;

import org.jspecify.annotations.Nullable;

/** Leaves that are code: part of the program, not of its state. */
final class Functions {
  private Functions() {}

  /**
   * Whether a leaf is a lambda, a method reference, an object of a class without a name, or one of
   * a functional interface.
   */
  static boolean isFunction(@Nullable Object leaf) {
    if (leaf == null) {
      return false;
    }
    Class<?> type = leaf.getClass();
    return type.isHidden()
        || type.isSynthetic()
        || type.isAnonymousClass()
        || type.isLocalClass()
        || hasFunctionalInterface(type);
  }

  private static boolean hasFunctionalInterface(@Nullable Class<?> type) {
    if (type == null) {
      return false;
    }
    for (Class<?> each : type.getInterfaces()) {
      if (each.isAnnotationPresent(FunctionalInterface.class) || hasFunctionalInterface(each)) {
        return true;
      }
    }
    return hasFunctionalInterface(type.getSuperclass());
  }
}
