package dev.covector.fft;

/** Which direction of a transform is divided by what. */
public enum Norm {
  /** The inverse is divided by the number of points. */
  BACKWARD,
  /** Both directions are divided by the root of the number of points. */
  ORTHO,
  /** The forward transform is divided by the number of points. */
  FORWARD;

  /**
   * What a transform, with the inverse already divided by the number of points, is multiplied by.
   */
  double factor(double points, boolean inverse) {
    return switch (this) {
      case BACKWARD -> 1;
      case ORTHO -> inverse ? Math.sqrt(points) : 1 / Math.sqrt(points);
      case FORWARD -> inverse ? points : 1 / points;
    };
  }

  /** The one with the directions exchanged. */
  Norm swapped() {
    return switch (this) {
      case BACKWARD -> FORWARD;
      case ORTHO -> ORTHO;
      case FORWARD -> BACKWARD;
    };
  }
}
