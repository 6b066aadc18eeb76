package dev.covector.names;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The name of a type, of a nested type or of a member of either, such as {@code Adam}, {@code
 * ScaleByAdam.State}, {@code Optax.adam} or {@code DType.F32}. Its type may be written with its
 * package.
 */
record PublicName(String name) {
  /**
   * Whether there is something public of the name.
   *
   * @param packages where types without a package are looked for
   */
  boolean exists(List<String> packages) {
    return Stream.concat(Stream.of(""), packages.stream().map(place -> place + "."))
        .anyMatch(prefix -> isIn(prefix));
  }

  private boolean isIn(String prefix) {
    if (type(prefix + name)) {
      return true;
    }
    int dot = name.lastIndexOf('.');
    return dot > 0 && hasMember(prefix + name.substring(0, dot), name.substring(dot + 1));
  }

  private static boolean type(String path) {
    Class<?> found = find(path);
    return found != null && Modifier.isPublic(found.getModifiers());
  }

  private static boolean hasMember(String path, String member) {
    Class<?> owner = find(path);
    if (owner == null || !Modifier.isPublic(owner.getModifiers())) {
      return false;
    }
    return Stream.concat(Arrays.stream(owner.getMethods()), Arrays.stream(owner.getFields()))
        .anyMatch(found -> found.getName().equals(member));
  }

  /** The class, whose nested classes are named with dots; null if there is none. */
  private static Class<?> find(String path) {
    try {
      return Class.forName(path, false, PublicName.class.getClassLoader());
    } catch (ClassNotFoundException e) {
      int dot = path.lastIndexOf('.');
      if (dot < 0 || !Character.isUpperCase(path.charAt(path.lastIndexOf('.', dot - 1) + 1))) {
        return null;
      }
      return find(path.substring(0, dot) + "$" + path.substring(dot + 1));
    }
  }
}
