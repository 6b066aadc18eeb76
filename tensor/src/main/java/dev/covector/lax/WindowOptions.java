package dev.covector.lax;

import dev.covector.op.Window;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * A window that slides along all axes of a tensor. Start from {@link #of} and change what differs:
 *
 * <pre>{@code
 * WindowOptions.of(1, 2, 2, 1).strides(1, 2, 2, 1)
 * }</pre>
 *
 * @param sizes one per axis; 1 where elements are not combined
 * @param strides from one window to the next; empty for ones
 * @param padding around the tensor with the identity of the combination
 * @param baseDilation the spacing of the tensor's elements, with the identity between; empty for
 *     ones
 * @param windowDilation the spacing of the window's elements; empty for ones
 */
public record WindowOptions(
    List<Integer> sizes,
    List<Integer> strides,
    Padding padding,
    List<Integer> baseDilation,
    List<Integer> windowDilation) {
  /** Copies the lists. */
  public WindowOptions {
    sizes = List.copyOf(sizes);
    strides = List.copyOf(strides);
    baseDilation = List.copyOf(baseDilation);
    windowDilation = List.copyOf(windowDilation);
  }

  /** A window of these sizes that moves in steps of 1 inside the tensor. */
  public static WindowOptions of(int... sizes) {
    return new WindowOptions(list(sizes), List.of(), Padding.VALID, List.of(), List.of());
  }

  private static List<Integer> list(int... values) {
    return Arrays.stream(values).boxed().toList();
  }

  /** With other strides. */
  public WindowOptions strides(int... steps) {
    return new WindowOptions(sizes, list(steps), padding, baseDilation, windowDilation);
  }

  /** With other padding. */
  public WindowOptions padding(Padding other) {
    return new WindowOptions(sizes, strides, other, baseDilation, windowDilation);
  }

  /** With the tensor's elements apart. */
  public WindowOptions baseDilation(int... spacing) {
    return new WindowOptions(sizes, strides, padding, list(spacing), windowDilation);
  }

  /** With the window's elements apart. */
  public WindowOptions windowDilation(int... spacing) {
    return new WindowOptions(sizes, strides, padding, baseDilation, list(spacing));
  }

  /** The list, or ones. */
  List<Integer> orOnes(List<Integer> given) {
    return given.isEmpty() ? Collections.nCopies(sizes.size(), 1) : given;
  }

  /** The window over a tensor that is padded and spread already. */
  Window window() {
    return new Window(sizes, orOnes(strides), orOnes(windowDilation));
  }
}
