package dev.covector.optim;

import dev.covector.Covector;
import dev.covector.Fn2;
import dev.covector.Jvp;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.numpy.Numpy;

/** Weights times the logarithm of softmax, with 0 where the weight is 0 and the logarithm -inf. */
final class WeightedLogSoftmax {
  private WeightedLogSoftmax() {}

  static Tensor of(Tensor logits, Tensor weights) {
    return FUNCTION.apply(logits, weights);
  }

  // The derivative of the logarithms is written out: through the mask it would be NaN.
  private static final Fn2<Tensor, Tensor, Tensor> FUNCTION =
      Covector.customJvp(
          WeightedLogSoftmax::value,
          (primals, tangents) -> {
            Tensor x = (Tensor) primals.get(0);
            Tensor weights = (Tensor) primals.get(1);
            Tensor dx = (Tensor) tangents.get(0);
            Tensor dWeights = (Tensor) tangents.get(1);
            Tensor mean = dx.times(Functions.softmax(x)).sum(new int[] {-1}, true);
            return new Jvp<>(
                value(x, weights),
                weights
                    .times(dx)
                    .minus(weights.times(mean))
                    .plus(dWeights.times(Functions.logSoftmax(x))));
          });

  private static Tensor value(Tensor logits, Tensor weights) {
    return Numpy.where(weights.ne(0), weights.times(Functions.logSoftmax(logits)), 0);
  }
}
