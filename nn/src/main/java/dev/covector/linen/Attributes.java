package dev.covector.linen;

import dev.covector.DType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Prints modules. */
final class Attributes {
  private static final String INDENT = "    ";

  private Attributes() {}

  static String print(Module module) {
    List<String> lines = new ArrayList<>();
    List<Fields.Attribute> attributes = Fields.attributes(module);
    if (!attributes.isEmpty()) {
      lines.add("# attributes");
      attributes.forEach(field -> lines.add(field.name() + " = " + text(field.value())));
    }
    List<Fields.Part> parts = Fields.of(module);
    if (!parts.isEmpty()) {
      lines.add("# parts");
      parts.forEach(part -> lines.addAll(line(part).lines().toList()));
    }
    if (lines.isEmpty()) {
      return module.className() + "()";
    }
    return module.className() + "(\n" + INDENT + String.join("\n" + INDENT, lines) + "\n)";
  }

  private static String line(Fields.Part part) {
    return part.module().name().orElse(part.name()) + " = " + part.module();
  }

  private static String text(@Nullable Object value) {
    return switch (value) {
      case null -> "null";
      case Optional<?> optional -> optional.map(Attributes::text).orElse("none");
      case int[] numbers -> Arrays.toString(numbers);
      case Object[] items -> text(Arrays.asList(items));
      case Collection<?> items -> items.stream().map(Attributes::text).toList().toString();
      case DType dtype -> dtype.longName();
      case Object other when isFunction(other.getClass()) -> "function";
      default -> value.toString();
    };
  }

  /** Whether the class is that of a lambda, whose name says nothing. */
  private static boolean isFunction(Class<?> type) {
    return type.isHidden() || type.isSynthetic();
  }
}
