package dev.covector.functions;

import static dev.covector.numpy.Numpy.clip;

import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.transform.Library;
import java.util.List;
import java.util.function.UnaryOperator;

/** Piecewise activations. Each keeps the dtype of a float; integers become floats where needed. */
public class Rectifiers {
  Rectifiers() {}

  /** {@code max(x, 0)}; the derivative at 0 is 0. */
  public static Tensor relu(Tensor x) {
    return call(
        "relu",
        v -> {
          Tensor zero = Lax.fullLike(v, 0);
          // a comparison instead of max, whose derivative at a tie would be one half
          return Lax.select(Lax.le(v, zero), zero, v);
        },
        x);
  }

  /** {@code min(max(x, 0), 6)}; the derivative at 0 and at 6 is 0. */
  public static Tensor relu6(Tensor x) {
    return call("relu6", Rectifiers::cappedAtSix, x);
  }

  private static Tensor cappedAtSix(Tensor x) {
    Tensor zero = Lax.fullLike(x, 0);
    Tensor six = Lax.fullLike(x, 6);
    return Lax.select(Lax.le(x, zero), zero, Lax.select(Lax.ge(x, six), six, x));
  }

  /** x for x at least 0, else 0.01 x. */
  public static Tensor leakyRelu(Tensor x) {
    return leakyRelu(x, 0.01);
  }

  /** x for x at least 0, else the slope times x. */
  public static Tensor leakyRelu(Tensor x, double slope) {
    return Library.named(
        "leaky_relu",
        List.of(slope),
        in -> {
          Tensor v = floating(in.getFirst());
          Tensor scaled = Lax.mul(Lax.fullLike(v, slope), v);
          return Lax.select(Lax.ge(v, Lax.fullLike(v, 0)), v, scaled);
        },
        x);
  }

  /** {@code relu6(x + 3) / 6}. */
  public static Tensor hardSigmoid(Tensor x) {
    return call("hard_sigmoid", v -> hardGate(floating(v)), x);
  }

  private static Tensor hardGate(Tensor x) {
    return Lax.div(cappedAtSix(Lax.add(x, Lax.fullLike(x, 3))), Lax.fullLike(x, 6));
  }

  /** {@code x * hardSigmoid(x)}. */
  public static Tensor hardSilu(Tensor x) {
    return call(
        "hard_silu",
        in -> {
          Tensor v = floating(in);
          return Lax.mul(v, hardGate(v));
        },
        x);
  }

  /** Another name of {@link #hardSilu}. */
  public static Tensor hardSwish(Tensor x) {
    return hardSilu(x);
  }

  /** x between -1 and 1; the derivative is 1 at both ends and 0 outside. */
  public static Tensor hardTanh(Tensor x) {
    return call(
        "hard_tanh",
        v -> {
          Tensor one = Lax.fullLike(v, 1);
          Tensor minusOne = Lax.fullLike(v, -1);
          return Lax.select(Lax.gt(v, one), one, Lax.select(Lax.lt(v, minusOne), minusOne, v));
        },
        x);
  }

  /** x above 0, else exp(x) - 1; Clevert et al. 2015. */
  public static Tensor elu(Tensor x) {
    return elu(x, 1);
  }

  /** x above 0, else alpha (exp(x) - 1). */
  public static Tensor elu(Tensor x, double alpha) {
    return Library.named(
        "elu", List.of(alpha), in -> exponentialBelowZero(floating(in.getFirst()), alpha), x);
  }

  private static Tensor exponentialBelowZero(Tensor x, double alpha) {
    Tensor zero = Lax.fullLike(x, 0);
    Tensor isPositive = Lax.gt(x, zero);
    Tensor safe = Lax.select(isPositive, zero, x); // an overflow here would make a NaN derivative
    return Lax.select(isPositive, x, Lax.mul(Lax.fullLike(x, alpha), Lax.expm1(safe)));
  }

  /** {@code max(x, 0) + alpha (exp(min(x, 0) / alpha) - 1)} with alpha 1; Barron 2017. */
  public static Tensor celu(Tensor x) {
    return celu(x, 1);
  }

  /** {@code max(x, 0) + alpha (exp(min(x, 0) / alpha) - 1)}. */
  public static Tensor celu(Tensor x, double alpha) {
    return Library.named(
        "celu",
        List.of(alpha),
        in -> {
          Tensor v = floating(in.getFirst());
          Tensor zero = Lax.fullLike(v, 0);
          Tensor scale = Lax.fullLike(v, alpha);
          Tensor below = Lax.expm1(Lax.div(Lax.min(v, zero), scale));
          return Lax.add(Lax.max(v, zero), Lax.mul(scale, below));
        },
        x);
  }

  /** The scaled elu that keeps mean 0 and variance 1; Klambauer et al. 2017. */
  public static Tensor selu(Tensor x) {
    return call(
        "selu",
        in -> {
          Tensor v = floating(in);
          Tensor elu = exponentialBelowZero(v, 1.6732632423543772848170429916717);
          return Lax.mul(Lax.fullLike(v, 1.0507009873554804934193349852946), elu);
        },
        x);
  }

  /** 0 up to -1, x from 1 on, {@code (x + 1)^2 / 4} between. */
  public static Tensor sparsePlus(Tensor x) {
    return call(
        "sparse_plus",
        in -> {
          Tensor v = floating(in);
          Tensor one = Lax.fullLike(v, 1);
          Tensor middle = Lax.div(Lax.square(Lax.add(v, one)), Lax.fullLike(v, 4));
          Tensor upper = Lax.select(Lax.ge(v, one), v, middle);
          return Lax.select(Lax.le(v, Lax.neg(one)), Lax.fullLike(v, 0), upper);
        },
        x);
  }

  /** The derivative of {@link #sparsePlus}: {@code clip(x + 1, 0, 2) / 2}. */
  public static Tensor sparseSigmoid(Tensor x) {
    return call("sparse_sigmoid", v -> Numpy.multiply(0.5, clip(Numpy.add(v, 1), 0.0, 2.0)), x);
  }

  /** x itself. */
  public static Tensor identity(Tensor x) {
    return x;
  }

  /** A named call of one tensor. */
  static Tensor call(String name, UnaryOperator<Tensor> body, Tensor x) {
    return Library.named(name, List.of(), in -> body.apply(in.getFirst()), x);
  }

  /** x itself when it is a float, else as the default float. */
  static Tensor floating(Tensor x) {
    return x.dtype().isInexact() ? x : Lax.convert(x, Defaults.floating());
  }
}
