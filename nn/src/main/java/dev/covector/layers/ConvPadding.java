package dev.covector.layers;

import dev.covector.lax.Padding;

/** What is around the input of a convolution. */
public sealed interface ConvPadding {
  /** Zeros. */
  record Zeros(Padding padding) implements ConvPadding {
    @Override
    public String toString() {
      return padding.toString();
    }
  }

  /** The input itself, repeated or reflected; or zeros in front only. */
  enum Border implements ConvPadding {
    /** The input repeated, so that the result has its sizes. */
    CIRCULAR,
    /** The input reflected, without its border, so that the result has its sizes. */
    REFLECT,
    /** Zeros in front, so that no element sees those after it; for one spatial axis. */
    CAUSAL
  }
}
