package dev.covector.nnx;

import java.util.Arrays;
import java.util.List;

/**
 * Options of {@link LinearGeneral}.
 *
 * <pre>{@code
 * LinearGeneral map =
 *     new LinearGeneral(
 *         new int[] {2, 3}, new int[] {4}, new LinearGeneralOptions().axis(-2, -1), new Rngs(0));
 * }</pre>
 */
public final class LinearGeneralOptions extends ProductOptions<LinearGeneralOptions> {
  List<Integer> axis = List.of(-1);
  List<Integer> batchSizes = List.of();

  /** The usual options. */
  public LinearGeneralOptions() {}

  /** The axes that are contracted; the last without this. */
  public LinearGeneralOptions axis(int... axes) {
    LinearGeneralOptions copy = copy();
    copy.axis = Arrays.stream(axes).boxed().toList();
    return copy;
  }

  /** The sizes of the first axes, which number kernels of their own. */
  public LinearGeneralOptions batchSizes(int... sizes) {
    LinearGeneralOptions copy = copy();
    copy.batchSizes = Arrays.stream(sizes).boxed().toList();
    return copy;
  }
}
