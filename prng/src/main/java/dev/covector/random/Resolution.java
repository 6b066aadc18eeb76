package dev.covector.random;

/** How finely a uniform number is drawn that decides about something rare. */
public enum Resolution {
  /** One number: in f32, events rarer than about 1e-7 are not told apart. JAX's default. */
  LOW,
  /** Two numbers, the second below the last bit of the first: down to about 1e-14. */
  HIGH,
  /** All 64 bits of two words as a float, for f32 Gumbel samples; elsewhere as {@link #HIGH}. */
  HIGHEST
}
