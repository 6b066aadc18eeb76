package dev.covector.data;

import java.util.function.Function;

/**
 * Data to train with, and data to test with.
 *
 * <pre>{@code
 * Dataset<Tensor> all = Dataset.of(Numpy.arange(10));
 * TrainTest<Dataset<Tensor>> parts = all.trainTestSplit(0, 0.3);
 * Tensor test = parts.test().all(); // i32[3]
 * }</pre>
 *
 * @param train the larger part, as a rule
 * @param test what training does not see
 * @param <T> how a part is held
 */
public record TrainTest<T>(T train, T test) {
  /** A function of both parts. */
  public <R> TrainTest<R> map(Function<? super T, ? extends R> function) {
    return new TrainTest<>(function.apply(train), function.apply(test));
  }
}
