package dev.covector.nnx;

/** Vectorized maps, loops and branches over modules. */
public class NnxMap extends NnxGrad {
  NnxMap() {}
}
