package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.random.Random;

/**
 * A distribution that {@link PerturbedFunction} takes its noise from.
 *
 * <pre>{@code
 * Tensor sample = Noise.GUMBEL.sample(Random.key(0), Shape.of(3), DType.F32);
 * Tensor density = Noise.GUMBEL.logProb(sample); // f32[3]
 * }</pre>
 */
public interface Noise {
  /** The standard normal distribution; its density lacks the constant. */
  Noise NORMAL =
      new Noise() {
        @Override
        public Tensor sample(Tensor key, Shape shape, DType dtype) {
          return Random.normal(key, shape, dtype);
        }

        @Override
        public Tensor logProb(Tensor x) {
          return x.square().times(-0.5);
        }
      };

  /** The standard Gumbel distribution. */
  Noise GUMBEL =
      new Noise() {
        @Override
        public Tensor sample(Tensor key, Shape shape, DType dtype) {
          return Random.gumbel(key, shape, dtype);
        }

        @Override
        public Tensor logProb(Tensor x) {
          return x.unaryMinus().minus(x.unaryMinus().exp());
        }
      };

  /** Independent samples. */
  Tensor sample(Tensor key, Shape shape, DType dtype);

  /** The logarithm of the density at each element, up to a constant. */
  Tensor logProb(Tensor x);
}
