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
import java.util.List;
import java.util.function.Function;
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

  /** All devices of all usable backends, the default backend's first. */
  public static List<Device> devices() {
    return Backends.usable().stream().map(Backend::devices).flatMap(List::stream).toList();
  }
}
