package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.kernel.ScalarFn;
import dev.covector.lax.Lax;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Negation, absolute value, sign, roots. */
public sealed interface Arithmetic extends UnaryElementwise {

  /** -x. */
  record Neg() implements Arithmetic, Transposable {
    @Override
    public ScalarFn fn() {
      return ScalarFn.NEG;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.neg(t);
    }

    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      return List.of(Lax.neg(cotangents.getFirst()));
    }
  }

  /** |x|. The derivative at 0 is 1, as in JAX. */
  record Abs() implements Arithmetic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.ABS;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      Tensor isPositive = Lax.ge(x, Lax.fullLike(x, 0));
      return Lax.mul(t, Lax.select(isPositive, Lax.fullLike(x, 1), Lax.fullLike(x, -1)));
    }
  }

  /** -1, 0 or 1; NaN stays. */
  record Sign() implements Arithmetic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.SIGN;
    }

    @Override
    public @Nullable Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return null;
    }
  }

  /** The square root. */
  record Sqrt() implements Arithmetic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.SQRT;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.div(Lax.fullLike(x, 0.5), y));
    }
  }

  /** 1 / sqrt(x). */
  record Rsqrt() implements Arithmetic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.RSQRT;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.mul(Lax.fullLike(x, -0.5), Lax.div(y, x)));
    }
  }

  /** The cube root. */
  record Cbrt() implements Arithmetic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.CBRT;
    }

    @Override
    public Tensor tangent(Tensor t, Tensor x, Tensor y) {
      return Lax.mul(t, Lax.div(Lax.fullLike(x, 1 / 3.0), Lax.square(y)));
    }
  }
}
