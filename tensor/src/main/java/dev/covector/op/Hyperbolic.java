package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.kernel.ScalarFn;
import dev.covector.lax.Lax;

/** Hyperbolic functions and their inverses. */
public sealed interface Hyperbolic extends UnaryElementwise {

  /** The hyperbolic sine. */
  record Sinh() implements Hyperbolic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.SINH;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.cosh(x));
    }
  }

  /** The hyperbolic cosine. */
  record Cosh() implements Hyperbolic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.COSH;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.sinh(x));
    }
  }

  /** The hyperbolic tangent. */
  record Tanh() implements Hyperbolic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.TANH;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.sub(Lax.fullLike(y, 1), Lax.square(y)));
    }
  }

  /** The inverse hyperbolic sine. */
  record Asinh() implements Hyperbolic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.ASINH;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.rsqrt(Lax.add(Lax.square(x), Lax.fullLike(x, 1))));
    }
  }

  /** The inverse hyperbolic cosine. */
  record Acosh() implements Hyperbolic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.ACOSH;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.rsqrt(Lax.sub(Lax.square(x), Lax.fullLike(x, 1))));
    }
  }

  /** The inverse hyperbolic tangent. */
  record Atanh() implements Hyperbolic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.ATANH;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.div(t, Lax.sub(Lax.fullLike(x, 1), Lax.square(x)));
    }
  }
}
