package dev.covector.op;

/** What an operation does beside computing its outputs. Passes keep what has an effect. */
public enum Effect {
  /** Prints a line; in the order of the program. */
  PRINT,
  /** Calls user code, in the order of the program. */
  ORDERED_CALLBACK
}
