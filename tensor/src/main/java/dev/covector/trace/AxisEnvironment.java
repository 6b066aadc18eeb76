package dev.covector.trace;

import dev.covector.CovectorException;
import dev.covector.op.BatchAxis;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** The named axes of the vmaps around the running code; part of every cache key of traced code. */
public final class AxisEnvironment {
  private static final ScopedValue<Map<String, Integer>> AXES = ScopedValue.newInstance();

  private AxisEnvironment() {}

  /** Names to sizes. */
  public static Map<String, Integer> current() {
    return AXES.isBound() ? AXES.get() : Map.of();
  }

  /**
   * The size of a named axis.
   *
   * @throws CovectorException when no vmap around has it
   */
  public static int size(String op, String name) {
    Integer size = current().get(name);
    if (size == null) {
      throw new CovectorException(
          op
              + ": no vmap around this call has an axis named '"
              + name
              + "'; there are "
              + current().keySet()
              + "; name its axis with Axes.FIRST.named(\""
              + name
              + "\")");
    }
    return size;
  }

  static <T> T with(BatchAxis axis, Supplier<T> code) {
    if (axis.name().isEmpty()) {
      return code.get();
    }
    Map<String, Integer> axes = new TreeMap<>(current());
    axes.put(axis.name().get(), axis.size());
    return ScopedValue.where(AXES, Map.copyOf(axes)).call(code::get);
  }
}
