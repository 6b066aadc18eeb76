package dev.covector.nnx;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which axes {@link Nnx#vmap} maps: for each argument one axis of all its tensors and variables,
 * null for an argument that all examples share, or {@link StateAxes} for a module whose variables
 * differ in that. Results have the mapped axis at 0, unless {@link #out} says where.
 *
 * <pre>{@code
 * MapAxes axes = MapAxes.in(null, 0); // one model, many inputs
 * }</pre>
 */
public final class MapAxes {
  static final MapAxes FIRST = new MapAxes(null, Optional.empty(), 0, 0);

  private final @Nullable List<@Nullable Object> perArgument;
  private final Optional<String> name;
  private final int size;
  private final @Nullable Object out;

  private MapAxes(
      @Nullable List<@Nullable Object> perArgument,
      Optional<String> name,
      int size,
      @Nullable Object out) {
    this.perArgument = perArgument;
    this.name = name;
    this.size = size;
    this.out = out;
  }

  /** The variables that a filter selects are mapped along axis 0, the others shared. */
  public static StateAxes state(Filter mapped) {
    return StateAxes.of(mapped, 0).and(Filter.everything(), null);
  }

  /** One axis, null or {@link StateAxes} per argument. */
  public static MapAxes in(@Nullable Object... perArgument) {
    return new MapAxes(Arrays.asList(perArgument.clone()), Optional.empty(), 0, 0);
  }

  /**
   * These axes, with those of results: a number, null for what all examples agree in, {@link
   * StateAxes} for a module, or a tree of these that is a prefix of the result.
   */
  public MapAxes out(@Nullable Object axes) {
    return new MapAxes(perArgument, name, size, axes);
  }

  /** These axes, with a name for psum and pmean. */
  public MapAxes named(String axis) {
    return new MapAxes(perArgument, Optional.of(axis), size, out);
  }

  /** These axes, with the number of examples, needed when nothing is mapped. */
  public MapAxes sized(int examples) {
    return new MapAxes(perArgument, name, examples, out);
  }

  Optional<String> name() {
    return name;
  }

  int size() {
    return size;
  }

  @Nullable Object out() {
    return out;
  }

  boolean isOutFirst() {
    return Integer.valueOf(0).equals(out);
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
    return axis(of(argument, count), subject);
  }

  /** The axis of a variable where an axis or {@link StateAxes} are given. */
  static @Nullable Integer axis(@Nullable Object given, Filter.Subject subject) {
    return switch (given) {
      case null -> null;
      case Integer axis -> axis;
      case StateAxes state -> mapped(state.axis("Nnx.vmap", subject), subject);
      case Object other ->
          throw new NnxException(
              "Nnx.vmap: an axis is %s; it must be a number, null or StateAxes".formatted(other));
    };
  }

  private static @Nullable Integer mapped(@Nullable Integer axis, Filter.Subject subject) {
    if (StateAxes.CARRY.equals(axis)) {
      throw new NnxException(
          "Nnx.vmap: %s is to be carried, which only scan does".formatted(subject.path()));
    }
    return axis;
  }
}
