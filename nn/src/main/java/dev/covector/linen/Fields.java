package dev.covector.linen;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the fields of modules: their parts, and their attributes. */
final class Fields {
  /** What Kotlin puts behind a property's name for the field of its delegate. */
  private static final String DELEGATE = "$delegate";

  /** A module in a field, in a list ({@code layers_0}) or in a map ({@code heads_left}). */
  record Part(String name, Module module) {}

  /** A field that holds no module. */
  record Attribute(String name, @Nullable Object value) {}

  private static final ClassValue<List<Field>> FIELDS =
      new ClassValue<>() {
        @Override
        protected List<Field> computeValue(Class<?> type) {
          return List.copyOf(readable(type));
        }
      };

  private Fields() {}

  /** The parts of a module, in the order of declaration. */
  static List<Part> of(Module module) {
    List<Part> parts = new ArrayList<>();
    for (Field field : FIELDS.get(module.getClass())) {
      addParts(partName(field), value(field, module), parts);
    }
    return parts;
  }

  /** The attributes of a module, in the order of declaration. */
  static List<Attribute> attributes(Module module) {
    List<Attribute> attributes = new ArrayList<>();
    for (Field field : FIELDS.get(module.getClass())) {
      Object value = value(field, module);
      List<Part> parts = new ArrayList<>();
      addParts(propertyName(field), value, parts);
      if (parts.isEmpty()) {
        attributes.add(new Attribute(propertyName(field), value));
      }
    }
    return attributes;
  }

  /** The field's name; for modules of this package as Flax spells it, so that paths agree. */
  private static String partName(Field field) {
    return field.getDeclaringClass().getPackage() == Module.class.getPackage()
        ? field.getName().replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT)
        : propertyName(field);
  }

  /** The field's name; that of the property for a delegate of Kotlin. */
  private static String propertyName(Field field) {
    String name = field.getName();
    return name.endsWith(DELEGATE) ? name.substring(0, name.length() - DELEGATE.length()) : name;
  }

  private static void addParts(String name, @Nullable Object value, List<Part> parts) {
    switch (value) {
      case Module part -> parts.add(new Part(name, part));
      case Map<?, ?> map -> map.forEach((key, item) -> addParts(name + "_" + key, item, parts));
      case Collection<?> items -> addElements(name, items, parts);
      case Object[] items -> addElements(name, Arrays.asList(items), parts);
      case null, default -> {
        // an attribute
      }
    }
  }

  private static void addElements(String name, Collection<?> items, List<Part> parts) {
    int index = 0;
    for (Object item : items) {
      addParts(name + "_" + index, item, parts);
      index++;
    }
  }

  private static List<Field> readable(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    if (type != Module.class && type != Layer.class) {
      fields.addAll(readable(type.getSuperclass()));
      for (Field field : type.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers()) && !field.isSynthetic()) {
          open(type, field);
          fields.add(field);
        }
      }
    }
    return fields;
  }

  private static void open(Class<?> type, Field field) {
    try {
      field.setAccessible(true);
    } catch (InaccessibleObjectException e) {
      throw new ModuleException(
          "%s: its fields cannot be read, since %s does not open the package %s; add `opens %s to dev.covector.nn;` to its module-info"
              .formatted(
                  type.getName(), type.getModule(), type.getPackageName(), type.getPackageName()),
          e);
    }
  }

  private static @Nullable Object value(Field field, Module module) {
    try {
      return field.get(module);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(field + " was made accessible", e);
    }
  }
}
