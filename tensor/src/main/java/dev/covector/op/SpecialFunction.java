package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.TransformException;
import dev.covector.kernel.ScalarFn;
import dev.covector.lax.Lax;

/** Special functions of statistics. */
public sealed interface SpecialFunction extends UnaryElementwise {

  /** The error function. */
  record Erf() implements SpecialFunction {
    @Override
    public ScalarFn fn() {
      return ScalarFn.ERF;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(
          t, Lax.mul(Lax.fullLike(x, 2 / Math.sqrt(Math.PI)), Lax.exp(Lax.neg(Lax.square(x)))));
    }
  }

  /** 1 - erf(x), exact for large x. */
  record Erfc() implements SpecialFunction {
    @Override
    public ScalarFn fn() {
      return ScalarFn.ERFC;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(
          t, Lax.mul(Lax.fullLike(x, -2 / Math.sqrt(Math.PI)), Lax.exp(Lax.neg(Lax.square(x)))));
    }
  }

  /** The inverse of erf. */
  record ErfInv() implements SpecialFunction {
    @Override
    public ScalarFn fn() {
      return ScalarFn.ERF_INV;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.mul(Lax.fullLike(x, Math.sqrt(Math.PI) / 2), Lax.exp(Lax.square(y))));
    }
  }

  /** log(x / (1 - x)), the inverse of the logistic function. */
  record Logit() implements SpecialFunction {
    @Override
    public ScalarFn fn() {
      return ScalarFn.LOGIT;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.div(t, Lax.mul(x, Lax.sub(Lax.fullLike(x, 1), x)));
    }
  }

  /** The logarithm of |gamma(x)|. */
  record Lgamma() implements SpecialFunction {
    @Override
    public ScalarFn fn() {
      return ScalarFn.LGAMMA;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.digamma(x));
    }
  }

  /** The derivative of {@link Lgamma}; its own derivative (trigamma) is not built yet. */
  record Digamma() implements SpecialFunction {
    @Override
    public ScalarFn fn() {
      return ScalarFn.DIGAMMA;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      throw new TransformException(
          "digamma: the derivative needs polygamma(1, x), which Covector does not have yet; stop the"
              + " gradient before it");
    }
  }
}
