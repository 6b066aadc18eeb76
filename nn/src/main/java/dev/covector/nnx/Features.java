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

  /** Checks the size of axes of features together. */
  static void require(String layer, Tensor x, int[] axes, int features) {
    int size = 1;
    for (int axis : axes) {
      size *= x.shape().dim(axis);
    }
    if (size != features || axes.length != 1) {
      throw new ShapeException(
          "%s: the input is %s; one axis of features is needed, of size %d"
              .formatted(layer, x.type(), features));
    }
  }
}
