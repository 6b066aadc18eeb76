package dev.covector.transform;

import dev.covector.Tensor;
import java.lang.reflect.Modifier;
import java.util.Arrays;

/**
 * Classes whose objects have tensors in fields, but are no trees: a program that takes such an
 * object as an argument would keep the tensors of its first call.
 */
final class HiddenTensors {
  private static final ClassValue<Boolean> HIDES =
      new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
          // what a lambda has captured is a constant in JAX too
          return !type.isHidden() && !type.isSynthetic() && hasTensors(type);
        }
      };

  private HiddenTensors() {}

  /** Whether an object that is a leaf of an argument has tensors in its fields. */
  static boolean in(Object leaf) {
    return HIDES.get(leaf.getClass());
  }

  private static boolean hasTensors(Class<?> type) {
    for (Class<?> level = type; level != null; level = level.getSuperclass()) {
      boolean found =
          Arrays.stream(level.getDeclaredFields())
              .filter(field -> !Modifier.isStatic(field.getModifiers()))
              .anyMatch(field -> Tensor.class.isAssignableFrom(field.getType()));
      if (found) {
        return true;
      }
    }
    return false;
  }
}
