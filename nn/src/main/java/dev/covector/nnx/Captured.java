package dev.covector.nnx;

import dev.covector.Tensor;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Values that modules sow while somebody listens. */
final class Captured {
  private static final ScopedValue<Captured> LISTENER = ScopedValue.newInstance();

  private final Map<Module, VariablePath> places = new IdentityHashMap<>();
  private final TreeMap<VariablePath, State.Entry> values = new TreeMap<>();

  private Captured(Object root) {
    GraphWalk walk = new GraphWalk();
    walk.visit(root, VariablePath.ROOT);
    for (int i = 0; i < walk.modules().size(); i++) {
      places.put(walk.modules().get(i), walk.modulePaths().get(i));
    }
  }

  static <R extends @Nullable Object> CapturedValues<R> run(Object root, Supplier<R> code) {
    Captured captured = new Captured(root);
    R result = ScopedValue.where(LISTENER, captured).call(code::get);
    return new CapturedValues<>(result, new State(captured.values));
  }

  static void sow(Module module, String name, Tensor value) {
    if (!LISTENER.isBound()) {
      return;
    }
    Captured listener = LISTENER.get();
    VariablePath place = listener.places.get(module);
    if (place != null) {
      VariablePath named = place.then(name);
      int number = 0;
      while (listener.values.containsKey(named.then(number))) {
        number++;
      }
      listener.values.put(
          named.then(number), new State.Entry(Intermediate.class, Optional.empty(), value));
    }
  }
}
