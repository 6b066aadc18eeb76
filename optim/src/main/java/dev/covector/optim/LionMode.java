package dev.covector.optim;

/** How {@link ScaleByLion} makes a sign of a mean of gradients. */
public enum LionMode {
  /** -1, 0 or 1. */
  HARD,
  /** The hyperbolic tangent. */
  SMOOTH,
  /** The mean itself between -1 and 1, else the sign. */
  REFINED
}
