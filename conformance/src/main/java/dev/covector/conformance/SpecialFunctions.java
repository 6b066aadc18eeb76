package dev.covector.conformance;

import dev.covector.functions.Functions;
import dev.covector.lax.Lax;

/** The functions of {@code special}: JAX's jax.scipy.special. */
final class SpecialFunctions {
  private SpecialFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings special = new Bindings("special");
    special.unary("erf", Lax::erf);
    special.unary("erfc", Lax::erfc);
    special.unary("erfinv", Lax::erfInv);
    special.unary("gammaln", Lax::lgamma);
    special.unary("digamma", Lax::digamma);
    special.unary("expit", Functions::sigmoid);
    special.unary("logit", Lax::logit);
    special.one("logsumexp", x -> Functions.logsumexp(x.tensor(0), ReductionFunctions.over(x)));
    return special;
  }
}
