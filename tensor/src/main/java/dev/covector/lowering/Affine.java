package dev.covector.lowering;

import java.util.Arrays;

/**
 * A constant plus a multiple of each index of an iteration space. Immutable: the array is never
 * changed after construction.
 */
record Affine(long constant, long[] coefficients) {

  /** The same value everywhere. */
  static Affine constant(long value, int rank) {
    return new Affine(value, new long[rank]);
  }

  /** The index along one dimension. */
  static Affine index(int dimension, int rank) {
    long[] coefficients = new long[rank];
    coefficients[dimension] = 1;
    return new Affine(0, coefficients);
  }

  Affine plus(long value) {
    return value == 0 ? this : new Affine(constant + value, coefficients);
  }

  Affine plus(Affine other) {
    long[] sum = coefficients.clone();
    for (int d = 0; d < sum.length; d++) {
      sum[d] += other.coefficients[d];
    }
    return new Affine(constant + other.constant, sum);
  }

  Affine times(long factor) {
    if (factor == 1) {
      return this;
    }
    long[] product = coefficients.clone();
    for (int d = 0; d < product.length; d++) {
      product[d] *= factor;
    }
    return new Affine(constant * factor, product);
  }

  /** Over the space where a dimension became two, the second one of size {@code inner}. */
  Affine split(int dimension, long inner) {
    long[] result = new long[coefficients.length + 1];
    System.arraycopy(coefficients, 0, result, 0, dimension + 1);
    System.arraycopy(
        coefficients, dimension, result, dimension + 1, coefficients.length - dimension);
    result[dimension] *= inner;
    return new Affine(constant, result);
  }

  /** Over the space where a dimension and the next, whose multiples agree, became one. */
  Affine merge(int dimension) {
    long[] result = new long[coefficients.length - 1];
    System.arraycopy(coefficients, 0, result, 0, dimension);
    System.arraycopy(
        coefficients, dimension + 1, result, dimension, coefficients.length - dimension - 1);
    return new Affine(constant, result);
  }

  /** Over a space with more dimensions at the end, or fewer. */
  Affine withRank(int rank) {
    return new Affine(constant, Arrays.copyOf(coefficients, rank));
  }

  /** Whether it is the same along a dimension. */
  boolean ignores(int dimension) {
    return coefficients[dimension] == 0;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Affine a
        && constant == a.constant
        && Arrays.equals(coefficients, a.coefficients);
  }

  @Override
  public int hashCode() {
    return 31 * Long.hashCode(constant) + Arrays.hashCode(coefficients);
  }

  @Override
  public String toString() {
    return constant + "+" + Arrays.toString(coefficients);
  }
}
