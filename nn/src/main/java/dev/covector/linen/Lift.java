package dev.covector.linen;

import dev.covector.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A transformation of a part of a model. Its variables and keys become arguments of a function,
 * which the transformation transforms; what the function changes is put back.
 */
final class Lift {
  private final Module target;
  private final Scope place;
  private final Predicate<String> streams;
  private final boolean drawn;
  private @Nullable Frame last;

  /**
   * A lift of a module that is bound.
   *
   * @param streams which streams of keys go in
   */
  Lift(Module target, Predicate<String> streams) {
    this(target, streams, false);
  }

  /**
   * A lift of a module that is bound.
   *
   * @param drawn whether a key of each stream is drawn to go in, as Flax does it for jit
   */
  Lift(Module target, Predicate<String> streams, boolean drawn) {
    this.target = target;
    this.place = Frame.scope(target);
    this.streams = streams;
    this.drawn = drawn;
  }

  /** The variables of the part, of the collections that a filter takes. */
  Map<String, Object> variables(Predicate<String> filter) {
    return filtered(place.variables(), filter);
  }

  static Map<String, Object> filtered(Map<String, Object> variables, Predicate<String> filter) {
    Map<String, Object> some = new LinkedHashMap<>(variables);
    some.keySet().removeIf(filter.negate());
    return some;
  }

  /** The keys of the streams that go in, before their paths are folded in unless drawn. */
  Map<String, Tensor> keys() {
    Map<String, Tensor> keys = new LinkedHashMap<>();
    place
        .rngs()
        .forEach(
            (stream, rng) -> {
              if (streams.test(stream)) {
                keys.put(stream, drawn ? place.makeRng(target, stream) : rng.key());
              }
            });
    return keys;
  }

  boolean isMutable(String collection) {
    return place.frame().isMutable(collection);
  }

  /** Runs code with the part bound to other variables and keys. */
  <R> Applied<R> run(
      Map<String, Object> variables,
      Map<String, Tensor> keys,
      Predicate<String> mutable,
      Supplier<R> code) {
    Map<String, Rng> rngs = new LinkedHashMap<>();
    keys.forEach(
        (stream, key) ->
            rngs.put(stream, new Rng(key, drawn ? List.of() : place.rngs().get(stream).path())));
    Frame inner = Frame.within(target, place, variables, rngs, mutable);
    last = inner;
    R output = inner.run(code);
    return new Applied<>(output, inner.changed());
  }

  /** Puts back what changed, at the end. */
  void finish(Map<String, Object> changed) {
    place.replace(changed);
    if (last != null) {
      place.frame().absorb(last);
    }
  }
}
