package dev.covector.metrics;

import static dev.covector.Covector.jit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.CovectorException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.nnx.Confusion;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Metrics against counts by hand, jitted or not, of one batch or several. */
final class MetricsTest {
  private static final int CLASSES = 4;

  /** Class 3 has no examples, class 0 is never predicted. */
  private static final int[] LABELS = {0, 0, 1, 1, 1, 2, 2, 2, 2};

  private static final int[] PREDICTED = {1, 2, 1, 1, 2, 2, 2, 1, 3};

  private static ConfusionMatrix confusion() {
    return ConfusionMatrix.of(Tensor.of(PREDICTED), Tensor.of(LABELS), CLASSES);
  }

  private static void assertClose(double[] want, Tensor got) {
    assertArrayEquals(want, got.toDoubleArray(), 1e-6);
  }

  private static void assertClose(double want, Tensor got) {
    assertEquals(want, got.toDouble(), 1e-6);
  }

  @Test
  void aConfusionMatrixCounts() {
    assertArrayEquals(
        new int[] {0, 1, 1, 0, 0, 2, 1, 0, 0, 1, 2, 1, 0, 0, 0, 0},
        confusion().counts().toIntArray());
    assertEquals("i32[4,4]", confusion().counts().type().toString());
  }

  /** The figures of scikit-learn's precision_recall_fscore_support with labels=range(4). */
  @Test
  void precisionRecallAndF1AreThoseOfTheDefinitions() {
    double[] precision = {0, 2 / 4., 2 / 4., 0};
    double[] recall = {0, 2 / 3., 2 / 4., 0};
    double[] f1 = {0, 2 * 2 / 7., 2 * 2 / 8., 0};
    assertClose(precision, confusion().precision());
    assertClose(recall, confusion().recall());
    assertClose(f1, confusion().f1());
    assertClose(1 / 4., confusion().precision(Averaging.MACRO));
    assertClose((2 * 0 + 3 * 0.5 + 4 * 0.5) / 9, confusion().precision(Averaging.WEIGHTED));
    assertClose((f1[1] + f1[2]) / 4, confusion().f1(Averaging.MACRO));
    assertClose((3 * recall[1] + 4 * recall[2]) / 9, confusion().recall(Averaging.WEIGHTED));
    for (Tensor micro :
        List.of(
            confusion().precision(Averaging.MICRO),
            confusion().recall(Averaging.MICRO),
            confusion().f1(Averaging.MICRO),
            confusion().accuracy())) {
      assertClose(4 / 9., micro);
    }
    assertClose(
        4 / 9., Metrics.f1(Tensor.of(PREDICTED), Tensor.of(LABELS), CLASSES, Averaging.MICRO));
    assertClose(0, ConfusionMatrix.empty(3).accuracy());
  }

  @Test
  void examplesWithoutAClassDoNotCount() {
    Tensor labels = Tensor.of(new int[] {0, -1, 7, 1});
    Tensor predicted = Tensor.of(new int[] {0, 0, 1, -1});
    assertArrayEquals(
        new int[] {1, 0, 0, 0}, Metrics.confusionMatrix(predicted, labels, 2).toIntArray());
  }

  @Test
  void aConfusionMatrixPrintsAsATable() {
    assertEquals(
        """
        true \\ predicted 0 1 2 3
                       0 . 1 1 .
                       1 . 2 1 .
                       2 . 1 2 1
                       3 . . . .\
        """,
        confusion().toString());
    String table = confusion().table(List.of("cat", "elephant", "dog", "owl"));
    assertEquals(
        """
        true \\ predicted cat elephant dog owl
                     cat   .        1   1   .
                elephant   .        2   1   .
                     dog   .        1   2   1
                     owl   .        .   .   .\
        """,
        table);
    assertThrows(CovectorException.class, () -> confusion().table(List.of("cat")));
    jit((ConfusionMatrix c) -> c.toString().isEmpty() ? c : c).apply(confusion()); // while traced
  }

  @Test
  void accuracyAndTopK() {
    Tensor logits =
        Tensor.of(new float[][] {{1, 5, 2, 0}, {4, 3, 2, 1}, {0, 0, 0, 0}, {1, 2, 3, 4}});
    Tensor labels = Tensor.of(new int[] {1, 1, 0, 0});
    assertClose(0.5, Metrics.accuracy(logits, labels));
    assertClose(0.5, Metrics.topKAccuracy(logits, labels, 1));
    assertClose(0.75, Metrics.topKAccuracy(logits, labels, 2));
    assertClose(1, Metrics.topKAccuracy(logits, labels, 4));
    assertArrayEquals(
        new boolean[] {true, true, true, false},
        Metrics.correctInTopK(logits.reshape(2, 2, 4), labels.reshape(2, 2), 3).toBooleanArray());
    assertArrayEquals(
        new boolean[] {true, false},
        Metrics.correct(Tensor.of(new float[] {0.7f, 0.5f}), Tensor.of(new int[] {1, 0}), 0.5)
            .toBooleanArray());
  }

  @Test
  void errorsOfRegression() {
    Tensor got = Tensor.of(new float[] {1, 2, 4});
    Tensor want = Tensor.of(new float[] {1, 4, 1});
    assertClose(13 / 3., Metrics.meanSquaredError(got, want));
    assertClose(Math.sqrt(13 / 3.), Metrics.rootMeanSquaredError(got, want));
    assertClose(5 / 3., Metrics.meanAbsoluteError(got, want));
    assertClose(1 - 13 / 6., Metrics.r2Score(got, want));
    assertClose(1, Metrics.r2Score(want, want));
  }

  @Test
  void wrongShapesAreToldApart() {
    Tensor logits = Numpy.zeros(3, 4);
    Tensor floats = Numpy.zeros(3);
    Tensor labels = Tensor.of(new int[3]);
    String text =
        assertThrows(CovectorException.class, () -> Metrics.accuracy(labels, labels)).getMessage();
    assertTrue(text.contains("logits are i32[3], the labels i32[3]"), text);
    text =
        assertThrows(CovectorException.class, () -> Metrics.accuracy(logits, floats)).getMessage();
    assertTrue(text.contains("the labels are f32[3]; they must be integers"), text);
    text =
        assertThrows(
                CovectorException.class, () -> Metrics.confusionMatrix(labels, labels.get(0), 3))
            .getMessage();
    assertTrue(text.contains("predictions are i32[3], the labels i32[]"), text);
    assertThrows(CovectorException.class, () -> Metrics.meanSquaredError(logits, floats));
  }

  @Test
  void batchesMergeToTheWhole() {
    Tensor values = Random.normal(Random.key(1), 100).plus(3);
    Tensor logits = Random.normal(Random.key(2), 100, CLASSES);
    Tensor labels = Random.randint(Random.key(3), dev.covector.Shape.of(100), 0, CLASSES);
    var update =
        jit((MetricSet before, Tensor x, Tensor y, Tensor z) -> before.merge(batch(x, y, z)));
    MetricSet merged =
        new MetricSet(
            Map.of(
                "loss", Average.empty(),
                "spread", Moments.empty(),
                "confusion", ConfusionMatrix.empty(CLASSES)));
    for (int from = 0; from < 100; ) {
      int to = Math.min(100, from + 33);
      merged =
          update.apply(
              merged,
              Lax.sliceInDim(values, from, to, 0),
              Lax.sliceInDim(logits, from, to, 0),
              Lax.sliceInDim(labels, from, to, 0));
      from = to;
    }
    Map<String, Object> got = merged.compute();
    Map<String, Object> want = batch(values, logits, labels).compute();
    assertClose(((Tensor) want.get("loss")).toDouble(), (Tensor) got.get("loss"));
    assertArrayEquals(
        ((Tensor) want.get("confusion")).toIntArray(),
        ((Tensor) got.get("confusion")).toIntArray());
    Moments.Statistics spread = (Moments.Statistics) got.get("spread");
    assertEquals(Numpy.std(values).toDouble(), spread.standardDeviation().toDouble(), 1e-5);
    assertEquals(Numpy.mean(values).toDouble(), spread.mean().toDouble(), 1e-5);
    assertTrue(Average.empty().compute().toDouble() != 0); // NaN
    CovectorException e =
        assertThrows(
            CovectorException.class,
            () -> batch(values, logits, labels).merge(new MetricSet(Map.of())));
    assertTrue(e.getMessage().contains("[]"), e::getMessage);
  }

  private static MetricSet batch(Tensor values, Tensor logits, Tensor labels) {
    return new MetricSet(
        Map.of(
            "loss", Average.of(values),
            "spread", Moments.of(values),
            "confusion", ConfusionMatrix.of(Numpy.argmax(logits, -1), labels, CLASSES)));
  }

  @Test
  void masksLeaveValuesOut() {
    Average some =
        Average.of(Tensor.of(new float[] {1, 2, 30}), Tensor.of(new boolean[] {true, true, false}));
    assertClose(1.5, some.compute());
    assertEquals(2, some.count().toInt());
  }

  @Test
  void theConfusionOfNnxIsTheSame() {
    Confusion confusion = new Confusion(CLASSES);
    Map<String, Tensor> batch =
        Map.of("predictions", Tensor.of(PREDICTED), "labels", Tensor.of(LABELS));
    confusion.update(batch);
    assertEquals(confusion().toString(), confusion.compute().toString());
    confusion.update(batch);
    assertEquals(18, Numpy.sum(confusion.compute().counts()).toInt());
    confusion.reset();
    assertEquals(0, Numpy.sum(confusion.compute().counts()).toInt());
  }
}
