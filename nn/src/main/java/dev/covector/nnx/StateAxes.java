package dev.covector.nnx;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Nnx#vmap} and {@link Nnx#scan} do with the variables of a module: the first filter
 * that selects one decides.
 *
 * <pre>{@code
 * // each example or step has kernels of its own, along axis 0; all share the rest
 * StateAxes axes = StateAxes.of(Filter.pathContains("kernel"), 0).and(Filter.everything(), null);
 * }</pre>
 */
public final class StateAxes {
  /** The axis that stands for: from step to step. */
  static final Integer CARRY = Integer.MIN_VALUE;

  private record Entry(Filter filter, @Nullable Integer axis) {}

  private final List<Entry> entries;

  private StateAxes(List<Entry> entries) {
    this.entries = entries;
  }

  /**
   * The variables that a filter selects are mapped along an axis.
   *
   * @param axis null for shared
   */
  public static StateAxes of(Filter filter, @Nullable Integer axis) {
    return new StateAxes(List.of(new Entry(filter, axis)));
  }

  /** The variables that a filter selects go from step to step of a scan. */
  public static StateAxes carry(Filter filter) {
    return of(filter, CARRY);
  }

  /** These; and those further variables that a filter selects are mapped along an axis. */
  public StateAxes and(Filter filter, @Nullable Integer axis) {
    List<Entry> more = new ArrayList<>(entries);
    more.add(new Entry(filter, axis));
    return new StateAxes(List.copyOf(more));
  }

  /** These; and those further variables that a filter selects go from step to step of a scan. */
  public StateAxes andCarry(Filter filter) {
    return and(filter, CARRY);
  }

  /** The axis of a variable, null or {@link #CARRY}. */
  @Nullable Integer axis(String transform, Filter.Subject subject) {
    for (Entry entry : entries) {
      if (entry.filter.test(subject)) {
        return entry.axis;
      }
    }
    throw new NnxException(
        "%s: no filter of the StateAxes selects the %s %s; add and(Filter.everything(), null)"
            .formatted(transform, subject.type().getSimpleName(), subject.path()));
  }
}
