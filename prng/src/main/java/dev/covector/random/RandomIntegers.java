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

/** Uniform integers. */
public class RandomIntegers extends RandomUniform {
  RandomIntegers() {}

  /** Uniform on [min, max), of the default integer dtype. */
  public static Tensor randint(Tensor key, Shape shape, long min, long max) {
    return randint(key, shape, min, max, Defaults.integer());
  }

  /** Uniform on [min, max); see {@link #randint(Tensor, Shape, Tensor, Tensor, DType)}. */
  public static Tensor randint(Tensor key, Shape shape, long min, long max, DType dtype) {
    Parameters.requireInteger("randint", dtype);
    return randint(
        key, shape, Parameters.scalar(min, DType.I64), Parameters.scalar(max, DType.I64), dtype);
  }

  /** Uniform on [min, max), of the default integer dtype. */
  public static Tensor randint(Tensor key, Shape shape, Tensor min, Tensor max) {
    return randint(key, shape, min, max, Defaults.integer());
  }

  /**
   * Uniform on [min, max).
   *
   * <p>Bounds outside of the dtype count as its bounds, so {@code max} may be one more than its
   * largest number. Where min is not below max the result is min. Twice the bits of the dtype (64
   * for narrow ones) are taken modulo the width of the range, so widths that are no power of two
   * are biased by about their square over 2 to that number of bits, as in JAX.
   *
   * @param key key[]
   * @param min integers that broadcast to the shape
   * @param max integers that broadcast to the shape
   * @param dtype any integer dtype
   * @return dtype[shape]
   * @throws DTypeException when the dtype or a bound is no integer
   * @throws ShapeException when a bound does not broadcast to the shape
   */
  public static Tensor randint(Tensor key, Shape shape, Tensor min, Tensor max, DType dtype) {
    Parameters.requireKey("randint", key);
    Parameters.requireInteger("randint", dtype);
    requireBound("min", min, shape);
    requireBound("max", max, shape);
    return Library.named(
        "_randint",
        List.of(shape, dtype),
        in -> {
          IntegerRange range = IntegerRange.of(in.get(1), in.get(2), dtype);
          Tensor keys = split(in.get(0));
          Tensor offset =
              range.offset(
                  RandomBits.draw(Parameters.part(keys, 0), range.unsigned(), shape),
                  RandomBits.draw(Parameters.part(keys, 1), range.unsigned(), shape));
          Tensor first = Parameters.stretch(range.min(), shape);
          return Lax.convert(Lax.add(first, Lax.convert(offset, first.dtype())), dtype);
        },
        key,
        min,
        max);
  }

  private static void requireBound(String parameter, Tensor bound, Shape shape) {
    if (!bound.dtype().isInteger()) {
      throw new DTypeException(
          "randint: " + parameter + " is " + bound.type() + "; it must be an integer");
    }
    Parameters.requireFits("randint", parameter, bound, shape);
  }
}
