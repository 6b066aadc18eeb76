package dev.covector.optim;

import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.Arrays;

/**
 * The usual ways in which the results of parts of a batch become one.
 *
 * <pre>{@code
 * Fn1<Tensor, Tensor> mean = Microbatching.of(2).accumulator(AccumulationType.MEAN).vmap(x -> x);
 * float found = mean.apply(Tensor.of(new float[] {1, 5, 3, 2})).toFloat(); // 2.75
 * }</pre>
 */
public enum AccumulationType implements Accumulator {
  /** The mean over all parts. */
  MEAN {
    @Override
    public Tensor init(Tensor value, int parts) {
      return zeros(floating(value));
    }

    @Override
    public Tensor update(Tensor carry, Tensor value, Tensor index) {
      return carry.plus(value);
    }

    @Override
    public Tensor finish(Tensor carry, int parts) {
      return carry.div(parts);
    }

    @Override
    public Tensor aggregate(Tensor values) {
      return values.mean(0);
    }
  },
  /** The sum. */
  SUM {
    @Override
    public Tensor init(Tensor value, int parts) {
      return zeros(value);
    }

    @Override
    public Tensor update(Tensor carry, Tensor value, Tensor index) {
      return carry.plus(value);
    }

    @Override
    public Tensor aggregate(Tensor values) {
      return values.sum(0);
    }
  },
  /** The mean over the parts that have been run. */
  RUNNING_MEAN {
    @Override
    public Tensor init(Tensor value, int parts) {
      return zeros(floating(value));
    }

    @Override
    public Tensor update(Tensor carry, Tensor value, Tensor index) {
      Tensor before = index.astype(carry.dtype());
      Tensor old = before.div(before.plus(1));
      return carry.times(old).plus(value.times(Numpy.subtract(1, old)));
    }

    @Override
    public Tensor aggregate(Tensor values) {
      return values.mean(0);
    }
  },
  /** All results, along axis 0 in the order of the examples. */
  CONCAT {
    @Override
    public Tensor init(Tensor value, int parts) {
      int[] sizes = value.shape().toArray();
      int[] all = new int[sizes.length + 1];
      all[0] = parts;
      System.arraycopy(sizes, 0, all, 1, sizes.length);
      return Numpy.zeros(Shape.of(all), value.dtype());
    }

    @Override
    public Tensor update(Tensor carry, Tensor value, Tensor index) {
      return carry.at(index).set(value);
    }

    @Override
    public Tensor finish(Tensor carry, int parts) {
      int[] sizes = carry.shape().toArray();
      if (sizes.length < 2) {
        return carry;
      }
      // part i has the rows i, i + parts, i + 2 parts, ...
      int[] joined = Arrays.copyOfRange(sizes, 1, sizes.length);
      joined[0] *= sizes[0];
      return carry.swapaxes(0, 1).reshape(joined);
    }

    @Override
    public Tensor aggregate(Tensor values) {
      return values;
    }
  };

  private static Tensor zeros(Tensor value) {
    return Numpy.zeros(value.shape(), value.dtype());
  }

  private static Tensor floating(Tensor value) {
    if (!value.dtype().isFloating()) {
      throw new OptimException(
          "microbatch: a mean of " + value.type() + "; it must be floating: use SUM or CONCAT");
    }
    return value;
  }
}
