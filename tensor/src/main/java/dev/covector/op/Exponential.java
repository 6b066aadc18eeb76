package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.kernel.ScalarFn;
import dev.covector.lax.Lax;

/** Exponentials and logarithms. */
public sealed interface Exponential extends UnaryElementwise {

  /** e to the x. */
  record Exp() implements Exponential {
    @Override
    public ScalarFn fn() {
      return ScalarFn.EXP;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, y);
    }
  }

  /** 2 to the x. */
  record Exp2() implements Exponential {
    @Override
    public ScalarFn fn() {
      return ScalarFn.EXP2;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.mul(y, Lax.fullLike(y, Math.log(2))));
    }
  }

  /** exp(x) - 1, exact near 0. */
  record Expm1() implements Exponential {
    @Override
    public ScalarFn fn() {
      return ScalarFn.EXPM1;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.add(y, Lax.fullLike(y, 1)));
    }
  }

  /** The natural logarithm. */
  record Log() implements Exponential {
    @Override
    public ScalarFn fn() {
      return ScalarFn.LOG;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.div(t, x);
    }
  }

  /** log(1 + x), exact near 0. */
  record Log1p() implements Exponential {
    @Override
    public ScalarFn fn() {
      return ScalarFn.LOG1P;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.div(t, Lax.add(x, Lax.fullLike(x, 1)));
    }
  }

  /** 1 / (1 + exp(-x)). */
  record Logistic() implements Exponential {
    @Override
    public ScalarFn fn() {
      return ScalarFn.LOGISTIC;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.mul(y, Lax.sub(Lax.fullLike(y, 1), y)));
    }
  }
}
