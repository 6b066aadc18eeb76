package dev.covector.nnx;

/**
 * How {@link Nnx#scan} runs.
 *
 * <pre>{@code
 * // of the modules in xs, steps have kernels of their own and share the rest
 * ScanOptions options =
 *     ScanOptions.DEFAULT.state(MapAxes.state(Filter.pathContains("kernel"))).reverse(true);
 * }</pre>
 *
 * @param length how many steps; -1 for as many as xs has
 * @param reverse whether steps go from the last to the first
 * @param state what happens to the variables of modules in xs: sliced along an axis, shared for
 *     null, or carried
 */
public record ScanOptions(int length, boolean reverse, StateAxes state) {
  /**
   * As many steps as xs has, from the first; variables of modules in xs are sliced along axis 0.
   */
  public static final ScanOptions DEFAULT =
      new ScanOptions(-1, false, StateAxes.of(Filter.everything(), 0));

  /** These, with a number of steps. */
  public ScanOptions length(int steps) {
    return new ScanOptions(steps, reverse, state);
  }

  /** These, with steps from the last to the first. */
  public ScanOptions reverse(boolean fromLast) {
    return new ScanOptions(length, fromLast, state);
  }

  /** These, with axes for the variables of modules in xs. */
  public ScanOptions state(StateAxes axes) {
    return new ScanOptions(length, reverse, axes);
  }
}
