package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.kernel.ScalarFn;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Arithmetic of two operands; an op of this family gives the tangent for each operand. */
public sealed interface BinaryArithmetic extends BinaryElementwise {

  /** What the tangent of x adds to the tangent of z, or null for zero. */
  @Nullable Tensor tangentOfFirst(Tensor t, Tensor x, Tensor y, Tensor z);

  /** What the tangent of y adds to the tangent of z, or null for zero. */
  @Nullable Tensor tangentOfSecond(Tensor t, Tensor x, Tensor y, Tensor z);

  @Override
  default List<Dual> jvp(List<Dual> in) {
    Tensor x = in.get(0).primal();
    Tensor y = in.get(1).primal();
    Tensor z = Trace.bind(this, x, y);
    Tensor tx = in.get(0).tangentOrNull();
    Tensor ty = in.get(1).tangentOrNull();
    Tensor first = tx == null ? null : tangentOfFirst(tx, x, y, z);
    Tensor second = ty == null ? null : tangentOfSecond(ty, x, y, z);
    return List.of(new Dual(z, Cotangents.sum(first, second)));
  }

  /** x + y. */
  record Add() implements BinaryArithmetic, Transposable {
    @Override
    public ScalarFn fn() {
      return ScalarFn.ADD;
    }

    @Override
    public Tensor tangentOfFirst(Tensor t, Tensor x, Tensor y, Tensor z) {
      return t;
    }

    @Override
    public Tensor tangentOfSecond(Tensor t, Tensor x, Tensor y, Tensor z) {
      return t;
    }

    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      Tensor ct = cotangents.getFirst();
      return Arrays.asList(in.get(0).isLinear() ? ct : null, in.get(1).isLinear() ? ct : null);
    }
  }

  /** x - y. */
  record Sub() implements BinaryArithmetic, Transposable {
    @Override
    public ScalarFn fn() {
      return ScalarFn.SUB;
    }

    @Override
    public Tensor tangentOfFirst(Tensor t, Tensor x, Tensor y, Tensor z) {
      return t;
    }

    @Override
    public Tensor tangentOfSecond(Tensor t, Tensor x, Tensor y, Tensor z) {
      return Lax.neg(t);
    }

    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      Tensor ct = cotangents.getFirst();
      return Arrays.asList(
          in.get(0).isLinear() ? ct : null, in.get(1).isLinear() ? Lax.neg(ct) : null);
    }
  }

  /** x * y. */
  record Mul() implements BinaryArithmetic, Transposable {
    @Override
    public ScalarFn fn() {
      return ScalarFn.MUL;
    }

    @Override
    public Tensor tangentOfFirst(Tensor t, Tensor x, Tensor y, Tensor z) {
      return Lax.mul(t, y);
    }

    @Override
    public Tensor tangentOfSecond(Tensor t, Tensor x, Tensor y, Tensor z) {
      return Lax.mul(x, t);
    }

    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      Tensor ct = cotangents.getFirst();
      return in.get(0).isLinear()
          ? Arrays.asList(Lax.mul(ct, in.get(1).known()), null)
          : Arrays.asList(null, Lax.mul(in.get(0).known(), ct));
    }
  }

  /** x / y; integers truncate. */
  record Div() implements BinaryArithmetic, Transposable {
    @Override
    public ScalarFn fn() {
      return ScalarFn.DIV;
    }

    @Override
    public Tensor tangentOfFirst(Tensor t, Tensor x, Tensor y, Tensor z) {
      return Lax.div(t, y);
    }

    @Override
    public Tensor tangentOfSecond(Tensor t, Tensor x, Tensor y, Tensor z) {
      return Lax.neg(Lax.mul(t, Lax.div(z, y)));
    }

    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      return Arrays.asList(Lax.div(cotangents.getFirst(), in.get(1).known()), null);
    }
  }

  /** The remainder of x / y, with the sign of x. */
  record Rem() implements BinaryArithmetic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.REM;
    }

    @Override
    public Tensor tangentOfFirst(Tensor t, Tensor x, Tensor y, Tensor z) {
      return t;
    }

    @Override
    public Tensor tangentOfSecond(Tensor t, Tensor x, Tensor y, Tensor z) {
      Tensor quotient = Lax.div(x, y);
      Tensor truncated = Lax.mul(Lax.sign(quotient), Lax.floor(Lax.abs(quotient)));
      return Lax.neg(Lax.mul(t, truncated));
    }
  }

  /** x to the y. Both derivatives are JAX's for float exponents: NaN for 0 to the power of 0. */
  record Pow() implements BinaryArithmetic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.POW;
    }

    @Override
    public Tensor tangentOfFirst(Tensor t, Tensor x, Tensor y, Tensor z) {
      Tensor exponent = Lax.sub(y, Lax.fullLike(y, 1));
      return Lax.mul(t, Lax.mul(y, Lax.pow(x, exponent)));
    }

    @Override
    public Tensor tangentOfSecond(Tensor t, Tensor x, Tensor y, Tensor z) {
      Tensor zero = Lax.fullLike(x, 0);
      Tensor base = Lax.select(Lax.eq(x, zero), Lax.fullLike(x, 1), x);
      return Lax.mul(t, Lax.mul(Lax.log(base), z));
    }
  }

  /** The angle of the point (y, x): atan2(first, second). */
  record Atan2() implements BinaryArithmetic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.ATAN2;
    }

    @Override
    public Tensor tangentOfFirst(Tensor t, Tensor x, Tensor y, Tensor z) {
      return Lax.mul(t, Lax.div(y, Lax.add(Lax.square(x), Lax.square(y))));
    }

    @Override
    public Tensor tangentOfSecond(Tensor t, Tensor x, Tensor y, Tensor z) {
      return Lax.mul(t, Lax.div(Lax.neg(x), Lax.add(Lax.square(x), Lax.square(y))));
    }
  }

  /** The larger; NaN when either is. On ties each operand gets half of the tangent, as in JAX. */
  record Max() implements BinaryArithmetic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.MAX;
    }

    @Override
    public Tensor tangentOfFirst(Tensor t, Tensor x, Tensor y, Tensor z) {
      return Lax.mul(t, Cotangents.share(x, y, z));
    }

    @Override
    public Tensor tangentOfSecond(Tensor t, Tensor x, Tensor y, Tensor z) {
      return Lax.mul(t, Cotangents.share(y, x, z));
    }
  }

  /** The smaller; NaN when either is. On ties each operand gets half of the tangent, as in JAX. */
  record Min() implements BinaryArithmetic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.MIN;
    }

    @Override
    public Tensor tangentOfFirst(Tensor t, Tensor x, Tensor y, Tensor z) {
      return Lax.mul(t, Cotangents.share(x, y, z));
    }

    @Override
    public Tensor tangentOfSecond(Tensor t, Tensor x, Tensor y, Tensor z) {
      return Lax.mul(t, Cotangents.share(y, x, z));
    }
  }

  /** log(exp(x) + exp(y)) without overflow. */
  record LogAddExp() implements BinaryArithmetic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.LOGADDEXP;
    }

    @Override
    public Tensor tangentOfFirst(Tensor t, Tensor x, Tensor y, Tensor z) {
      return Lax.mul(t, share(x, z));
    }

    @Override
    public Tensor tangentOfSecond(Tensor t, Tensor x, Tensor y, Tensor z) {
      return Lax.mul(t, share(y, z));
    }

    /** exp(x - z), where +inf counts as 0, so that inf - inf does not appear. */
    private static Tensor share(Tensor x, Tensor z) {
      return Lax.exp(Lax.sub(finite(x), finite(z)));
    }

    private static Tensor finite(Tensor x) {
      Tensor infinity = Lax.fullLike(x, Double.POSITIVE_INFINITY);
      return Lax.select(Lax.eq(x, infinity), Lax.fullLike(x, 0), x);
    }
  }

  /** The next representable value after x towards y; no derivative. */
  record NextAfter() implements BinaryArithmetic {
    @Override
    public ScalarFn fn() {
      return ScalarFn.NEXT_AFTER;
    }

    @Override
    public @Nullable Tensor tangentOfFirst(Tensor t, Tensor x, Tensor y, Tensor z) {
      return null;
    }

    @Override
    public @Nullable Tensor tangentOfSecond(Tensor t, Tensor x, Tensor y, Tensor z) {
      return null;
    }
  }
}
