package dev.covector.laws;

import static dev.covector.Covector.grad;
import static dev.covector.Covector.jit;
import static dev.covector.Covector.vmap;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.CacheStatistics;
import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Jit1;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ConcurrencyTest {
  private static final int THREADS = 8;

  private static Tensor loss(Tensor x, int depth) {
    Tensor y = x;
    for (int i = 0; i <= depth; i++) {
      y = Lax.sin(y).times(1.5).plus(x);
    }
    return Numpy.sum(Lax.map((Tensor row) -> Numpy.sum(Lax.tanh(row)), Numpy.stack(List.of(y, x))));
  }

  private static Tensor argument(int i) {
    return Lax.full(Shape.of(2 + i % 3), 0.1 * (i + 1), DType.F32);
  }

  @Test
  void eightThreadsAgreeWithOne() throws Exception {
    Jit1<Tensor, Tensor> shared = jit(grad((Tensor x) -> loss(x, 2)));
    List<float[]> expected = new ArrayList<>();
    for (int i = 0; i < THREADS * 4; i++) {
      expected.add(run(jit(grad((Tensor x) -> loss(x, 2))), i));
    }
    CyclicBarrier start = new CyclicBarrier(THREADS);
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<?>> done = new ArrayList<>();
      for (int t = 0; t < THREADS; t++) {
        int thread = t;
        done.add(
            pool.submit(
                () -> {
                  start.await();
                  Jit1<Tensor, Tensor> own = jit(grad((Tensor x) -> loss(x, 2)));
                  for (int i = 0; i < THREADS * 4; i++) {
                    int at = (i + thread) % (THREADS * 4);
                    assertArrayEquals(expected.get(at), run(shared, at), 1e-6f);
                    if (i < 4) {
                      assertArrayEquals(expected.get(at), run(own, at), 1e-6f);
                      assertArrayEquals(
                          expected.get(at), run(grad((Tensor x) -> loss(x, 2)), at), 1e-6f);
                    }
                  }
                  return thread;
                }));
      }
      for (Future<?> future : done) {
        future.get();
      }
    } finally {
      pool.shutdownNow();
    }
    CacheStatistics statistics = shared.statistics();
    assertEquals(3, statistics.programs());
    assertEquals(THREADS * THREADS * 4, statistics.hits() + statistics.misses());
    assertTrue(statistics.misses() <= 3 * THREADS, statistics.toString());
  }

  private static float[] run(Fn1<Tensor, Tensor> f, int i) {
    return f.apply(argument(i)).toFloatArray();
  }

  @Test
  void oneProgramBatchedOnManyThreads() throws Exception {
    Jit1<Tensor, Tensor> f = jit((Tensor x) -> Lax.sin(x).times(2));
    float[] expected = vmap(f).apply(argument(4)).toFloatArray();
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      List<Future<float[]>> results = new ArrayList<>();
      for (int t = 0; t < THREADS * 4; t++) {
        results.add(pool.submit(() -> vmap(f).apply(argument(4)).toFloatArray()));
      }
      for (Future<float[]> result : results) {
        assertArrayEquals(expected, result.get());
      }
    } finally {
      pool.shutdownNow();
    }
  }
}
