package dev.covector.nnx;

import dev.covector.Tensor;
import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The components of records in the fields of modules. */
final class Parts {
  /**
   * How records of a class are read and made; empty where no component can hold a module, which
   * spares records of options the reading.
   */
  private record Shape(List<String> names, List<Method> accessors, Constructor<?> constructor) {}

  private static final ClassValue<Optional<Shape>> SHAPES =
      new ClassValue<>() {
        @Override
        protected Optional<Shape> computeValue(Class<?> type) {
          return find(type);
        }
      };

  /** Packages whose records are static, and walked at each call: optimizers, initializers. */
  private static final Set<String> OPTIONS = Set.of("dev.covector.optim", "dev.covector.random");

  private Parts() {}

  /** The components of a record; none where none can hold a module. */
  static List<@Nullable Object> of(Record record) {
    Optional<Shape> shape = SHAPES.get(record.getClass());
    if (shape.isEmpty()) {
      return List.of();
    }
    List<@Nullable Object> parts = new ArrayList<>();
    for (Method accessor : shape.get().accessors()) {
      parts.add(call(record, accessor));
    }
    return Collections.unmodifiableList(parts);
  }

  static List<String> names(Class<?> type) {
    return SHAPES.get(type).orElseThrow().names();
  }

  static Object make(Class<?> type, @Nullable Object[] parts) {
    try {
      return SHAPES.get(type).orElseThrow().constructor().newInstance(parts);
    } catch (InvocationTargetException e) {
      throw new NnxException(
          "the constructor of the record %s refused a copy of its modules: %s"
              .formatted(type.getSimpleName(), e.getCause()),
          e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(type + " was made accessible", e);
    }
  }

  private static @Nullable Object call(Record record, Method accessor) {
    try {
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new NnxException(
          "%s of the record %s cannot be read"
              .formatted(accessor.getName(), record.getClass().getName()),
          e);
    }
  }

  private static Optional<Shape> find(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (OPTIONS.contains(type.getPackageName())
        || Arrays.stream(components).noneMatch(part -> mayHoldNodes(part.getType()))) {
      return Optional.empty();
    }
    try {
      List<Method> accessors = new ArrayList<>();
      for (RecordComponent component : components) {
        component.getAccessor().setAccessible(true);
        accessors.add(component.getAccessor());
      }
      Class<?>[] types =
          Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      List<String> names = Arrays.stream(components).map(RecordComponent::getName).toList();
      return Optional.of(new Shape(names, accessors, constructor));
    } catch (InaccessibleObjectException e) {
      return Optional.empty(); // of a package of a named module that keeps its records to itself
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException("records have a canonical constructor", e);
    }
  }

  private static boolean mayHoldNodes(Class<?> type) {
    Class<?> element = type.isArray() ? type.componentType() : type;
    return !element.isPrimitive()
        && !element.isEnum()
        && element != Tensor.class
        && (element == Object.class || !element.getPackageName().equals("java.lang"));
  }
}
