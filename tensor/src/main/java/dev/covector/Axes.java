package dev.covector;

import dev.covector.transform.TreeFunction;
import dev.covector.transform.Vectorization;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What {@code vmap} maps. An axis is a number, or null for what all examples share; it may be given
 * for a whole argument or, as a tree, for its parts.
 */
public final class Axes {
  /** Axis 0 of every argument and of every result. */
  public static final Axes FIRST = new Axes(0, 0, Optional.empty(), null);

  private final @Nullable Object in;
  private final @Nullable Object out;
  private final Optional<String> name;
  private final @Nullable Integer size;

  private Axes(
      @Nullable Object in, @Nullable Object out, Optional<String> name, @Nullable Integer size) {
    this.in = in;
    this.out = out;
    this.name = name;
    this.size = size;
  }

  /** One axis, null or tree of axes per argument; results have the mapped axis at 0. */
  public static Axes in(@Nullable Object... perArgument) {
    return new Axes(perArgument.clone(), 0, Optional.empty(), null);
  }

  /** These axes, with the mapped axis of the results here; a prefix of the result. */
  public Axes out(@Nullable Object out) {
    return new Axes(in, out, name, size);
  }

  /** These axes, with a name for psum, pmean and axisIndex. */
  public Axes named(String name) {
    return new Axes(in, out, Optional.of(name), size);
  }

  /** These axes, with the number of examples, needed when no argument is mapped. */
  public Axes sized(int size) {
    return new Axes(in, out, name, size);
  }

  @Nullable Object map(TreeFunction f, @Nullable Object[] arguments) {
    if (in instanceof @Nullable Object[] perArgument && perArgument.length != arguments.length) {
      throw new TransformException(
          "vmap: there are in axes for "
              + perArgument.length
              + " arguments, but the function takes "
              + arguments.length
              + "; give one per argument, null where it is not mapped");
    }
    return Vectorization.vmap(f, arguments, in, out, name, size);
  }
}
