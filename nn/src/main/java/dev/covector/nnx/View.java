package dev.covector.nnx;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Attributes that views of modules set. */
final class View {
  private View() {}

  /** A value that has to be true or false. */
  static boolean flag(Module module, String attribute, Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new NnxException(
        "view: %s.%s is given %s; it must be true or false"
            .formatted(Module.name(module.getClass()), attribute, value));
  }

  /** Sets attributes of all modules that have them. */
  static void set(Collection<Module> modules, Map<String, ?> attributes, Predicate<Module> only) {
    TreeSet<String> known = new TreeSet<>();
    for (Module module : modules) {
      if (only.test(module)) {
        known.addAll(module.viewAttributes().keySet());
      }
    }
    attributes
        .keySet()
        .forEach(
            name -> {
              if (!known.contains(name)) {
                throw new NnxException(
                    "view: no module has the attribute '" + name + "'; there are " + known);
              }
            });
    for (Module module : modules) {
      if (only.test(module)) {
        attributes.forEach(
            (name, value) -> {
              if (module.viewAttributes().containsKey(name)) {
                module.setView(name, value);
              }
            });
      }
    }
  }

  /** The classes of modules that have attributes, with these. */
  static String info(Collection<Module> modules, Predicate<Module> only) {
    Map<String, Map<String, String>> classes = new TreeMap<>();
    for (Module module : modules) {
      if (only.test(module) && !module.viewAttributes().isEmpty()) {
        classes.put(Module.name(module.getClass()), new TreeMap<>(module.viewAttributes()));
      }
    }
    StringBuilder text = new StringBuilder();
    classes.forEach(
        (name, attributes) -> {
          text.append(name).append(":\n");
          attributes.forEach(
              (attribute, meaning) ->
                  text.append("  ").append(attribute).append(": ").append(meaning).append('\n'));
        });
    return text.toString();
  }
}
