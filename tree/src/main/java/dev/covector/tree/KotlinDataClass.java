package dev.covector.tree;

import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Reads Kotlin data classes without depending on Kotlin.
 *
 * <p>The compiler gives every data class a {@code kotlin.Metadata} annotation, methods {@code
 * component1()} to {@code componentN()} in the order of the primary constructor, and a static
 * {@code copy$default} (Kotlin language specification, "Data class declaration"). The names of
 * components are mangled for internal properties ({@code component1$module}) and for value classes
 * ({@code component1-pVg5ArA}).
 */
final class KotlinDataClass {
  private KotlinDataClass() {}

  /** The component methods of a data class, in order; empty for every other class. */
  static List<Method> accessors(Class<?> type) {
    if (!hasMetadata(type)) {
      return List.of();
    }
    Method[] methods = type.getDeclaredMethods();
    if (Stream.of(methods).noneMatch(method -> method.getName().equals("copy$default"))) {
      return List.of();
    }
    List<Method> accessors = new ArrayList<>();
    for (int i = 1; ; i++) {
      String component = "component" + i;
      var accessor = Stream.of(methods).filter(method -> isNamed(method, component)).findFirst();
      if (accessor.isEmpty()) {
        return accessors;
      }
      accessors.add(accessor.get());
    }
  }

  private static boolean hasMetadata(Class<?> type) {
    return Stream.of(type.getDeclaredAnnotations())
        .anyMatch(annotation -> annotation.annotationType().getName().equals("kotlin.Metadata"));
  }

  private static boolean isNamed(Method method, String component) {
    String name = method.getName();
    return method.getParameterCount() == 0
        && !Modifier.isStatic(method.getModifiers())
        && (name.equals(component)
            || name.startsWith(component + "-")
            || name.startsWith(component + "$"));
  }

  /**
   * The names of the properties behind the components. Class files do not name the parameters of a
   * Kotlin constructor, but its properties are the first fields, in the same order and of the same
   * types; where they are not, components are named as their methods.
   */
  static List<String> names(Class<?> type, List<Method> accessors) {
    List<Field> fields =
        Stream.of(type.getDeclaredFields())
            .filter(field -> !Modifier.isStatic(field.getModifiers()))
            .limit(accessors.size())
            .toList();
    boolean agree = fields.size() == accessors.size();
    for (int i = 0; agree && i < fields.size(); i++) {
      agree = fields.get(i).getType() == accessors.get(i).getReturnType();
    }
    return agree
        ? fields.stream().map(Field::getName).toList()
        : accessors.stream().map(Method::getName).toList();
  }
}
