package dev.covector.kernel;

import java.util.List;

/**
 * A discrete Fourier transform of complex numbers along the last dimension of the iteration space:
 * {@code y[k] = sum over j of x[j] exp(-2 pi i j k / n)}; the inverse has the other sign and is
 * divided by n.
 *
 * @param extents the iteration space; the last dimension is transformed
 * @param inverse whether it is the inverse transform
 * @param sources the real and the imaginary part of the operand, f32 or f64
 * @param targets the real and the imaginary part of the result, of the same dtype; not aliasing the
 *     sources
 */
public record Fourier(long[] extents, boolean inverse, List<Access> sources, List<Access> targets)
    implements Kernel {
  /** Copies the lists. */
  public Fourier {
    sources = List.copyOf(sources);
    targets = List.copyOf(targets);
  }
}
