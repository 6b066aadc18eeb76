package dev.covector.nnx;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The fields of a class of modules; found once per class. */
final class Fields {
  private static final ClassValue<List<Fields.Named>> KNOWN =
      new ClassValue<>() {
        @Override
        protected List<Named> computeValue(Class<?> type) {
          return find(type);
        }
      };

  private Fields() {}

  /** A field, and what it is called in paths. */
  record Named(String name, Field field) {
    @Nullable Object get(Module module) {
      try {
        return field.get(module);
      } catch (IllegalAccessException e) {
        throw closed(field, e);
      }
    }

    /**
     * Writes a field of a copy that nobody has seen yet. The JDK permits it for final fields too,
     * so far; see ADR 18.
     */
    void set(Module module, @Nullable Object value) {
      try {
        field.set(module, value);
      } catch (IllegalAccessException e) {
        throw new NnxException(
            "the field %s of %s is final, and this JVM does not change final fields; make it non-final, or start Java with --enable-final-field-mutation=ALL-UNNAMED"
                .formatted(field.getName(), field.getDeclaringClass().getName()),
            e);
      } catch (IllegalArgumentException e) {
        throw new NnxException(
            "the field %s of %s is of type %s, which a copy of a list or map does not fit; declare it as List or Map"
                .formatted(
                    field.getName(),
                    field.getDeclaringClass().getName(),
                    field.getType().getSimpleName()),
            e);
      }
    }
  }

  static List<Named> of(Module module) {
    return of(module.getClass());
  }

  static List<Named> of(Class<?> type) {
    return KNOWN.get(type);
  }

  private static List<Named> find(Class<?> type) {
    List<Class<?>> classes = new ArrayList<>();
    for (Class<?> c = type; c != null && c != Module.class; c = c.getSuperclass()) {
      classes.addFirst(c);
    }
    List<Named> fields = new ArrayList<>();
    for (Class<?> c : classes) {
      for (Field field : c.getDeclaredFields()) {
        if (Modifier.isStatic(field.getModifiers()) || field.isSynthetic()) {
          continue;
        }
        try {
          field.setAccessible(true);
        } catch (InaccessibleObjectException e) {
          throw closed(field, e);
        }
        PathName name = field.getAnnotation(PathName.class);
        fields.add(new Named(name == null ? field.getName() : name.value(), field));
      }
    }
    return List.copyOf(fields);
  }

  /**
   * Another field of the same name in paths, as a class and its superclass may have; their
   * variables would take each other's place in a state.
   */
  static Optional<Field> namesake(Class<?> type, Named field) {
    return of(type).stream()
        .filter(other -> other.name().equals(field.name()) && !other.field().equals(field.field()))
        .map(Named::field)
        .findFirst();
  }

  private static NnxException closed(Field field, Exception cause) {
    Class<?> type = field.getDeclaringClass();
    return new NnxException(
        "the field %s of the module %s cannot be read: add 'opens %s to dev.covector.nn;' to the module-info of %s"
            .formatted(
                field.getName(), type.getName(), type.getPackageName(), type.getModule().getName()),
        cause);
  }
}
