package dev.covector.nnx;

import static dev.covector.nnx.Network.message;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.metrics.Moments;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Metrics as modules. */
final class MultiMetricTest {
  @Test
  void metricsGatherBatchesEagerAndCompiled() {
    for (boolean jitted : new boolean[] {false, true}) {
      MultiMetric metrics =
          new MultiMetric(
              Map.of(
                  "accuracy", new Accuracy(),
                  "loss", new Average("loss"),
                  "spread", new Welford("loss")));
      Fn2<MultiMetric, Map<String, Tensor>, Tensor> update =
          (m, batch) -> {
            m.update(batch);
            return batch.get("loss");
          };
      Fn2<MultiMetric, Map<String, Tensor>, Tensor> run = jitted ? Nnx.jit(update) : update;
      Tensor logits = Tensor.of(new float[][] {{1, 2}, {3, 0}});
      for (float loss : new float[] {1, 3, 8}) {
        run.apply(
            metrics,
            Map.of(
                "loss", Tensor.of(loss),
                "logits", logits,
                "labels", Tensor.of(new int[] {1, 1})));
      }
      Map<String, Object> results = metrics.compute();
      assertEquals(0.5f, ((Tensor) results.get("accuracy")).toFloat());
      assertEquals(4f, ((Tensor) results.get("loss")).toFloat(), 1e-6);
      Moments.Statistics spread = (Moments.Statistics) results.get("spread");
      assertEquals(4f, spread.mean().toFloat(), 1e-6);
      assertEquals(Math.sqrt(26 / 3.0), spread.standardDeviation().toFloat(), 1e-5);
      metrics.reset();
      assertTrue(Float.isNaN(((Tensor) metrics.compute().get("loss")).toFloat()));
      assertTrue(message(() -> metrics.update(Map.of())).contains("needs '"));
    }
  }
}
