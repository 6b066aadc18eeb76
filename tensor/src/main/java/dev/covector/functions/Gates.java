package dev.covector.functions;

import dev.covector.Covector;
import dev.covector.Fn1;
import dev.covector.Jvp;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.transform.Library;
import java.util.List;

/** Smooth activations. */
public class Gates extends Rectifiers {
  private static final Fn1<Tensor, Tensor> LOG1MEXP =
      Covector.customJvp(Gates::logOneMinusExp, Gates::logOneMinusExpRule);

  Gates() {}

  /** {@code 1 / (1 + exp(-x))}. */
  public static Tensor sigmoid(Tensor x) {
    return call("sigmoid", v -> Lax.logistic(floating(v)), x);
  }

  /** {@code log(1 + exp(x))} without overflow. */
  public static Tensor softplus(Tensor x) {
    return call("softplus", v -> logOnePlusExp(floating(v)), x);
  }

  private static Tensor logOnePlusExp(Tensor x) {
    return Numpy.logaddexp(x, Lax.fullLike(x, 0));
  }

  /** {@code log(sigmoid(x))} without overflow. */
  public static Tensor logSigmoid(Tensor x) {
    return call("log_sigmoid", v -> Lax.neg(logOnePlusExp(Lax.neg(floating(v)))), x);
  }

  /** {@code x / (|x| + 1)}. */
  public static Tensor softSign(Tensor x) {
    return call(
        "soft_sign",
        in -> {
          Tensor v = floating(in);
          return Lax.div(v, Lax.add(Lax.abs(v), Lax.fullLike(v, 1)));
        },
        x);
  }

  /** {@code x * sigmoid(x)}; Elfwing et al. 2017. */
  public static Tensor silu(Tensor x) {
    return call(
        "silu",
        in -> {
          Tensor v = floating(in);
          return Lax.mul(v, Lax.logistic(v));
        },
        x);
  }

  /** Another name of {@link #silu}. */
  public static Tensor swish(Tensor x) {
    return silu(x);
  }

  /** {@code x * tanh(softplus(x))}; Misra 2019. */
  public static Tensor mish(Tensor x) {
    return call(
        "mish",
        in -> {
          Tensor v = floating(in);
          return Lax.mul(v, Lax.tanh(logOnePlusExp(v)));
        },
        x);
  }

  /** {@code (x + sqrt(x^2 + 4)) / 2}; Barron 2021. */
  public static Tensor squareplus(Tensor x) {
    return squareplus(x, 4);
  }

  /** {@code (x + sqrt(x^2 + b)) / 2}. */
  public static Tensor squareplus(Tensor x, double b) {
    return Library.named(
        "squareplus",
        List.of(b),
        in -> {
          Tensor v = floating(in.getFirst());
          Tensor root = Lax.sqrt(Lax.add(Lax.square(v), Lax.fullLike(v, b)));
          return Lax.div(Lax.add(v, root), Lax.fullLike(v, 2));
        },
        x);
  }

  /** x times the normal distribution's cumulative function, in its tanh approximation. */
  public static Tensor gelu(Tensor x) {
    return gelu(x, true);
  }

  /**
   * x times the normal distribution's cumulative function; Hendrycks and Gimpel 2016.
   *
   * @param approximate by tanh, or exactly by erfc
   */
  public static Tensor gelu(Tensor x, boolean approximate) {
    return call(
        approximate ? "gelu" : "gelu_exact",
        in -> approximate ? geluByTanh(floating(in)) : geluByErfc(floating(in)),
        x);
  }

  private static Tensor geluByTanh(Tensor x) {
    Tensor cube = Lax.mul(Lax.square(x), x);
    Tensor inner = Lax.add(x, Lax.mul(Lax.fullLike(x, 0.044715), cube));
    Tensor tanh = Lax.tanh(Lax.mul(Lax.fullLike(x, Math.sqrt(2 / Math.PI)), inner));
    Tensor cumulative = Lax.mul(Lax.fullLike(x, 0.5), Lax.add(Lax.fullLike(x, 1), tanh));
    return Lax.mul(x, cumulative);
  }

  private static Tensor geluByErfc(Tensor x) {
    Tensor scaled = Lax.mul(Lax.neg(x), Lax.fullLike(x, Math.sqrt(0.5)));
    return Lax.mul(Lax.mul(Lax.fullLike(x, 0.5), x), Lax.erfc(scaled));
  }

  /** The first half of the last axis times the sigmoid of the second; Dauphin et al. 2016. */
  public static Tensor glu(Tensor x) {
    return glu(x, -1);
  }

  /**
   * The first half of an axis times the sigmoid of the second.
   *
   * @throws ShapeException when the axis has an odd size
   */
  public static Tensor glu(Tensor x, int axis) {
    int size = x.shape().dim(axis);
    if (size % 2 != 0) {
      throw new ShapeException(
          "glu: axis "
              + axis
              + " of "
              + x.type()
              + " has the odd size "
              + size
              + "; it must split into two halves");
    }
    return Library.named(
        "glu",
        List.of(axis),
        in -> {
          List<Tensor> halves = Numpy.split(floating(in.getFirst()), 2, axis);
          return Lax.mul(halves.get(0), Lax.logistic(halves.get(1)));
        },
        x);
  }

  /** The hyperbolic tangent. */
  public static Tensor tanh(Tensor x) {
    return Numpy.tanh(x);
  }

  /** {@code log(1 - exp(-x))} without loss of digits, for x above 0. */
  public static Tensor log1mexp(Tensor x) {
    return call("log1mexp", v -> LOG1MEXP.apply(floating(v)), x);
  }

  private static Tensor logOneMinusExp(Tensor x) {
    Tensor negative = Lax.neg(x);
    return Lax.select(
        Lax.lt(x, Lax.fullLike(x, Math.log(2))),
        Lax.log(Lax.neg(Lax.expm1(negative))),
        Lax.log1p(Lax.neg(Lax.exp(negative))));
  }

  private static Jvp<Tensor> logOneMinusExpRule(List<Object> arguments, List<Object> tangents) {
    Tensor x = (Tensor) arguments.getFirst();
    Tensor slope = Lax.div(Lax.fullLike(x, 1), Lax.expm1(x));
    return new Jvp<>(logOneMinusExp(x), Lax.mul((Tensor) tangents.getFirst(), slope));
  }
}
