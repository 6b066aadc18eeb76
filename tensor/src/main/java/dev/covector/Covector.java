package dev.covector;

import dev.covector.backend.Backend;
import dev.covector.backend.Device;
import dev.covector.lax.Lax;
import dev.covector.op.Callback;
import dev.covector.op.Collective;
import dev.covector.trace.AxisEnvironment;
import dev.covector.trace.Backends;
import dev.covector.trace.Trace;
import dev.covector.transform.Gradients;
import dev.covector.transform.TensorTrees;
import dev.covector.tree.Tree;
import java.util.List;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The transformations of functions over tensors and pytrees of tensors. They compose, in any order
 * and to any depth; use {@code import static dev.covector.Covector.*}.
 */
public final class Covector extends CustomTransform {
  private Covector() {}

  /** The same tree, constant for every derivative. */
  public static <T extends @Nullable Object> T stopGradient(T tree) {
    return Gradients.stop(tree);
  }

  /** The sum over all examples of a named axis of vmap. */
  public static Tensor psum(Tensor x, String axisName) {
    return Trace.bind(new Collective.Psum(axisName, AxisEnvironment.size("psum", axisName)), x);
  }

  /** The mean over all examples of a named axis of vmap. */
  public static Tensor pmean(Tensor x, String axisName) {
    Tensor sum = psum(x, axisName);
    return Lax.div(sum, Lax.fullLike(sum, AxisEnvironment.size("pmean", axisName)));
  }

  /** The largest over all examples of a named axis of vmap. */
  public static Tensor pmax(Tensor x, String axisName) {
    AxisEnvironment.size("pmax", axisName);
    return Trace.bind(new Collective.Pextremum(axisName, true), x);
  }

  /** The smallest over all examples of a named axis of vmap. */
  public static Tensor pmin(Tensor x, String axisName) {
    AxisEnvironment.size("pmin", axisName);
    return Trace.bind(new Collective.Pextremum(axisName, false), x);
  }

  /** The number of the example along a named axis of vmap, i32. */
  public static Tensor axisIndex(String axisName) {
    AxisEnvironment.size("axis_index", axisName);
    return Trace.bind(new Collective.AxisIndex(axisName));
  }

  /**
   * Prints a line when the program runs, also under jit, vmap (once per example) and scan, in the
   * program's order.
   *
   * @param format the text, with {@code {}} for each operand in turn
   */
  public static void debugPrint(String format, Tensor... operands) {
    Trace.bind(new Callback.DebugPrint(format, List.of()), List.of(operands));
  }

  /**
   * Calls host code on concrete tensors when the program runs. The code must have no effects: calls
   * may be dropped or merged.
   *
   * @param results the types the code promises to return
   */
  public static List<Tensor> pureCallback(
      Function<List<Tensor>, List<Tensor>> code, List<TensorType> results, Tensor... operands) {
    return Trace.bind(
        new Callback.HostFunction(code::apply, results, true, List.of()), List.of(operands));
  }

  /**
   * Calls host code with effects when the program runs: each call happens, in the program's order.
   *
   * @param results the types the code promises to return
   */
  public static List<Tensor> ioCallback(
      Function<List<Tensor>, List<Tensor>> code, List<TensorType> results, Tensor... operands) {
    return Trace.bind(
        new Callback.HostFunction(code::apply, results, false, List.of()), List.of(operands));
  }

  /** A function of each tensor of a tree; leaves that are no tensors must not occur. */
  public static <T extends @Nullable Object> T treeMap(UnaryOperator<Tensor> function, T tree) {
    return TensorTrees.map(leaves -> function.apply(leaves[0]), tree);
  }

  /** A function of the tensors at the same place of two trees, in a tree like the first. */
  public static <T extends @Nullable Object> T treeMap(
      BinaryOperator<Tensor> function, T tree, @Nullable Object other) {
    return TensorTrees.map(leaves -> function.apply(leaves[0], leaves[1]), tree, other);
  }

  /** A function of the tensors at the same place of three trees, in a tree like the first. */
  public static <T extends @Nullable Object> T treeMap(
      Fn3<Tensor, Tensor, Tensor, Tensor> function,
      T tree,
      @Nullable Object second,
      @Nullable Object third) {
    return TensorTrees.map(
        leaves -> function.apply(leaves[0], leaves[1], leaves[2]), tree, second, third);
  }

  /** The same tree on the default device: primitive arrays become tensors. */
  public static Object devicePut(Object tree) {
    return Tree.map((Object leaf) -> leaf.getClass().isArray() ? Tensor.of(leaf) : leaf, tree);
  }

  /** The same tree once all its tensors have arrived. */
  public static <T extends @Nullable Object> T blockUntilReady(T tree) {
    for (Object leaf : Tree.leaves(tree)) {
      if (leaf instanceof Tensor tensor) {
        tensor.blockUntilReady();
      }
    }
    return tree;
  }

  /** The same tree with tensors as nested Java arrays (a scalar as a Number or Boolean). */
  public static Object deviceGet(Object tree) {
    return Tree.map(
        (Object leaf) ->
            leaf instanceof Tensor tensor
                ? tensor.rank() == 0 ? tensor.item() : tensor.toNestedArray()
                : leaf,
        tree);
  }

  /**
   * Whether no code of the programs that ran is being replaced by a faster form in the background,
   * on any backend. Right after the first calls of a program it usually is. For benchmarks: results
   * do not depend on it.
   */
  public static boolean isSettled() {
    return Backends.usable().stream().allMatch(Backend::isSettled);
  }

  /** All devices of all usable backends, the default backend's first. */
  public static List<Device> devices() {
    return Backends.usable().stream().map(Backend::devices).flatMap(List::stream).toList();
  }
}
