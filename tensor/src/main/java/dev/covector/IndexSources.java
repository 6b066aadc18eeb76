package dev.covector;

import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;

/** The {@link IndexSource}s that are installed. */
final class IndexSources {
  private static final List<IndexSource> ALL =
      ServiceLoader.load(IndexSource.class, IndexSource.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private IndexSources() {}

  static Index index(Object object) {
    return ALL.stream()
        .map(source -> source.index(object))
        .flatMap(Optional::stream)
        .findFirst()
        .orElseThrow(
            () ->
                new DTypeException(
                    "index: "
                        + object
                        + " ("
                        + object.getClass().getName()
                        + ") is no index; use an integer, an Index, an int or boolean array, or a"
                        + " tensor"));
  }
}
