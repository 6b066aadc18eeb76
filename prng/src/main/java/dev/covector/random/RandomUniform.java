package dev.covector.random;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.transform.Library;
import java.util.List;

/** Bits, uniform floats and coins. */
public class RandomUniform extends RandomKeys {
  RandomUniform() {}

  /** Uniform bits as u32 (u64 with wide defaults): key[] to u32[sizes]. */
  public static Tensor bits(Tensor key, int... sizes) {
    return bits(key, Shape.of(sizes));
  }

  /** Uniform bits as u32 (u64 with wide defaults): key[] to u32[shape]. */
  public static Tensor bits(Tensor key, Shape shape) {
    return bits(key, shape, Defaults.current().isWide() ? DType.U64 : DType.U32);
  }

  /**
   * Uniform bits.
   *
   * @param key key[]
   * @param dtype u8, u16, u32 or u64
   * @return dtype[shape]
   * @throws DTypeException when the dtype is not unsigned
   */
  public static Tensor bits(Tensor key, Shape shape, DType dtype) {
    Parameters.requireKey("bits", key);
    if (!dtype.isUnsigned()) {
      throw new DTypeException("bits: the dtype is " + dtype + "; it must be u8, u16, u32 or u64");
    }
    return RandomBits.draw(key, dtype, shape);
  }

  /** Uniform on [0, 1), of the default floating dtype. */
  public static Tensor uniform(Tensor key, int... sizes) {
    return uniform(key, Shape.of(sizes));
  }

  /** Uniform on [0, 1), of the default floating dtype. */
  public static Tensor uniform(Tensor key, Shape shape) {
    return uniform(key, shape, Defaults.floating());
  }

  /** Uniform on [0, 1). */
  public static Tensor uniform(Tensor key, Shape shape, DType dtype) {
    return uniform(key, shape, dtype, 0, 1);
  }

  /** Uniform on [min, max), of the default floating dtype. */
  public static Tensor uniform(Tensor key, Shape shape, Number min, Number max) {
    return uniform(key, shape, Defaults.floating(), min, max);
  }

  /** Uniform on [min, max); see {@link #uniform(Tensor, Shape, DType, Tensor, Tensor)}. */
  public static Tensor uniform(Tensor key, Shape shape, DType dtype, Number min, Number max) {
    Parameters.requireFloating("uniform", dtype);
    return uniform(key, shape, dtype, Parameters.scalar(min, dtype), Parameters.scalar(max, dtype));
  }

  /**
   * Uniform on [min, max): a random mantissa in [1, 2), less 1, scaled and shifted.
   *
   * <p>As in JAX, rounding may give max, and where min is not below max the result is min or a
   * number between the two.
   *
   * @param key key[]
   * @param dtype f16, bf16, f32 or f64
   * @param min broadcasts to the shape
   * @param max broadcasts to the shape
   * @return dtype[shape]
   * @throws DTypeException when the dtype is not floating
   * @throws ShapeException when a bound does not broadcast to the shape
   */
  public static Tensor uniform(Tensor key, Shape shape, DType dtype, Tensor min, Tensor max) {
    Parameters.requireKey("uniform", key);
    Parameters.requireFloating("uniform", dtype);
    Parameters.requireFits("uniform", "min", min, shape);
    Parameters.requireFits("uniform", "max", max, shape);
    return Library.named(
        "_uniform",
        List.of(shape, dtype),
        in ->
            between(
                unit(in.get(0), shape, dtype),
                Lax.convert(in.get(1), dtype),
                Lax.convert(in.get(2), dtype)),
        key,
        min,
        max);
  }

  private static Tensor unit(Tensor key, Shape shape, DType dtype) {
    FloatFormat format = FloatFormat.of(dtype);
    Tensor bits = Lax.convert(RandomBits.draw(key, format.drawn(), shape), format.unsigned());
    int excess = format.drawn().bits() - format.mantissaBits();
    Tensor mantissa = Lax.shiftRightLogical(bits, Lax.fullLike(bits, excess));
    Tensor float12 = Lax.bitcast(Lax.bitwiseOr(mantissa, Lax.fullLike(bits, format.one())), dtype);
    return Lax.sub(float12, Lax.fullLike(float12, 1));
  }

  /**
   * As {@link #uniform(Tensor, Shape, DType, Tensor, Tensor)}, where f32 is rounded once, by way of
   * f64: XLA fuses the product with the span and the sum into one instruction, and where numbers
   * near 0 are wanted exactly the difference shows.
   */
  static Tensor uniformRoundedOnce(Tensor key, Shape shape, DType dtype, Tensor min, Tensor max) {
    Tensor unit = unit(key, shape, dtype);
    if (dtype != DType.F32) {
      return between(unit, min, max);
    }
    Tensor low = Parameters.stretch(min, shape);
    Tensor span = Lax.sub(Parameters.stretch(max, shape), low);
    Tensor wideLow = Lax.convert(low, DType.F64);
    Tensor wide =
        between(
            Lax.convert(unit, DType.F64), wideLow, Lax.add(wideLow, Lax.convert(span, DType.F64)));
    return Lax.convert(wide, dtype);
  }

  private static Tensor between(Tensor unit, Tensor min, Tensor max) {
    Shape shape = unit.shape();
    Tensor low = Parameters.stretch(min, shape);
    Tensor span = Lax.sub(Parameters.stretch(max, shape), low);
    return Lax.max(low, Lax.add(Lax.mul(unit, span), low));
  }

  /** A fair coin: bool[]. */
  public static Tensor bernoulli(Tensor key) {
    return bernoulli(key, 0.5, Shape.SCALAR);
  }

  /** True with probability p: bool[shape]. */
  public static Tensor bernoulli(Tensor key, Number p, Shape shape) {
    return bernoulli(key, Parameters.scalar(p, Defaults.floating()), shape);
  }

  /** True with the probabilities p, one sample for each: bool of p's shape. */
  public static Tensor bernoulli(Tensor key, Tensor p) {
    return bernoulli(key, p, p.shape());
  }

  /** True with the probabilities p: bool[shape]. */
  public static Tensor bernoulli(Tensor key, Tensor p, Shape shape) {
    return bernoulli(key, p, shape, Resolution.LOW);
  }

  /**
   * True with the probabilities p.
   *
   * @param key key[]
   * @param p floating, broadcasts to the shape; the uniform numbers are drawn in its dtype
   * @param resolution how small a probability counts
   * @return bool[shape]
   * @throws DTypeException when p is not floating
   * @throws ShapeException when p does not broadcast to the shape
   */
  public static Tensor bernoulli(Tensor key, Tensor p, Shape shape, Resolution resolution) {
    Parameters.requireKey("bernoulli", key);
    if (!p.dtype().isFloating()) {
      throw new DTypeException(
          "bernoulli: p is " + p.type() + "; a probability must be f16, bf16, f32 or f64");
    }
    Parameters.requireFits("bernoulli", "p", p, shape);
    DType dtype = p.dtype();
    return Library.named(
        "_bernoulli",
        List.of(shape, resolution),
        in -> {
          Tensor probability = Parameters.stretch(Lax.convert(in.get(1), dtype), shape);
          if (resolution == Resolution.LOW) {
            return Lax.lt(uniform(in.get(0), shape, dtype), probability);
          }
          Tensor pair = uniform(in.get(0), shape.insert(0, 2), dtype);
          Tensor fine = Parameters.part(pair, 1);
          double below = FloatFormat.of(dtype).epsilon();
          return Lax.lt(
              Lax.mul(fine, Lax.fullLike(fine, below)),
              Lax.sub(probability, Parameters.part(pair, 0)));
        },
        key,
        p);
  }

  /** 1 or -1 with equal probability, of the default integer dtype. */
  public static Tensor rademacher(Tensor key, int... sizes) {
    return rademacher(key, Shape.of(sizes), Defaults.integer());
  }

  /**
   * 1 or -1 with equal probability.
   *
   * @param key key[]
   * @param dtype a real dtype; unsigned ones wrap
   * @return dtype[shape]
   */
  public static Tensor rademacher(Tensor key, Shape shape, DType dtype) {
    Parameters.requireKey("rademacher", key);
    return Library.named(
        "_rademacher",
        List.of(shape, dtype),
        in -> {
          Tensor coin = Lax.convert(bernoulli(in.getFirst(), 0.5, shape), dtype);
          return Lax.sub(Lax.mul(coin, Lax.fullLike(coin, 2)), Lax.fullLike(coin, 1));
        },
        key);
  }
}
