package dev.covector.tree;

import static java.util.stream.Collectors.toSet;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A class of named components and a constructor that takes them: a record or a data class. */
final class ProductType extends NodeType {
  private final Class<?> type;
  private final Path.Component[] entries;
  private final Class<?>[] types;
  private final MethodHandle[] accessors; // each (Object)Object
  private final MethodHandle constructor; // (Object[])Object
  private final @Nullable MethodHandle ofTwo; // (Object, Object)Object

  ProductType(
      Class<?> type,
      List<String> names,
      Class<?>[] types,
      MethodHandle[] accessors,
      MethodHandle constructor) {
    this.type = type;
    this.entries = names.stream().map(Path.Component::new).toArray(Path.Component[]::new);
    this.types = types;
    this.accessors = accessors;
    this.ofTwo = types.length == 2 ? constructor.asType(MethodType.genericMethodType(2)) : null;
    this.constructor =
        constructor
            .asSpreader(Object[].class, types.length)
            .asType(MethodType.methodType(Object.class, Object[].class));
  }

  Class<?> type() {
    return type;
  }

  /** A property of a Kotlin data class may be variable. */
  @Override
  boolean isUnmodifiable() {
    return type.isRecord();
  }

  @Override
  boolean isOf(Class<?> node) {
    return node == type;
  }

  @Override
  int size(Object view) {
    return entries.length;
  }

  @Override
  @Nullable Object child(Object view, @Nullable Object data, int index) {
    try {
      return (Object) accessors[index].invokeExact(view);
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new TreeException(
          "the accessor of %s.%s failed: %s".formatted(name(type), entries[index], e), e);
    }
  }

  @Override
  Object rebuild(@Nullable Object data, @Nullable Object[] children) {
    try {
      return (Object) constructor.invokeExact(children);
    } catch (ClassCastException | NullPointerException e) {
      requireAssignable(children, e);
      throw e; // the constructor's own
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new TreeException("the constructor of %s failed: %s".formatted(name(type), e), e);
    }
  }

  /** Without an array: a step's state and its result are mostly records of two. */
  @Override
  Object rebuild(@Nullable Object data, @Nullable Object first, @Nullable Object second) {
    if (ofTwo == null) {
      return rebuild(data, new @Nullable Object[] {first, second});
    }
    try {
      return (Object) ofTwo.invokeExact(first, second);
    } catch (ClassCastException | NullPointerException e) {
      requireAssignable(new @Nullable Object[] {first, second}, e);
      throw e; // the constructor's own
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new TreeException("the constructor of %s failed: %s".formatted(name(type), e), e);
    }
  }

  private void requireAssignable(@Nullable Object[] children, RuntimeException cause) {
    for (int i = 0; i < children.length; i++) {
      Object child = children[i];
      Class<?> boxed = MethodType.methodType(types[i]).wrap().returnType();
      if (child == null ? types[i].isPrimitive() : !boxed.isInstance(child)) {
        throw new TreeException(
            ("cannot rebuild %s: component %s is declared %s and would be %s; declare containers by"
                    + " their interface (List, Map), or flatten and keep the leaves where their"
                    + " type changes")
                .formatted(
                    name(type),
                    entries[i],
                    name(types[i]),
                    child == null ? "null" : withArticle(name(child.getClass()))),
            cause);
      }
    }
  }

  /** Whether a map has the names of the components as its keys. */
  boolean isNamedBy(Map<?, ?> map) {
    return map.keySet().equals(Stream.of(entries).map(Path.Component::name).collect(toSet()));
  }

  @Override
  Path.Component entry(@Nullable Object data, int index) {
    return entries[index];
  }

  @Override
  String describe(TreeDef node) {
    return withArticle(name(type));
  }

  @Override
  String describeFully(TreeDef node) {
    return type.getName();
  }

  @Override
  void print(TreeDef node, StringBuilder out) {
    out.append(type.getSimpleName()).append('(');
    printChildren(node, "=", out);
    out.append(')');
  }
}
