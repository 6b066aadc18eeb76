package dev.covector.simd;

import static dev.covector.Covector.grad;
import static dev.covector.Covector.jit;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.covector.Jit1;
import dev.covector.Jit2;
import dev.covector.JitOptions;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.tree.Tree;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A call of a jitted function allocates its results and nothing else. */
class AllocationTest {
  /** A tensor with its buffer, storage and segment, with or without compressed references. */
  private static final long RESULT = 256;

  /** Of the whole call: the compiler may leave some objects on the heap. */
  private static final long CALL = 64;

  private static final int CALLS = 2000;
  private static final int ATTEMPTS = 40;

  private record Parameters(Tensor w, Tensor b) {}

  /**
   * The least that a call allocated on average in one of many batches: interpreted code allocates
   * what compiled code does not, and a batch now and then pays for a new slab.
   */
  private static long bytesPerCall(Runnable call) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < CALLS; i++) {
        call.run();
      }
      long after = threads.getCurrentThreadAllocatedBytes();
      least = Math.min(least, (after - before) / CALLS);
    }
    return least;
  }

  private static void allocatesAtMost(long bytes, Runnable call) {
    long measured = bytesPerCall(call);
    assertTrue(measured <= bytes, measured + " bytes per call, expected at most " + bytes);
  }

  @Test
  void aSmallCallAllocatesOneResult() {
    Tensor x = Tensor.of(new float[] {1, 2, 3});
    Jit1<Tensor, Tensor> f = jit((Tensor t) -> t.times(2).plus(1));
    allocatesAtMost(CALL + RESULT, () -> f.apply(x).close());
  }

  @Test
  void aProgramOfManyKernelsAllocatesOneResult() {
    Tensor x = Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8});
    Jit1<Tensor, Tensor> f =
        jit(
            (Tensor t) -> {
              Tensor y = t;
              for (int i = 0; i < 6; i++) { // each sum is a kernel, and what follows it another
                y = Lax.tanh(y.times(y.sum()));
              }
              return y;
            });
    allocatesAtMost(CALL + RESULT, () -> f.apply(x).close());
  }

  @Test
  void fiftyLeavesAllocateOneResult() {
    List<Tensor> leaves = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      leaves.add(Tensor.of(new float[] {i}));
    }
    Jit1<List<Tensor>, Tensor> f =
        jit((List<Tensor> all) -> all.stream().reduce(Tensor::plus).orElseThrow());
    allocatesAtMost(CALL + RESULT, () -> f.apply(leaves).close());
  }

  @Test
  void aTrainingStepAllocatesItsNewParameters() {
    Tensor x = Tensor.of(new float[][] {{1, 2}, {3, 4}, {5, 6}});
    Jit2<Parameters, Tensor, Parameters> step =
        jit(
            (Parameters p, Tensor in) -> {
              Parameters g =
                  grad((Parameters q) -> in.times(q.w()).plus(q.b()).square().mean()).apply(p);
              return Tree.map((Tensor a, Tensor d) -> a.minus(d.times(0.01)), p, g);
            });
    Parameters p = new Parameters(Tensor.of(new float[] {1, 2}), Tensor.of(new float[] {3, 4}));
    allocatesAtMost(
        CALL + 2 * RESULT + 64,
        () -> {
          Parameters next = step.apply(p, x);
          next.w().close();
          next.b().close();
        });
  }

  @Test
  void aDonatedStepAllocatesItsNewParameters() {
    Jit1<Tensor, Tensor> step =
        jit((Tensor t) -> t.times(0.5).plus(1), JitOptions.DEFAULT.withDonated(0));
    Tensor[] state = {Tensor.of(new float[512])};
    allocatesAtMost(CALL + RESULT, () -> state[0] = step.apply(state[0]));
    state[0].close();
  }
}
