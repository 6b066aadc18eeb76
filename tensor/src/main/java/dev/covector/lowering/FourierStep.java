package dev.covector.lowering;

import dev.covector.kernel.Access;
import dev.covector.kernel.Fourier;
import java.util.ArrayList;
import java.util.List;

/** A Fourier transform in the making; it reads the real parts, then the imaginary ones. */
final class FourierStep extends Step {
  private final boolean inverse;
  private final Storage target;
  private final Affine position;

  /**
   * A step.
   *
   * @param position of the real part of an element in the target; the imaginary one is next to it
   */
  FourierStep(
      long[] extents, boolean inverse, Storage target, Affine position, int height, int sequence) {
    super(extents, height, sequence);
    this.inverse = inverse;
    this.target = target;
    this.position = position;
    target.writers.add(this);
  }

  @Override
  List<Storage> targets() {
    return List.of(target);
  }

  @Override
  void emit(Emission out) {
    List<Access> written = new ArrayList<>();
    for (int part = 0; part < 2; part++) {
      written.add(
          new Access(
              target.buffer(), target.dtype, position.constant() + part, position.coefficients()));
    }
    out.add(new Fourier(extents, inverse, reads.stream().map(Read::access).toList(), written));
  }
}
