package dev.covector.linen;

import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The place of a module in a frame: its path, variables and streams of keys. */
final class Scope {
  private final Frame frame;
  private final List<String> path;
  private final Map<String, Rng> rngs;
  private final RngCounters counters;
  private final Map<String, Scope> children = new LinkedHashMap<>();
  private final Map<String, Module> parts = new HashMap<>();

  /**
   * The root of a frame.
   *
   * @param path of the module in the whole model, longer than that in the frame's variables where
   *     the frame belongs to a lifted transformation
   */
  Scope(Frame frame, List<String> path, Map<String, Rng> rngs, RngCounters counters) {
    this.frame = frame;
    this.path = List.copyOf(path);
    this.rngs = rngs;
    this.counters = counters;
  }

  Frame frame() {
    return frame;
  }

  List<String> path() {
    return path;
  }

  Map<String, Rng> rngs() {
    return rngs;
  }

  RngCounters counters() {
    return counters;
  }

  /** The scope of a module below, always the same for a name. */
  Scope child(String name) {
    return children.computeIfAbsent(
        name,
        n -> {
          List<String> longer = new ArrayList<>(path);
          longer.add(n);
          Map<String, Rng> deeper = new LinkedHashMap<>();
          rngs.forEach((stream, rng) -> deeper.put(stream, rng.down(n)));
          return new Scope(frame, longer, deeper, counters.child(n));
        });
  }

  /** Whether this is another frame's scope, or one below it. */
  boolean isWithin(Scope other) {
    int depth = other.path.size();
    return path.size() >= depth && path.subList(0, depth).equals(other.path);
  }

  /** The scope at a path of the whole model, here or below. */
  Scope below(List<String> whole) {
    Scope scope = this;
    for (String name : whole.subList(path.size(), whole.size())) {
      scope = scope.child(name);
    }
    return scope;
  }

  /** The scope of a module in a field, or in a list or map in a field, of the module here. */
  Scope childOfField(Module module, Module part, String name) {
    Module other = parts.putIfAbsent(name, part);
    if (other != null && other != part) {
      throw twice(module, name);
    }
    return child(name);
  }

  /** Whether a name is that of another module, in a field. */
  boolean isOfAField(String name, Module part) {
    Module other = parts.get(name);
    return other != null && other != part;
  }

  ModuleException twice(Module module, String name) {
    return new ModuleException(
        describe(module)
            + " has two modules named "
            + name
            + "; give one of them another name, or use the same module twice to share it");
  }

  boolean hasRng(String stream) {
    return rngs.containsKey(stream);
  }

  /** The next key of a stream; without that stream, of the parameters' stream. */
  Tensor makeRng(Module module, String stream) {
    String used = rngs.containsKey(stream) ? stream : CollectionName.PARAMS;
    Rng rng = rngs.get(used);
    if (rng == null) {
      throw new ModuleException(
          describe(module)
              + " needs an rng: pass rngs = {"
              + stream
              + ": key}, "
              + (rngs.isEmpty()
                  ? "there are none"
                  : "there are only " + new TreeSet<>(rngs.keySet())));
    }
    return rng.down(counters.next(used)).fold();
  }

  /** The variable of a name; null where there is none. */
  @Nullable Object get(String collection, String name) {
    return frame.variables().get(collection, local(), name);
  }

  /** The names of a collection here. */
  TreeSet<String> names(String collection) {
    return frame.variables().names(collection, local());
  }

  void put(Module module, String collection, String name, Object value) {
    if (!frame.isMutable(collection)) {
      throw new ModuleException(
          "%s changes %s in the collection '%s', which is not mutable: apply it with ApplyOptions.mutable(\"%s\") and keep the variables it returns"
              .formatted(describe(module), name, collection, collection));
    }
    frame.variables().put(collection, local(), name, value);
  }

  /** The variables here and below. */
  Map<String, Object> variables() {
    return frame.variables().below(local());
  }

  /** Replaces the variables here and below of those collections that may change. */
  void replace(Map<String, Object> changed) {
    changed.forEach(
        (collection, part) -> {
          if (frame.isMutable(collection)) {
            frame.variables().replace(collection, local(), part);
          }
        });
  }

  private List<String> local() {
    return path.subList(frame.rootPath().size(), path.size());
  }

  /** As {@code Dense at encoder/Dense_0}. */
  String describe(Module module) {
    return module.className() + (path.isEmpty() ? "" : " at " + String.join("/", path));
  }
}
