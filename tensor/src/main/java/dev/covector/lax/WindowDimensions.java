package dev.covector.lax;

import java.util.List;

/**
 * Which axes of an operand a gather or scatter works on. The operand is {@code [B..., D...]}, the
 * indices {@code [B..., N..., K]}, the windows {@code [B..., N..., W...]}.
 *
 * @param batchAxes how many leading axes B operand, indices and windows share
 * @param indexedAxes the K axes of the operand whose window starts the indices give
 * @param collapsedAxes the axes of the operand where windows have size 1, left out of W
 */
public record WindowDimensions(
    int batchAxes, List<Integer> indexedAxes, List<Integer> collapsedAxes) {
  /** Copies the lists. */
  public WindowDimensions {
    indexedAxes = List.copyOf(indexedAxes);
    collapsedAxes = List.copyOf(collapsedAxes);
  }
}
