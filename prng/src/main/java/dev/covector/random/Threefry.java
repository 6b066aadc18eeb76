package dev.covector.random;

import dev.covector.DType;

/** The two orders in which a Threefry key gives its bits; each is a dtype of keys. */
public enum Threefry {
  /** One cipher block per element, numbered by its index: JAX's default. */
  PARTITIONABLE(DType.KEY),
  /** Two elements per block: JAX with {@code jax_threefry_partitionable} off, its older default. */
  ORIGINAL(DType.KEY_ORIGINAL);

  private final DType dtype;

  Threefry(DType dtype) {
    this.dtype = dtype;
  }

  /** The dtype of keys of this order. */
  public DType dtype() {
    return dtype;
  }
}
