package dev.covector.simd;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Copies of a class, each with constants of its own.
 *
 * <p>A routine that serves all dtypes through switches is slow when C2 compiles it once for all of
 * them. So its class is a template: it is defined anew, as a hidden class, for each variant that is
 * needed, and gets the variant as its class data. C2 sees a {@code static final} there, folds the
 * switches, and keeps profiles of different dtypes apart.
 */
final class Specialized {
  private Specialized() {}

  /**
   * A new copy of a template.
   *
   * @param lookup of the package of the template
   * @param template a class without nested ones, with a constructor without parameters
   * @param type what the template implements
   * @param variant what {@link #variant} gives in the copy
   */
  static <T> T copy(
      MethodHandles.Lookup lookup, Class<? extends T> template, Class<T> type, Object variant) {
    try (InputStream in = template.getResourceAsStream(template.getSimpleName() + ".class")) {
      if (in == null) {
        throw new IllegalStateException("simd: the class file of " + template + " is not there");
      }
      MethodHandles.Lookup hidden =
          lookup.defineHiddenClassWithClassData(in.readAllBytes(), variant, true);
      Object made =
          hidden.findConstructor(hidden.lookupClass(), MethodType.methodType(void.class)).invoke();
      return type.cast(made);
    } catch (IOException e) {
      throw new IllegalStateException("simd: cannot read the class file of " + template, e);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("simd: cannot copy " + template, e);
    }
  }

  /** The variant of the copy whose lookup this is. */
  static <V> V variant(MethodHandles.Lookup lookup, Class<V> type) {
    try {
      V variant = MethodHandles.classData(lookup, "_", type);
      if (variant == null) {
        throw new IllegalStateException("simd: only copies of " + lookup.lookupClass() + " run");
      }
      return variant;
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
