package dev.covector.random;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.Tensor;

/** Makes the first value of a parameter; see {@link Initializers}. */
@FunctionalInterface
public interface Initializer {

  /**
   * The first value of a parameter.
   *
   * @param key key[]; unused where nothing is random
   * @param dtype a floating dtype where something is random
   * @return dtype[shape]
   */
  Tensor initialize(Tensor key, Shape shape, DType dtype);

  /** The first value of a parameter of the default floating dtype. */
  default Tensor initialize(Tensor key, Shape shape) {
    return initialize(key, shape, Defaults.floating());
  }

  /** The first value of a parameter of the default floating dtype. */
  default Tensor initialize(Tensor key, int... sizes) {
    return initialize(key, Shape.of(sizes));
  }
}
