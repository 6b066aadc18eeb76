package dev.covector.nnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Covector;
import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Fn3;
import dev.covector.Tensor;
import dev.covector.optim.Optax;
import dev.covector.random.Random;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Variables under exceptions, aliases, nesting and threads. */
@Timeout(120)
final class ConcurrencyTest {
  private static final int THREADS = 8;

  /** Two counts that are always changed together. */
  private static final class Pair extends Module {
    private final Variable first = new Variable(Tensor.of(0));
    private final Variable second = new Variable(Tensor.of(0));
  }

  private static <T> List<T> onEightThreads(Callable<T> code) throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
      List<Future<T>> futures = new ArrayList<>();
      for (int i = 0; i < THREADS; i++) {
        futures.add(threads.submit(code));
      }
      List<T> results = new ArrayList<>();
      for (Future<T> future : futures) {
        results.add(future.get(100, TimeUnit.SECONDS));
      }
      return results;
    }
  }

  @Test
  void noIncrementOfEightThreadsIsLost() throws Exception {
    Pair pair = new Pair();
    Fn1<Pair, Tensor> increment =
        Nnx.jit(
            (Pair p) -> {
              p.first.update(n -> n.plus(1));
              p.second.set(p.first.get());
              return p.second.get();
            });
    Set<Integer> seen = ConcurrentHashMap.newKeySet();
    onEightThreads(
        () -> {
          for (int i = 0; i < 50; i++) {
            assertTrue(seen.add(increment.apply(pair).toInt()), "a count was given twice");
          }
          return null;
        });
    assertEquals(THREADS * 50, pair.first.get().toInt());
    assertEquals(THREADS * 50, pair.second.get().toInt());
  }

  @Test
  void readersSeeAllChangesOfACallOrNone() throws Exception {
    Pair pair = new Pair();
    Fn1<Pair, Tensor> increment =
        Nnx.jit(
            (Pair p) -> {
              p.first.update(n -> n.plus(1));
              p.second.update(n -> n.plus(1));
              return p.first.get();
            });
    Fn1<Pair, Tensor> difference = Nnx.jit((Pair p) -> p.first.get().minus(p.second.get()));
    AtomicBoolean stop = new AtomicBoolean();
    try (ExecutorService writer = Executors.newSingleThreadExecutor()) {
      Future<?> writing =
          writer.submit(
              () -> {
                while (!stop.get()) {
                  increment.apply(pair);
                }
              });
      onEightThreads(
          () -> {
            for (int i = 0; i < 50; i++) {
              assertEquals(0, difference.apply(pair).toInt());
              State state = Nnx.state(pair);
              assertEquals(state.get("first").toInt(), state.get("second").toInt());
            }
            return null;
          });
      stop.set(true);
      writing.get(100, TimeUnit.SECONDS);
    }
  }

  @Test
  void trainingOfEightThreadsIsAsManyStepsOfOne() throws Exception {
    Tensor x = Random.normal(Random.key(1), 16, 3);
    Tensor y = Random.normal(Random.key(2), 16, 2);
    int steps = 10;
    Fn3<Linear, Optimizer<Linear>, Tensor, Tensor> step = trainingStep(y);
    Linear shared = new Linear(3, 2, new Rngs(0));
    Optimizer<Linear> sharedOptimizer = new Optimizer<>(shared, Optax.adam(1e-2), Param.class);
    onEightThreads(
        () -> {
          for (int i = 0; i < steps; i++) {
            step.apply(shared, sharedOptimizer, x);
          }
          return null;
        });
    Linear alone = new Linear(3, 2, new Rngs(0));
    Optimizer<Linear> aloneOptimizer = new Optimizer<>(alone, Optax.adam(1e-2), Param.class);
    for (int i = 0; i < steps * THREADS; i++) {
      step.apply(alone, aloneOptimizer, x);
    }
    assertEquals(steps * THREADS, sharedOptimizer.step().toInt());
    assertArrayEquals(
        alone.kernel().get().toFloatArray(), shared.kernel().get().toFloatArray(), 1e-6f);
  }

  private static Fn3<Linear, Optimizer<Linear>, Tensor, Tensor> trainingStep(Tensor y) {
    return Nnx.jit(
        (Linear m, Optimizer<Linear> o, Tensor x) -> {
          var result = Nnx.valueAndGrad((Linear n) -> n.apply(x).minus(y).square().mean()).apply(m);
          o.update(m, result.gradient());
          return result.value();
        });
  }

  @Test
  void eightThreadsDrawDifferentKeys() throws Exception {
    Rngs rngs = new Rngs(0);
    Set<List<Integer>> keys = ConcurrentHashMap.newKeySet();
    onEightThreads(
        () -> {
          for (int i = 0; i < 25; i++) {
            int[] words = Random.keyData(rngs.params()).astype(DType.I32).toIntArray();
            assertTrue(keys.add(List.of(words[0], words[1])));
          }
          return null;
        });
    assertEquals(THREADS * 25, keys.size());
  }

  @Test
  void anExceptionLeavesEverythingAsItWas() {
    Pair pair = new Pair();
    Tensor before = pair.first.get();
    Fn1<Pair, Tensor> failing =
        Nnx.jit(
            (Pair p) -> {
              p.first.update(n -> n.plus(1));
              throw new IllegalStateException("in the middle");
            });
    for (int i = 0; i < 2; i++) {
      assertThrows(IllegalStateException.class, () -> failing.apply(pair));
      assertSame(before, pair.first.get());
    }
    Linear linear = new Linear(2, 1, new Rngs(0));
    Tensor kernel = linear.kernel().get();
    Fn1<Linear, State> grad =
        Nnx.grad(
            (Linear m) -> {
              m.kernel().update(k -> k.times(2));
              throw new IllegalStateException("in the middle");
            });
    assertThrows(IllegalStateException.class, () -> grad.apply(linear));
    assertSame(kernel, linear.kernel().get());
    assertThrows(
        IllegalStateException.class,
        () ->
            Nnx.atomic(
                () -> {
                  pair.first.set(Tensor.of(7));
                  throw new IllegalStateException("in the middle");
                }));
    assertSame(before, pair.first.get());
  }

  @Test
  void aTracedValueNeverStaysInAVariable() {
    Pair pair = new Pair();
    Fn1<Pair, Tensor> nested =
        Nnx.jit(
            (Pair p) -> {
              Nnx.grad(
                      (Linear m) -> {
                        return m.kernel().get().sum();
                      })
                  .apply(new Linear(1, 1, new Rngs(0)));
              Nnx.jit(
                      (Pair q) -> {
                        q.first.update(n -> n.plus(5));
                        return q.first.get();
                      })
                  .apply(p);
              p.second.set(p.first.get().times(2));
              return p.second.get();
            });
    assertEquals(10, nested.apply(pair).toInt());
    assertEquals(5, pair.first.get().toInt());
    assertEquals(20, nested.apply(pair).toInt());
    assertEquals(20, pair.second.get().toInt());
  }

  @Test
  void aliasesAreOneVariable() {
    Variable shared = new Variable(Tensor.of(1f));
    class Tied extends Module {
      private final Variable one = shared;
      private final Variable other = shared;
    }
    Tied tied = new Tied();
    assertEquals(1, Nnx.state(tied).size());
    Fn1<List<Tied>, Tensor> both =
        Nnx.jit(
            (List<Tied> list) -> {
              list.get(0).one.update(n -> n.plus(1));
              list.get(1).other.update(n -> n.times(10));
              return list.get(0).one.get();
            });
    assertEquals(20f, both.apply(List.of(tied, new Tied())).toFloat());
    assertEquals(20f, shared.get().toFloat());
    State gradient =
        Nnx.grad((Tied t) -> t.one.get().times(t.other.get()), Filter.everything()).apply(tied);
    assertEquals(40f, gradient.get("one").toFloat());
    assertEquals(1, gradient.size());
    Tied copy = Nnx.clone(tied);
    assertSame(copy.one, copy.other);
    copy.one.set(Tensor.of(3f));
    assertEquals(20f, shared.get().toFloat());
  }

  @Test
  void closingOverIsAnErrorWhereItWouldBeStale() {
    Pair pair = new Pair();
    Fn1<Tensor, Tensor> reads = Nnx.jit((Tensor x) -> x.plus(pair.first.get()));
    String message = assertThrows(NnxException.class, () -> reads.apply(Tensor.of(1))).getMessage();
    assertTrue(message.contains("pass its module as an argument"), message);
    Fn1<Linear, State> writes =
        Nnx.grad(
            (Linear m) -> {
              pair.first.set(Tensor.of(1));
              return m.kernel().get().sum();
            });
    message =
        assertThrows(NnxException.class, () -> writes.apply(new Linear(1, 1, new Rngs(0))))
            .getMessage();
    assertTrue(message.contains("written"), message);
    message =
        assertThrows(
                NnxException.class,
                () ->
                    Covector.jit(
                            (Tensor x) -> {
                              pair.first.set(x);
                              return x;
                            })
                        .apply(Tensor.of(1)))
            .getMessage();
    assertTrue(message.contains("use that of Nnx"), message);
    assertEquals(0, pair.first.get().toInt());
  }

  @Test
  void keysOfOneStreamDiffer() {
    Rngs rngs = new Rngs(0);
    Set<List<Integer>> keys = new HashSet<>();
    for (int i = 0; i < 10; i++) {
      int[] words = Random.keyData(rngs.params()).astype(DType.I32).toIntArray();
      keys.add(List.of(words[0], words[1]));
    }
    assertEquals(10, keys.size());
  }
}
