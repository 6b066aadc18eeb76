package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import org.jspecify.annotations.Nullable;

/**
 * A hyperparameter in a formula. As in Python, arithmetic of constants happens in doubles and only
 * the result meets a tensor, in that tensor's dtype: 1 - 0.999 keeps its digits.
 */
final class Scalar {
  private final double value;
  private final @Nullable Tensor tensor;

  private Scalar(double value, @Nullable Tensor tensor) {
    this.value = value;
    this.tensor = tensor;
  }

  static Scalar of(double value) {
    return new Scalar(value, null);
  }

  static Scalar of(Tensor value) {
    return new Scalar(Double.NaN, value);
  }

  /** A hyperparameter that must not be a schedule. */
  static Scalar of(String name, Hyperparameter hyperparameter) {
    return switch (hyperparameter) {
      case Hyperparameter.Constant(double value) -> of(value);
      case Hyperparameter.Given(Tensor value) -> of(value);
      case InjectHyperparams.Injected(Tensor value) -> of(value);
      case Schedule _ ->
          throw new OptimException(
              name
                  + " is a schedule, which it takes only inside injectHyperparams: wrap the"
                  + " optimizer in injectHyperparams(...)");
      case StatefulSchedule stateful -> throw unkept(stateful);
    };
  }

  static OptimException unkept(StatefulSchedule schedule) {
    return new OptimException(
        schedule
            + " is a schedule with a state, which only injectHyperparams keeps: write"
            + " injectHyperparams(optimizer).set(name, schedule)");
  }

  /** A hyperparameter at a step. */
  static Scalar at(Hyperparameter hyperparameter, Tensor step) {
    return switch (hyperparameter) {
      case Hyperparameter.Constant(double value) -> of(value);
      case Hyperparameter.Given(Tensor value) -> of(value);
      case Schedule schedule -> of(schedule.apply(step));
      case StatefulSchedule stateful -> throw unkept(stateful);
    };
  }

  /** Whether this is the constant. */
  boolean is(double constant) {
    return tensor == null && value == constant;
  }

  /** The value, weak where it is a constant. */
  Tensor tensor() {
    return tensor == null ? Tensor.of(value) : tensor;
  }

  /** The value in a dtype of its own. */
  Tensor strong(DType dtype) {
    return Numpy.astype(tensor(), dtype);
  }

  Tensor times(Tensor x) {
    return Numpy.multiply(tensor(), x);
  }

  Scalar times(Scalar other) {
    return tensor == null && other.tensor == null
        ? of(value * other.value)
        : of(Numpy.multiply(tensor(), other.tensor()));
  }

  Scalar times(double other) {
    return times(of(other));
  }

  Scalar plus(Scalar other) {
    return tensor == null && other.tensor == null
        ? of(value + other.value)
        : of(Numpy.add(tensor(), other.tensor()));
  }

  Scalar plus(double other) {
    return plus(of(other));
  }

  Tensor plus(Tensor x) {
    return Numpy.add(tensor(), x);
  }

  Scalar div(Scalar other) {
    return tensor == null && other.tensor == null
        ? of(value / other.value)
        : of(Numpy.divide(tensor(), other.tensor()));
  }

  Scalar negated() {
    return tensor == null ? of(-value) : of(tensor.unaryMinus());
  }

  /** 1 - this. */
  Scalar complement() {
    return tensor == null ? of(1 - value) : of(Numpy.subtract(1.0, tensor));
  }

  Scalar sqrt() {
    return tensor == null ? of(Math.sqrt(value)) : of(tensor.sqrt());
  }

  /** This to the power of a tensor, such as a count of steps. */
  Tensor pow(Tensor exponent) {
    return Numpy.power(tensor(), exponent);
  }

  /**
   * This to the power of a count, by repeated squaring: the products of the binary digits from the
   * lowest. Where a formula divides by the small difference of such a power from 1, the last bit
   * shows, and this is the order in which JAX multiplies.
   */
  Tensor powInteger(Tensor count) {
    Tensor base = tensor();
    Digits start = new Digits(Lax.fullLike(base, 1), base, count);
    return Lax.foriLoop(0, 31, (i, digits) -> digits.next(), start).power();
  }

  /** A power on its way: the product so far, the power of the digit at hand, the digits left. */
  record Digits(Tensor power, Tensor square, Tensor rest) {
    Digits next() {
      Tensor isSet = Numpy.bitwiseAnd(rest, Lax.fullLike(rest, 1)).ne(0);
      return new Digits(
          Lax.select(isSet, Lax.mul(power, square), power),
          Lax.mul(square, square),
          Numpy.rightShift(rest, Lax.fullLike(rest, 1)));
    }
  }
}
