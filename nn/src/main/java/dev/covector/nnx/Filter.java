package dev.covector.nnx;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Selects variables by their class and their path.
 *
 * <pre>{@code
 * Filter kernels = Filter.all(Filter.ofType(Param.class), Filter.pathContains("kernel"));
 * Filter rest = Filter.not(kernels);
 * }</pre>
 */
@FunctionalInterface
public interface Filter {
  /**
   * What is known of a variable.
   *
   * @param path where it is
   * @param type its class
   * @param tag of a stream's state, the stream
   */
  record Subject(VariablePath path, Class<? extends Variable> type, Optional<String> tag) {}

  /** Whether a variable is selected. */
  boolean test(Subject subject);

  /** Variables of a class, or of one below it. */
  static Filter ofType(Class<? extends Variable> type) {
    return subject -> type.isAssignableFrom(subject.type);
  }

  /** Variables whose path has a step. */
  static Filter pathContains(Object step) {
    return subject -> subject.path.steps().contains(step);
  }

  /** Variables at these paths, such as {@code layers/0/kernel}. */
  static Filter pathIn(String... paths) {
    Set<VariablePath> all = Stream.of(paths).map(VariablePath::of).collect(Collectors.toSet());
    return subject -> all.contains(subject.path);
  }

  /** Variables by their path. */
  static Filter path(Predicate<VariablePath> predicate) {
    return subject -> predicate.test(subject.path);
  }

  /** The state of one stream of keys. */
  static Filter withTag(String tag) {
    return subject -> subject.tag.equals(Optional.of(tag));
  }

  /** What any of these selects. */
  static Filter any(Filter... filters) {
    List<Filter> all = List.of(filters);
    return subject -> all.stream().anyMatch(filter -> filter.test(subject));
  }

  /** What all of these select. */
  static Filter all(Filter... filters) {
    List<Filter> all = List.of(filters);
    return subject -> all.stream().allMatch(filter -> filter.test(subject));
  }

  /** What this does not select. */
  static Filter not(Filter filter) {
    return subject -> !filter.test(subject);
  }

  /** All variables. */
  static Filter everything() {
    return subject -> true;
  }

  /** No variable. */
  static Filter nothing() {
    return subject -> false;
  }
}
