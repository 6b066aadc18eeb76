package dev.covector.numpy;

/**
 * JAX's numpy: functions that promote and broadcast. They are inherited from one class per topic;
 * use {@code import static dev.covector.numpy.Numpy.*}.
 */
public final class Numpy extends NumpyStatistics {
  private Numpy() {}
}
