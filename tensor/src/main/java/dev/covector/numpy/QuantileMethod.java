package dev.covector.numpy;

/** What a quantile is where it falls between two elements. */
public enum QuantileMethod {
  /** On the line between them. */
  LINEAR,
  /** The smaller one. */
  LOWER,
  /** The larger one. */
  HIGHER,
  /** The nearer one; the smaller one where both are equally near. */
  NEAREST,
  /** Their mean. */
  MIDPOINT,
  /** The first element that at least this part of all is not larger than. */
  INVERTED_CDF
}
