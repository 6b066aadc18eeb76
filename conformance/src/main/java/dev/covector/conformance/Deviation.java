package dev.covector.conformance;

import java.util.Arrays;

/**
 * How far one element is from what was expected.
 *
 * @param place the tensor, such as {@code out[0]}
 * @param type its dtype and shape
 * @param index the element's index along each axis
 * @param got the computed element
 * @param want the expected element
 * @param error {@code |got - want|}; infinite where NaN or an infinity is misplaced
 * @param allowed the largest error that passes
 */
record Deviation(
    String place, String type, int[] index, String got, String want, double error, double allowed) {
  /** How the error compares with what is allowed: at most 1 passes. */
  double excess() {
    return error == 0 ? 0 : error / allowed;
  }

  @Override
  public String toString() {
    return place
        + " "
        + type
        + " at "
        + Arrays.toString(index)
        + ": got "
        + got
        + ", want "
        + want
        + ", error "
        + error
        + ", allowed "
        + allowed;
  }
}
