package dev.covector.trace;

import dev.covector.CovectorException;
import dev.covector.Defaults;
import dev.covector.backend.Backend;
import java.util.Comparator;
import java.util.List;
import java.util.ServiceLoader;

/** The backends found on the class path or module path. */
public final class Backends {
  private static final List<Backend> USABLE =
      ServiceLoader.load(Backend.class, Backend.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .filter(Backend::isUsable)
          .sorted(Comparator.comparingInt(Backend::priority).reversed())
          .toList();

  private Backends() {}

  /** All usable backends, the default first. */
  public static List<Backend> usable() {
    return USABLE;
  }

  /** The backend of the settings in force. */
  public static Backend current() {
    String name = Defaults.current().backend();
    if (name == null) {
      return Default.BACKEND;
    }
    return named(name);
  }

  /** The backend of programs that name none; the reference one is not meant to be that. */
  private static final class Default {
    static final Backend BACKEND = find();

    private static Backend find() {
      Backend first = USABLE.getFirst();
      if (first.name().equals("reference")) {
        System.err.println(
            "covector: computing on the reference backend, a thousand times slower;"
                + " add covector-simd to the class path");
      }
      return first;
    }
  }

  /**
   * The backend of a name.
   *
   * @throws CovectorException when there is none
   */
  public static Backend named(String name) {
    for (Backend backend : USABLE) {
      if (backend.name().equals(name)) {
        return backend;
      }
    }
    throw new CovectorException(
        "no usable backend is named '"
            + name
            + "'; there are "
            + USABLE.stream().map(Backend::name).toList());
  }
}
