package dev.covector.metrics;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.trace.ConcreteTensor;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How often each class was taken for each: a row for each true class, a column for each predicted
 * one. It prints as a table.
 *
 * <pre>{@code
 * Tensor predictions = Tensor.of(new int[] {0, 1, 1, 2});
 * Tensor labels = Tensor.of(new int[] {0, 1, 2, 2});
 * ConfusionMatrix confusion = ConfusionMatrix.of(predictions, labels, 3);
 * System.out.println(confusion.table(List.of("cat", "dog", "owl")));
 * Tensor precision = confusion.precision(); // of each class: 1, 0.5, 1
 * float f1 = confusion.f1(Averaging.MACRO).toFloat();
 * }</pre>
 *
 * <p>Where a figure would be 0 / 0, because a class has no examples or was never predicted, it is
 * 0, as in scikit-learn.
 *
 * @param counts i32[classes, classes]
 */
public record ConfusionMatrix(Tensor counts) implements Accumulator<ConfusionMatrix> {
  /** No examples. */
  public static ConfusionMatrix empty(int classes) {
    return new ConfusionMatrix(Numpy.zeros(Shape.of(classes, classes), DType.I32));
  }

  /**
   * Some examples.
   *
   * @param predictions integers, the classes that were predicted
   * @param labels integers of the same shape, the true ones; an example of which either is no class
   *     (such as -1) does not count
   */
  public static ConfusionMatrix of(Tensor predictions, Tensor labels, int classes) {
    return new ConfusionMatrix(Metrics.confusionMatrix(predictions, labels, classes));
  }

  @Override
  public ConfusionMatrix merge(ConfusionMatrix other) {
    return new ConfusionMatrix(counts.plus(other.counts));
  }

  /** The counts. */
  @Override
  public Tensor compute() {
    return counts;
  }

  /** The share of examples that were predicted rightly: f32[]. */
  public Tensor accuracy() {
    return ratio(Numpy.sum(right()), Numpy.sum(numbers()));
  }

  /** Of the predictions of each class, the share that is right: f32[classes]. */
  public Tensor precision() {
    return ratio(right(), Numpy.sum(numbers(), 0));
  }

  /** Of the examples of each class, the share that was found: f32[classes]. */
  public Tensor recall() {
    return ratio(right(), Numpy.sum(numbers(), 1));
  }

  /** The harmonic mean of precision and recall of each class: f32[classes]. */
  public Tensor f1() {
    return ratio(right().times(2), Numpy.sum(numbers(), 0).plus(Numpy.sum(numbers(), 1)));
  }

  /** The precision of all classes: f32[]. */
  public Tensor precision(Averaging averaging) {
    return averaged(precision(), averaging);
  }

  /** The recall of all classes: f32[]. */
  public Tensor recall(Averaging averaging) {
    return averaged(recall(), averaging);
  }

  /** The harmonic mean of precision and recall of all classes: f32[]. */
  public Tensor f1(Averaging averaging) {
    return averaged(f1(), averaging);
  }

  private Tensor averaged(Tensor ofClasses, Averaging averaging) {
    return switch (averaging) {
      case MICRO -> accuracy(); // a wrong prediction is one too many and one too few
      case MACRO -> Numpy.mean(ofClasses);
      case WEIGHTED -> {
        Tensor examples = Numpy.sum(numbers(), 1);
        yield ratio(Numpy.sum(ofClasses.times(examples)), Numpy.sum(examples));
      }
    };
  }

  private Tensor numbers() {
    return Lax.convert(counts, DType.F32);
  }

  private Tensor right() {
    return Numpy.diagonal(numbers());
  }

  private static Tensor ratio(Tensor part, Tensor whole) {
    return part.div(Numpy.maximum(whole, 1)); // counts: a whole below 1 is 0, and so is its part
  }

  /** A table in which classes have their numbers. */
  @Override
  public String toString() {
    return counts instanceof ConcreteTensor
        ? table(IntStream.range(0, counts.shape().dim(0)).mapToObj(Integer::toString).toList())
        : "ConfusionMatrix " + counts.type();
  }

  /**
   * A table with the names of classes.
   *
   * @throws dev.covector.CovectorException when there is another number of classes
   */
  public String table(List<String> classes) {
    return ConfusionTable.print(counts, classes);
  }
}
