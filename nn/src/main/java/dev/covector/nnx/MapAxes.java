package dev.covector.nnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which axes {@link Nnx#vmap} maps: for each argument one axis of all its tensors and variables,
 * null for an argument that all examples share, or {@link #state} for a module of which only some
 * variables are mapped. Results have the mapped axis at 0.
 *
 * <pre>{@code
 * MapAxes axes = MapAxes.in(null, 0); // one model, many inputs
 * }</pre>
 */
public final class MapAxes {
  static final MapAxes FIRST = new MapAxes(null, Optional.empty(), 0);

  private final @Nullable List<@Nullable Object> perArgument;
  private final Optional<String> name;
  private final int size;

  private MapAxes(@Nullable List<@Nullable Object> perArgument, Optional<String> name, int size) {
    this.perArgument = perArgument;
    this.name = name;
    this.size = size;
  }

  /** The variables that a filter selects are mapped along axis 0, the others shared. */
  public record OfState(Filter mapped) {}

  /** The variables that a filter selects are mapped along axis 0, the others shared. */
  public static OfState state(Filter mapped) {
    return new OfState(mapped);
  }

  /** One axis, null or {@link #state} per argument. */
  public static MapAxes in(@Nullable Object... perArgument) {
    return new MapAxes(Arrays.asList(perArgument.clone()), Optional.empty(), 0);
  }

  /** These axes, with a name for psum and pmean. */
  public MapAxes named(String axis) {
    return new MapAxes(perArgument, Optional.of(axis), size);
  }

  /** These axes, with the number of examples, needed when nothing is mapped. */
  public MapAxes sized(int examples) {
    return new MapAxes(perArgument, name, examples);
  }

  Optional<String> name() {
    return name;
  }

  int size() {
    return size;
  }

  @Nullable Object of(int argument, int count) {
    if (perArgument == null) {
      return 0;
    }
    if (perArgument.size() != count) {
      throw new NnxException(
          "Nnx.vmap: there are axes for %d arguments, but the function takes %d"
              .formatted(perArgument.size(), count));
    }
    return perArgument.get(argument);
  }

  /** The axis of a variable of an argument, or null. */
  @Nullable Integer axis(int argument, int count, Filter.Subject subject) {
    return switch (of(argument, count)) {
      case null -> null;
      case Integer axis -> axis;
      case OfState state -> state.mapped.test(subject) ? 0 : null;
      case Object other ->
          throw new NnxException(
              "Nnx.vmap: an axis is %s; it must be a number, null or MapAxes.state(filter)"
                  .formatted(other));
    };
  }
}
