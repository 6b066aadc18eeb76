package dev.covector.linen;

import dev.covector.Axes;
import dev.covector.Covector;
import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Fn3;
import dev.covector.Scanned;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import dev.covector.tree.Tree;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The transformations of functions that call modules. A plain {@code vmap} or {@code scan} cannot
 * draw or change a module's variables; these can. The module they are given is the one, with its
 * parts, whose variables the function may use.
 *
 * <pre>{@code
 * class Ensemble extends Layer {
 *   @Override
 *   protected Tensor call(Tensor x) {
 *     Dense member = new Dense(4);
 *     LiftOptions each = LiftOptions.DEFAULT.mapped("params", 0).splitRng("params");
 *     return Lifted.vmap(member, member, each).apply(x); // a kernel for each example
 *   }
 * }
 * }</pre>
 */
public final class Lifted {
  private static final Predicate<String> ALL = name -> true;

  private Lifted() {}

  /**
   * A function of the module whose intermediate values are computed again in the backward pass, not
   * kept.
   */
  public static <A, R> Fn1<A, R> remat(Module module, Fn1<A, R> function) {
    return a -> whole(new Lift(module, ALL), function, a, Covector::checkpoint);
  }

  /**
   * A function of the module that is compiled as a whole. As in Flax, one key of each stream is
   * drawn for it, so parameters are others than without.
   */
  public static <A, R> Fn1<A, R> jit(Module module, Fn1<A, R> function) {
    return a -> whole(new Lift(module, ALL, true), function, a, Covector::jit);
  }

  /**
   * A function of the module with keys of its own: one of each stream is drawn for it, and those in
   * it are folded with the way from this module on only. {@link #jit} does so too.
   */
  public static <A, R> Fn1<A, R> foldRngs(Module module, Fn1<A, R> function) {
    return a -> whole(new Lift(module, ALL, true), function, a, same -> same);
  }

  /** A transformation of a function of variables, keys and an input. */
  private interface Transformation<A, R> {
    Fn3<Map<String, Object>, Map<String, Tensor>, A, Applied<R>> of(
        Fn3<Map<String, Object>, Map<String, Tensor>, A, Applied<R>> function);
  }

  private static <A, R> R whole(
      Lift lift, Fn1<A, R> function, A a, Transformation<A, R> transformation) {
    Applied<R> applied =
        transformation
            .of(
                (variables, keys, input) ->
                    lift.run(variables, keys, ALL, () -> function.apply(input)))
            .apply(lift.variables(ALL), lift.keys(), a);
    lift.finish(applied.variables());
    return applied.output();
  }

  /**
   * A function of the module applied to each example along an axis of its input.
   *
   * @param options what each example has of its own, and what they share
   */
  @SuppressWarnings("unchecked") // the parts of the list are those that the function made
  public static <A, R> Fn1<A, R> vmap(Module module, Fn1<A, R> function, LiftOptions options) {
    return a -> {
      Lift lift = new Lift(module, options.splitRngs()::containsKey);
      Map<String, Object> variables = lift.variables(options::takes);
      Map<String, @Nullable Object> variableAxes = new LinkedHashMap<>();
      variables.keySet().forEach(name -> variableAxes.put(name, options.mapped().get(name)));
      int size = size(options, variables, a);
      Map<String, Tensor> keys = split(lift.keys(), options, size);
      Map<String, @Nullable Object> keyAxes = new LinkedHashMap<>();
      keys.keySet().forEach(name -> keyAxes.put(name, options.splitRngs().get(name) ? 0 : null));
      Fn3<Map<String, Object>, Map<String, Tensor>, A, List<Object>> each =
          (own, ownKeys, input) -> {
            Applied<R> applied =
                lift.run(own, ownKeys, options::takes, () -> function.apply(input));
            return Arrays.asList(
                applied.output(),
                Lift.filtered(applied.variables(), options.mapped()::containsKey),
                Lift.filtered(applied.variables(), options.shared()::contains));
          };
      Axes axes =
          Axes.in(variableAxes, keyAxes, options.inAxis())
              .out(Arrays.asList(options.outAxis(), 0, null))
              .sized(size);
      String axis = options.axisName();
      Axes named = axis == null ? axes : axes.named(axis);
      List<Object> results = Covector.vmap(each, named).apply(variables, keys, a);
      Map<String, Object> changed = moved((Map<String, Object>) results.get(1), options, true);
      changed.putAll((Map<String, Object>) results.get(2));
      lift.finish(changed);
      return (R) results.get(0);
    };
  }

  /**
   * A function of the module run over slices along an axis of its input, with a carry.
   *
   * @param body of the carry and a slice, the next carry and an output
   * @param options what goes from step to step, what each step has of its own, and what all share
   */
  public static <C, X, Y> Fn2<C, X, Scanned<C, Y>> scan(
      Module module, Fn2<C, X, Scanned<C, Y>> body, LiftOptions options) {
    return (initial, xs) -> new LiftedScan<>(module, body, options).run(initial, xs);
  }

  /**
   * One of two functions of the module. Both are traced, so both must draw the same variables:
   * {@link #switchCase} says how.
   *
   * @param predicate a bool scalar
   * @throws ModuleException when the branches leave different variables
   */
  public static <A extends @Nullable Object, R> R cond(
      Module module, Tensor predicate, Fn1<A, R> onTrue, Fn1<A, R> onFalse, A operand) {
    if (predicate.dtype() != DType.BOOL || predicate.rank() != 0) {
      throw new DTypeException(
          "lifted cond: the predicate is " + predicate.type() + "; it must be a bool scalar");
    }
    List<Fn1<A, R>> branches = List.of(onTrue, onFalse);
    return LiftedControl.branch("cond", module, Numpy.logicalNot(predicate), branches, operand);
  }

  /**
   * One of several functions of the module. All are traced and may change variables. Modules that
   * are constructed in a branch have the names that they would have in any other, so the same kinds
   * in the same order share their parameters; branches with parameters of their own are called once
   * each while {@code isInitializing()}, with parts that are fields or were constructed before.
   *
   * @param index an integer scalar, clamped to the branches
   * @throws ModuleException when the branches leave different variables
   */
  public static <A extends @Nullable Object, R> R switchCase(
      Module module, Tensor index, List<? extends Fn1<A, R>> branches, A operand) {
    return LiftedControl.branch("switch", module, index, branches, operand);
  }

  /**
   * A body of the module repeated while a condition holds; forward mode only. Nothing can be drawn
   * in it: call the body once while {@code isInitializing()}.
   *
   * @param condition of the carry, a bool scalar; it reads variables and draws no keys
   * @param body of the carry, the next one, of the same tree and types
   * @param options the collections that are carried from turn to turn, which the body may change;
   *     it reads all others. Streams go in that are named: split ones have another key in each turn
   */
  public static <C extends @Nullable Object> C whileLoop(
      Module module, Fn1<C, Tensor> condition, Fn1<C, C> body, C initial, LiftOptions options) {
    return LiftedControl.whileLoop(module, condition, body, initial, options);
  }

  /** Keys for each example or step where they are split. */
  static Map<String, Tensor> split(Map<String, Tensor> keys, LiftOptions options, int size) {
    Map<String, Tensor> split = new LinkedHashMap<>();
    keys.forEach(
        (stream, key) ->
            split.put(stream, options.splitRngs().get(stream) ? Random.split(key, size) : key));
    return split;
  }

  /** The number of examples or steps. */
  static int size(LiftOptions options, Map<String, Object> variables, @Nullable Object input) {
    if (options.length() >= 0) {
      return options.length();
    }
    Object in = options.inAxis();
    List<Object> axes =
        in == null
            ? List.of()
            : Tree.broadcastPrefix(in, Tree.structure(input), node -> node == null);
    List<Object> leaves = Tree.leaves(input);
    for (int i = 0; i < axes.size(); i++) {
      if (axes.get(i) instanceof Integer axis && leaves.get(i) instanceof Tensor tensor) {
        return tensor.shape().dim(axis);
      }
    }
    for (Map.Entry<String, Integer> mapped : options.mapped().entrySet()) {
      for (Object leaf : Tree.leaves(variables.get(mapped.getKey()))) {
        return ((Tensor) leaf).shape().dim(mapped.getValue());
      }
    }
    throw new ModuleException(
        "lifted: nothing says how many examples or steps there are; give it with"
            + " LiftOptions.length(n)");
  }

  /** Variables with the axis of examples moved from 0 to where it belongs, or back. */
  static Map<String, Object> moved(
      Map<String, Object> variables, LiftOptions options, boolean fromFirst) {
    Map<String, Object> moved = new LinkedHashMap<>();
    variables.forEach(
        (name, tree) -> {
          int axis = options.mapped().get(name);
          moved.put(
              name,
              axis == 0
                  ? tree
                  : Covector.treeMap(
                      (Tensor x) ->
                          fromFirst ? Numpy.moveaxis(x, 0, axis) : Numpy.moveaxis(x, axis, 0),
                      tree));
        });
    return moved;
  }

  /** The first slice along axis 0. */
  static <T extends @Nullable Object> T first(T tree) {
    return Covector.treeMap((Tensor x) -> Lax.indexInDim(x, 0, 0, false), tree);
  }
}
