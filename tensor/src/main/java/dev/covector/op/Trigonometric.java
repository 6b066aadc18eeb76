package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.kernel.ScalarFn;
import dev.covector.lax.Lax;

/** Trigonometric functions and their inverses, in radians. */
public sealed interface Trigonometric extends UnaryElementwise {

  /** The sine. */
  record Sin() implements Trigonometric {
    @Override
    public ScalarFn fn() {
      return ScalarFn.SIN;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.cos(x));
    }
  }

  /** The cosine. */
  record Cos() implements Trigonometric {
    @Override
    public ScalarFn fn() {
      return ScalarFn.COS;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.neg(Lax.mul(t, Lax.sin(x)));
    }
  }

  /** The tangent. */
  record Tan() implements Trigonometric {
    @Override
    public ScalarFn fn() {
      return ScalarFn.TAN;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.add(Lax.fullLike(y, 1), Lax.square(y)));
    }
  }

  /** The inverse sine. */
  record Asin() implements Trigonometric {
    @Override
    public ScalarFn fn() {
      return ScalarFn.ASIN;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.rsqrt(Lax.sub(Lax.fullLike(x, 1), Lax.square(x))));
    }
  }

  /** The inverse cosine. */
  record Acos() implements Trigonometric {
    @Override
    public ScalarFn fn() {
      return ScalarFn.ACOS;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.neg(Lax.mul(t, Lax.rsqrt(Lax.sub(Lax.fullLike(x, 1), Lax.square(x)))));
    }
  }

  /** The inverse tangent. */
  record Atan() implements Trigonometric {
    @Override
    public ScalarFn fn() {
      return ScalarFn.ATAN;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.div(t, Lax.add(Lax.fullLike(x, 1), Lax.square(x)));
    }
  }
}
