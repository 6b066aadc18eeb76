package dev.covector.linen;

import java.util.Map;
import java.util.function.Supplier;

/**
 * A module with variables at hand, for trying things out. It remembers changes of mutable
 * collections, so it is for one thread.
 *
 * <pre>{@code
 * Embed embed = new Embed(7, 4);
 * Map<String, Object> variables = embed.init(Random.key(0), Tensor.of(new int[] {1}));
 * Bound bound = embed.bind(variables);
 * Tensor scores = bound.call(() -> embed.attend(Numpy.ones(2, 4)));
 * }</pre>
 */
public final class Bound {
  private final Module module;
  private final ApplyOptions options;
  private Map<String, Object> variables;

  Bound(Module module, Map<String, ?> variables, ApplyOptions options) {
    this.module = module;
    this.options = options;
    this.variables = Variables.merge(variables, Map.of());
  }

  /** Runs a call of the module, and keeps what it changes. */
  public <R> R call(Supplier<R> call) {
    Applied<R> applied = module.apply(variables, options, call);
    variables = Variables.merge(variables, applied.variables());
    return applied.output();
  }

  /** The variables as they are now. */
  public Map<String, Object> variables() {
    return variables;
  }

  /** The module alone; {@link #variables} are the other half. */
  public Module unbind() {
    return module;
  }
}
