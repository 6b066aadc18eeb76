package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Fourier;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The vector code against the scalar code, which works in double precision. */
class FourierTest {
  /** Lines and points: lanes of lines with and without a rest, long lines, awkward factors. */
  static Stream<long[]> spaces() {
    return Stream.of(
        new long[] {1, 1},
        new long[] {5, 3},
        new long[] {40, 60},
        new long[] {16, 128},
        new long[] {33, 67},
        new long[] {20, 122},
        new long[] {1, 256},
        new long[] {2, 1024},
        new long[] {3, 1190},
        new long[] {1, 3 * 1024},
        new long[] {1, 1 << 14},
        new long[] {0, 8});
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void pairsAlongTheLastAxis(long[] space) {
    long lines = space[0];
    long n = space[1];
    check(space, new long[] {2 * n, 2}, 1, 2 * lines * n);
  }

  @ParameterizedTest
  @MethodSource("spaces")
  void partsApartAlongTheFirstAxis(long[] space) {
    long lines = space[0];
    long n = space[1];
    check(space, new long[] {1, lines}, lines * n, 2 * lines * n);
  }

  /** The imaginary part of the operand is one number for all elements, as in a real transform. */
  @ParameterizedTest
  @MethodSource("spaces")
  void oneNumberIsTheImaginaryPart(long[] space) {
    check(space, new long[] {space[1], 1}, -1, 2 * space[0] * space[1]);
  }

  private static void check(long[] space, long[] strides, long imaginary, long size) {
    for (boolean inverse : new boolean[] {false, true}) {
      for (int threads : new int[] {1, 2, 7}) {
        float[] expected =
            run(LoopCache.Start.SCALAR, new Workers(1), space, strides, imaginary, size, inverse);
        float[] actual =
            run(
                LoopCache.Start.VECTOR,
                new Workers(threads),
                space,
                strides,
                imaginary,
                size,
                inverse);
        double scale = inverse ? 1.0 / Math.sqrt(space[1]) : Math.sqrt(space[1]);
        for (int i = 0; i < expected.length; i++) {
          assertEquals(expected[i], actual[i], 3e-6 * scale, "element " + i);
        }
      }
    }
  }

  private static float[] run(
      LoopCache.Start start,
      Workers workers,
      long[] space,
      long[] strides,
      long imaginary,
      long size,
      boolean inverse) {
    Random random = new Random(7);
    try (Arena arena = Arena.ofShared()) {
      MemorySegment from = arena.allocate(Math.max(8, 4 * size), 64);
      MemorySegment to = arena.allocate(Math.max(8, 4 * size), 64);
      for (long i = 0; i < size; i++) {
        from.setAtIndex(ValueLayout.JAVA_FLOAT, i, random.nextFloat(-1, 1));
      }
      Fourier kernel =
          new Fourier(
              space,
              inverse,
              imaginary < 0 ? real(strides) : parts(0, strides, imaginary),
              parts(1, strides, imaginary < 0 ? size / 2 : imaginary));
      new FourierKernel(kernel, new LaneWarmUp(start), workers).run(new MemorySegment[] {from, to});
      return to.asSlice(0, 4 * size).toArray(ValueLayout.JAVA_FLOAT);
    }
  }

  private static List<Access> real(long[] strides) {
    return List.of(new Access(0, DType.F32, 0, strides), new Access(0, DType.F32, 1, new long[2]));
  }

  private static List<Access> parts(int buffer, long[] strides, long imaginary) {
    return List.of(
        new Access(buffer, DType.F32, 0, strides),
        new Access(buffer, DType.F32, imaginary, strides));
  }
}
