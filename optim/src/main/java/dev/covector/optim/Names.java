package dev.covector.optim;

import java.util.Locale;

/** The names of transformations in messages: those of Optax. */
final class Names {
  private Names() {}

  /** {@code ScaleByAdam} as {@code scale_by_adam}, {@code AdamW} as {@code adamw}. */
  static String of(Class<?> type) {
    return type.getSimpleName()
        .replaceAll("(?<=[a-z0-9])(?=[A-Z](?!$))", "_")
        .toLowerCase(Locale.ROOT);
  }
}
