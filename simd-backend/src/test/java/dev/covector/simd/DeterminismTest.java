package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.backend.DeviceBuffer;
import dev.covector.kernel.Access;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Expression.RowReduce;
import dev.covector.kernel.Loop;
import dev.covector.kernel.Program;
import dev.covector.kernel.ScalarFn;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Sums under the property {@code covector.deterministic}. */
final class DeterminismTest {
  private static final int COUNT = 1_000_003;

  @Test
  void sumsDoNotDependOnTheNumberOfWorkers() throws IOException, InterruptedException {
    Fork.Result result =
        Fork.onClassPath(List.of("-Dcovector.deterministic=true"), DeterminismTest.class);
    assertEquals(0, result.exit(), result.output());
    List<String> sums = result.output().lines().filter(l -> l.startsWith("sum ")).toList();
    assertEquals(3, sums.size(), result.output());
    assertEquals(1, sums.stream().distinct().count(), result.output());
  }

  /** Prints the bits of the same sum with one, two and seven workers. */
  public static void main(String[] arguments) {
    Loop loop =
        new Loop(
            new long[] {COUNT},
            1,
            List.of(new Access(0, DType.F32, 0, 1)),
            new Expression(
                List.of(new Load(0, DType.F32), new RowReduce(ScalarFn.ADD, 0, DType.F32))),
            List.of(new Loop.Store(new Access(1, DType.F32, 0, 0), 1)));
    Program program =
        new Program(
            List.of(new Buffer(DType.F32, COUNT), new Buffer(DType.F32, 1)),
            List.of(0),
            List.of(1),
            List.of(),
            List.of(loop));
    for (int workers : new int[] {1, 2, 7}) {
      SimdBackend backend =
          new SimdBackend(new LoopCache(LoopCache.Start.VECTOR), new Workers(workers));
      DeviceBuffer in = backend.allocate(4L * COUNT);
      Random random = new Random(1);
      for (int i = 0; i < COUNT; i++) {
        Memory.putF32(in.segment().address() + 4L * i, (float) random.nextGaussian());
      }
      DeviceBuffer out = backend.compile(program).run(new DeviceBuffer[] {in}, null)[0];
      System.out.println("sum " + Float.floatToRawIntBits(Memory.getF32(out.segment().address())));
    }
  }
}
