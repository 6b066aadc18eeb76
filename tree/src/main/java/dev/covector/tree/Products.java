package dev.covector.tree;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes a {@link ProductType} of a record or a Kotlin data class, as far as access allows. */
final class Products {
  private Products() {}

  /** The type of a record or data class read with this module's own rights; null for others. */
  static @Nullable ProductType find(Class<?> type) {
    Shape shape = Shape.of(type);
    if (shape == null) {
      return null;
    }
    Module here = Products.class.getModule();
    here.addReads(type.getModule());
    try {
      return make(type, shape, MethodHandles.privateLookupIn(type, MethodHandles.lookup()));
    } catch (IllegalAccessException closed) {
      try {
        return make(type, shape, MethodHandles.lookup()); // public, in an exported package
      } catch (IllegalAccessException hidden) {
        throw new TreeException(notOpen(type, here), hidden);
      }
    }
  }

  /** The type of a record or data class read with the rights of its own module. */
  static ProductType require(Lookup lookup, Class<?> type) {
    Shape shape = Shape.of(type);
    if (shape == null) {
      throw new TreeException(
          NodeType.name(type)
              + " is neither a record nor a Kotlin data class; use"
              + " Tree.register(type, children, rebuild)");
    }
    try {
      return make(type, shape, MethodHandles.privateLookupIn(type, lookup));
    } catch (IllegalAccessException e) {
      throw new TreeException(
          "%s cannot access %s; pass MethodHandles.lookup() from code of the module of %2$s"
              .formatted(lookup, NodeType.name(type)),
          e);
    }
  }

  private static ProductType make(Class<?> type, Shape shape, Lookup lookup)
      throws IllegalAccessException {
    int size = shape.accessors.size();
    MethodHandle[] accessors = new MethodHandle[size];
    Class<?>[] types = new Class<?>[size];
    for (int i = 0; i < size; i++) {
      Method accessor = shape.accessors.get(i);
      types[i] = accessor.getReturnType();
      accessors[i] =
          lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
    }
    try {
      MethodHandle constructor =
          lookup.findConstructor(type, MethodType.methodType(void.class, types));
      return new ProductType(type, shape.names, types, accessors, constructor);
    } catch (NoSuchMethodException e) {
      throw new TreeException(
          NodeType.name(type) + " has no constructor that takes its components", e);
    }
  }

  private static String notOpen(Class<?> type, Module here) {
    String to = here.isNamed() ? " to " + here.getName() : "";
    return ("%s is in package %s, which module %s does not open%s; add 'opens %2$s%4$s;' to its"
            + " module-info, or call Tree.register(lookup(), %1$s.class) in that module")
        .formatted(NodeType.name(type), type.getPackageName(), type.getModule().getName(), to);
  }

  /** The names and accessors of the components, in the order of the constructor's parameters. */
  private record Shape(List<String> names, List<Method> accessors) {
    static @Nullable Shape of(Class<?> type) {
      RecordComponent[] components = type.getRecordComponents();
      if (components == null) {
        List<Method> accessors = KotlinDataClass.accessors(type);
        return accessors.isEmpty()
            ? null
            : new Shape(KotlinDataClass.names(type, accessors), accessors);
      }
      return new Shape(
          Stream.of(components).map(RecordComponent::getName).toList(),
          Stream.of(components).map(RecordComponent::getAccessor).toList());
    }
  }
}
