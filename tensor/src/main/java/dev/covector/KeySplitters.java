package dev.covector;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The {@link KeySplitter} that is installed. */
final class KeySplitters {
  private static final Optional<KeySplitter> INSTALLED =
      ServiceLoader.load(KeySplitter.class, KeySplitter.class.getClassLoader()).findFirst();

  private KeySplitters() {}

  static List<Tensor> split(Tensor key, int count) {
    return INSTALLED
        .orElseThrow(
            () ->
                new StateException(
                    "split: "
                        + key.type()
                        + " is a key, and what splits keys is not installed; add covector-prng"))
        .split(key, count);
  }
}
