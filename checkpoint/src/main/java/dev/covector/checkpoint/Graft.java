package dev.covector.checkpoint;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Puts what was stored into the containers of a target. Leaves belong together by their paths: a
 * record's component and a map's key of the same name are the same step.
 */
final class Graft {
  private final String place;

  private final RestoreOptions options;

  Graft(String place, RestoreOptions options) {
    this.place = place;
    this.options = options;
  }

  /**
   * A stored leaf.
   *
   * @param type of a tensor; null for other leaves
   * @param description what it is, for messages
   * @param value reads it
   */
  record Candidate(
      @Nullable TensorType type, String description, Supplier<@Nullable Object> value) {
    /** A leaf that was read already. */
    static Candidate of(@Nullable Object leaf) {
      TensorType type = leaf instanceof Tensor tensor ? tensor.type() : null;
      return new Candidate(type, describe(leaf), () -> leaf);
    }
  }

  /** The leaves of a tree in memory by their paths. */
  static Map<List<String>, Candidate> candidates(@Nullable Object tree) {
    Tree.Flattened flattened = Tree.flatten(tree);
    List<Path> paths = flattened.structure().paths();
    Map<List<String>, Candidate> candidates = new LinkedHashMap<>();
    for (int i = 0; i < paths.size(); i++) {
      candidates.put(steps(paths.get(i)), Candidate.of(flattened.leaves().get(i)));
    }
    return candidates;
  }

  private static List<String> steps(Path path) {
    return path.entries().stream().map(Path.Entry::toString).toList();
  }

  /**
   * The target with the stored leaves in it.
   *
   * @throws CheckpointMismatchException when they differ in a way that the options do not allow
   */
  <T> T onto(T target, Map<List<String>, Candidate> stored) {
    Tree.Flattened flattened = Tree.flatten(target);
    List<Path> paths = flattened.structure().paths();
    TreeDifference difference = new TreeDifference(place);
    List<Supplier<@Nullable Object>> values = new ArrayList<>();
    Map<List<String>, Candidate> left = new LinkedHashMap<>(stored);
    for (int i = 0; i < paths.size(); i++) {
      Object wanted = flattened.leaves().get(i);
      List<String> steps = steps(paths.get(i));
      Candidate found = left.remove(steps);
      if (found == null) {
        boolean keeps =
            Functions.isFunction(wanted)
                || options.allowsMissing() && !(wanted instanceof TensorType);
        if (!keeps) {
          difference.missing(steps, describe(wanted));
        }
        values.add(() -> wanted);
      } else {
        Supplier<@Nullable Object> value = fitted(wanted, found);
        if (value == null) {
          boolean converts =
              new Graft(place, options.withConversion()).fitted(wanted, found) != null;
          difference.other(steps, found.description(), describe(wanted), converts);
        } else {
          values.add(value);
        }
      }
    }
    if (!options.allowsExtra()) {
      left.forEach((steps, candidate) -> difference.extra(steps, candidate.description()));
    }
    difference.throwUnlessEmpty();
    List<@Nullable Object> leaves = new ArrayList<>();
    values.forEach(value -> leaves.add(value.get()));
    return Tree.unflatten(flattened.structure(), leaves);
  }

  /** What reads the stored leaf as the target wants it; null when it is something else. */
  private @Nullable Supplier<@Nullable Object> fitted(@Nullable Object wanted, Candidate found) {
    return switch (wanted) {
      case Tensor tensor -> fittedTensor(tensor.type(), found);
      case TensorType type -> fittedTensor(type, found);
      case null -> null;
      default -> fittedValue(wanted, found);
    };
  }

  private @Nullable Supplier<@Nullable Object> fittedTensor(TensorType wanted, Candidate found) {
    TensorType type = found.type();
    if (type == null) {
      boolean scalar = options.scalarsAsTensors() && wanted.shape().rank() == 0;
      return scalar && found.value().get() instanceof Number number && fits(number, wanted.dtype())
          ? () -> Tensor.of(number, wanted.dtype())
          : null;
    }
    if (type.matches(wanted)) {
      return found.value();
    }
    boolean converts =
        options.convertsDTypes()
            && type.shape().equals(wanted.shape())
            && !type.dtype().isKey()
            && !wanted.dtype().isKey()
            && (!type.dtype().isComplex() || wanted.dtype().isComplex());
    return converts ? () -> Lax.convert((Tensor) found.value().get(), wanted.dtype()) : null;
  }

  private static boolean fits(Number number, DType dtype) {
    return dtype.isFloating() || dtype.isInteger() && number instanceof Long;
  }

  private @Nullable Supplier<@Nullable Object> fittedValue(Object wanted, Candidate found) {
    Object value = found.type() == null ? found.value().get() : null;
    if (options.scalarsAsTensors() && wanted instanceof Number) {
      value = found.type() == null ? value : scalar(found);
      Number number = value instanceof Number it ? narrowed(it, wanted) : null;
      return number == null ? null : () -> number;
    }
    if (wanted instanceof Enum<?> constant && value instanceof EnumName name) {
      Object same = constant(constant.getDeclaringClass(), name);
      return same == null ? null : () -> same;
    }
    Object read = value;
    return read != null && read.getClass() == wanted.getClass() ? () -> read : null;
  }

  private static @Nullable Object scalar(Candidate found) {
    TensorType type = found.type();
    boolean number =
        type != null
            && type.shape().rank() == 0
            && (type.dtype().isFloating() || type.dtype().isInteger());
    return number ? ((Tensor) found.value().get()).item() : null;
  }

  /** A number in the class of another, if it is the same number there. */
  private static @Nullable Number narrowed(Number number, Object like) {
    Number result =
        switch (like) {
          case Byte b -> (Number) number.byteValue();
          case Short s -> (Number) number.shortValue();
          case Integer i -> (Number) number.intValue();
          case Long l -> (Number) number.longValue();
          case Float f -> (Number) number.floatValue();
          case Double d -> (Number) number.doubleValue();
          default -> null;
        };
    boolean same =
        result != null
            && (Double.compare(result.doubleValue(), number.doubleValue()) == 0
                || result instanceof Float);
    return same ? result : null;
  }

  private static @Nullable Object constant(Class<?> type, EnumName name) {
    for (Object constant : type.getEnumConstants()) {
      if (((Enum<?>) constant).name().equals(name.name())) {
        return constant;
      }
    }
    return null;
  }

  /** A leaf in a message. */
  static String describe(@Nullable Object leaf) {
    return switch (leaf) {
      case null -> "null";
      case Tensor tensor -> tensor.type().strong().toString();
      case TensorType type -> type.strong().toString();
      case EnumName name -> "the constant " + name.name();
      case Enum<?> constant -> "a " + constant.getDeclaringClass().getSimpleName();
      default -> {
        String type = leaf.getClass().getSimpleName();
        yield ("AEIOU".indexOf(type.isEmpty() ? 'x' : type.charAt(0)) >= 0 ? "an " : "a ") + type;
      }
    };
  }
}
