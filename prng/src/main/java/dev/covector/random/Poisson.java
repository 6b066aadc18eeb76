package dev.covector.random;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Poisson samples: by counting for rates below 10 (Knuth, <i>The Art of Computer Programming</i>,
 * volume 2, 3.4.1), by transformed rejection above (Hoermann, <i>The transformed rejection method
 * for generating Poisson random variables</i>, 1993, algorithm PTRS). Both run until the last
 * element of the array has its sample, or for as many rounds as the dtype can count, which ends for
 * any rate.
 */
final class Poisson {
  private static final double COUNTING_LIMIT = 10;

  /** What rejection gets where counting is used, for it accepts soon. */
  private static final double EASY_RATE = 1e5;

  private Poisson() {}

  /** Samples for rates f32[...]. */
  static Tensor draw(Tensor key, Tensor rate, DType dtype) {
    Tensor isSmall =
        Lax.bitwiseOr(Lax.ne(rate, rate), Lax.lt(rate, Lax.fullLike(rate, COUNTING_LIMIT)));
    Tensor zero = Lax.fullLike(rate, 0);
    Tensor small = Lax.select(isSmall, rate, zero);
    Tensor large = Lax.select(isSmall, Lax.fullLike(rate, EASY_RATE), rate);
    Tensor result = Lax.select(isSmall, counted(key, small, dtype), rejected(key, large, dtype));
    return Lax.select(Lax.eq(rate, zero), Lax.fullLike(result, 0), result);
  }

  /** How many uniform numbers it takes until their product is below exp(-rate). */
  private static Tensor counted(Tensor key, Tensor rate, DType dtype) {
    Tensor bound = Lax.neg(rate);
    List<Tensor> last =
        Lax.whileLoop(
            state -> goesOn(state.get(0), Lax.gt(state.get(3), bound), dtype),
            state -> {
              Tensor keys = RandomKeys.split(state.get(1));
              Tensor count = state.get(2);
              Tensor isAbove = Lax.gt(state.get(3), bound);
              Tensor u = uniform(keys, 1, rate.shape());
              return List.of(
                  plus(state.get(0), 1),
                  Parameters.part(keys, 0),
                  Lax.select(isAbove, plus(count, 1), count),
                  Lax.add(state.get(3), Lax.log(u)));
            },
            List.of(
                Parameters.scalar(0, DType.I32),
                key,
                Lax.full(rate.shape(), 0, dtype),
                Lax.fullLike(rate, 0)));
    return plus(last.get(2), -1);
  }

  private static Tensor rejected(Tensor key, Tensor rate, DType dtype) {
    List<Tensor> last =
        Lax.whileLoop(
            state -> goesOn(state.get(0), Lax.bitwiseNot(state.get(3)), dtype),
            state -> propose(state, rate),
            List.of(
                Parameters.scalar(0, DType.I32),
                key,
                Lax.fullLike(rate, -1),
                Lax.full(rate.shape(), 0, DType.BOOL)));
    return Lax.convert(last.get(2), dtype);
  }

  /** Whether an element waits for its sample and the rounds are not used up. */
  private static Tensor goesOn(Tensor round, Tensor waits, DType dtype) {
    long rounds = Math.min(Integer.MAX_VALUE, IntegerRange.largest(dtype) & Long.MAX_VALUE);
    List<Integer> all = IntStream.range(0, waits.rank()).boxed().toList();
    Tensor anyWaits = Lax.reduceMax(Lax.convert(waits, DType.I32), all);
    return Lax.bitwiseAnd(
        Lax.gt(anyWaits, Lax.fullLike(anyWaits, 0)), Lax.lt(round, Lax.fullLike(round, rounds)));
  }

  private static Tensor uniform(Tensor keys, int position, Shape shape) {
    return RandomUniform.uniform(Parameters.part(keys, position), shape, DType.F32);
  }

  /** One round of rejection: the state is its number, a key, the samples, which are accepted. */
  private static List<Tensor> propose(List<Tensor> state, Tensor rate) {
    Tensor keys = RandomKeys.split(state.get(1), 3);
    Tensor b = plus(times(Lax.sqrt(rate), 2.53), 0.931);
    Tensor a = plus(times(b, 0.02483), -0.059);
    Tensor u = plus(uniform(keys, 1, rate.shape()), -0.5);
    Tensor v = uniform(keys, 2, rate.shape());
    Tensor edge = Lax.sub(Lax.fullLike(u, 0.5), Lax.abs(u));
    Tensor shifted = Lax.mul(Lax.add(Lax.div(times(a, 2), edge), b), u);
    Tensor k = Lax.floor(plus(Lax.add(shifted, rate), 0.43));
    Tensor accepted = Lax.bitwiseOr(isInside(edge, v, b), isBelow(k, edge, v, a, b, rate));
    return List.of(
        plus(state.get(0), 1),
        Parameters.part(keys, 0),
        Lax.select(accepted, k, state.get(2)),
        Lax.bitwiseOr(state.get(3), accepted));
  }

  /** The region where nothing has to be computed. */
  private static Tensor isInside(Tensor edge, Tensor v, Tensor b) {
    Tensor limit = Lax.sub(Lax.fullLike(b, 0.9277), Lax.div(Lax.fullLike(b, 3.6224), plus(b, -2)));
    return Lax.bitwiseAnd(Lax.ge(edge, Lax.fullLike(edge, 0.07)), Lax.le(v, limit));
  }

  private static Tensor isBelow(Tensor k, Tensor edge, Tensor v, Tensor a, Tensor b, Tensor rate) {
    Tensor inverseAlpha = plus(Lax.div(Lax.fullLike(b, 1.1328), plus(b, -3.4)), 1.1239);
    Tensor density = Lax.add(Lax.div(a, Lax.mul(edge, edge)), b);
    Tensor left = Lax.log(Lax.div(Lax.mul(v, inverseAlpha), density));
    Tensor right =
        Lax.sub(Lax.add(Lax.neg(rate), Lax.mul(k, Lax.log(rate))), Lax.lgamma(plus(k, 1)));
    Tensor isOutside =
        Lax.bitwiseOr(
            Lax.lt(k, Lax.fullLike(k, 0)),
            Lax.bitwiseAnd(Lax.lt(edge, Lax.fullLike(edge, 0.013)), Lax.gt(v, edge)));
    return Lax.bitwiseAnd(Lax.bitwiseNot(isOutside), Lax.le(left, right));
  }

  private static Tensor plus(Tensor x, double number) {
    return Lax.add(x, Lax.fullLike(x, number));
  }

  private static Tensor times(Tensor x, double number) {
    return Lax.mul(x, Lax.fullLike(x, number));
  }
}
