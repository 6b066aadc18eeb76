package dev.covector.lax;

/**
 * How exactly products of f32 are computed, for layers that ask. On accelerators with units for
 * shorter floats the default may round operands; a CPU computes every product of f32 in f32, as JAX
 * does there, so that these are all the same.
 *
 * <pre>{@code
 * Precision precision = Precision.HIGHEST;
 * }</pre>
 */
public enum Precision {
  /** The fastest. */
  DEFAULT,
  /** Nearly that of f32. */
  HIGH,
  /** That of f32. */
  HIGHEST
}
