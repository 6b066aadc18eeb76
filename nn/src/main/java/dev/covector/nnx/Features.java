package dev.covector.nnx;

import dev.covector.ShapeException;
import dev.covector.Tensor;

/** Checks the features of inputs. */
final class Features {
  private Features() {}

  static void require(String layer, Tensor x, int features) {
    if (x.rank() == 0 || x.shape().dim(-1) != features) {
      throw new ShapeException(
          "%s: the input is %s; its last axis must have %d features"
              .formatted(layer, x.type(), features));
    }
  }
}
