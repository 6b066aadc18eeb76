package dev.covector.linen;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Branches and loops whose functions call a module. */
final class LiftedControl {
  private LiftedControl() {}

  /**
   * One of several functions. They are traced in their order, as in Flax, since keys are counted by
   * it.
   *
   * @param choice the number of the branch, or a bool whose false is branch 0
   */
  @SuppressWarnings("unchecked") // the lists have the parts that they were made of
  static <A extends @Nullable Object, R> R branch(
      String op, Module module, Tensor choice, List<? extends Fn1<A, R>> branches, A operand) {
    Lift lift = new Lift(module, name -> true);
    List<Map<String, Object>> left = new ArrayList<>();
    List<Fn1<List<Object>, List<Object>>> functions = new ArrayList<>();
    for (Fn1<A, R> branch : branches) {
      functions.add(
          in -> {
            Applied<R> applied =
                lift.run(
                    (Map<String, Object>) in.get(0),
                    (Map<String, Tensor>) in.get(1),
                    name -> true,
                    () -> branch.apply((A) in.get(2)));
            left.add(applied.variables());
            requireSame(op, module, left);
            return Arrays.asList(applied.output(), applied.variables());
          });
    }
    List<Object> in = Arrays.asList(lift.variables(name -> true), lift.keys(), operand);
    List<Object> results = Lax.switchCase(choice, functions, in);
    lift.finish((Map<String, Object>) results.get(1));
    return (R) results.get(0);
  }

  private static void requireSame(String op, Module module, List<Map<String, Object>> left) {
    Set<String> first = Variables.flatten(left.getFirst()).keySet();
    Set<String> last = Variables.flatten(left.getLast()).keySet();
    if (!first.equals(last)) {
      throw new ModuleException(
          "%s: branch 0 leaves the variables %s and branch %d %s; all must leave the same: name modules alike in all branches, or call every branch once while isInitializing()"
              .formatted(
                  "lifted " + op + " in " + Frame.scope(module).describe(module),
                  first,
                  left.size() - 1,
                  last));
    }
  }

  /** A body repeated while a condition holds. */
  @SuppressWarnings("unchecked") // the lists have the parts that they were made of
  static <C extends @Nullable Object> C whileLoop(
      Module module, Fn1<C, Tensor> condition, Fn1<C, C> body, C initial, LiftOptions options) {
    Lift lift = new Lift(module, options.splitRngs()::containsKey);
    Map<String, Object> given = lift.variables(name -> true);
    Map<String, Tensor> keys = lift.keys();
    Map<String, Object> carried = Lift.filtered(given, options.carried()::contains);
    Map<String, Object> shared = Lift.filtered(given, name -> !options.carried().contains(name));
    List<Object> last =
        Lax.whileLoop(
            (List<Object> state) ->
                lift.run(
                        merged(shared, state.get(1)),
                        Map.of(),
                        name -> false,
                        () -> condition.apply((C) state.get(2)))
                    .output(),
            (List<Object> state) -> {
              Tensor turn = (Tensor) state.get(0);
              Applied<C> applied =
                  lift.run(
                      merged(shared, state.get(1)),
                      keysOf(keys, turn, options),
                      options.carried()::contains,
                      () -> body.apply((C) state.get(2)));
              return Arrays.asList(
                  turn.plus(1),
                  merged((Map<String, Object>) state.get(1), applied.variables()),
                  applied.output());
            },
            Arrays.asList(Numpy.zeros(Shape.SCALAR, DType.I32), carried, initial));
    lift.finish((Map<String, Object>) last.get(1));
    return (C) last.get(2);
  }

  @SuppressWarnings("unchecked") // the carry holds what it was given
  private static Map<String, Object> merged(Map<String, Object> shared, Object carried) {
    Map<String, Object> all = new LinkedHashMap<>(shared);
    all.putAll((Map<String, Object>) carried);
    return all;
  }

  /** The keys of a turn: where they are split, its number is folded in. */
  private static Map<String, Tensor> keysOf(
      Map<String, Tensor> keys, Tensor turn, LiftOptions options) {
    Map<String, Tensor> own = new LinkedHashMap<>();
    keys.forEach(
        (stream, key) ->
            own.put(stream, options.splitRngs().get(stream) ? Random.foldIn(key, turn) : key));
    return own;
  }
}
