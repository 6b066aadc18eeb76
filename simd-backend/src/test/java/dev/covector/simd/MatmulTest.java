package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Matmul;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Matrix products over shapes, strides and dtypes against the reference. */
final class MatmulTest {

  @ParameterizedTest
  @CsvSource({
    "1,1,1",
    "1,7,5",
    "7,1,5",
    "2,2,0",
    "3,3,1",
    "5,5,5",
    "6,64,10",
    "7,65,11",
    "64,64,64",
    "13,130,400",
    "200,70,30",
    "3,300,7",
    "300,3,7",
    "150,20,800",
    "20,210,530",
    "33,400,100",
    "40,330,600",
    "0,4,4",
    "4,0,4"
  })
  void shapes(long m, long n, long k) {
    for (DType dtype : List.of(DType.F32, DType.F64)) {
      check(dtype, 1, m, n, k, false, false);
      check(dtype, 1, m, n, k, true, false);
      check(dtype, 1, m, n, k, false, true);
      check(dtype, 3, m, n, k, true, true);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F16", "BF16", "I8", "U8", "I32", "U32", "I64", "U64"})
  void otherDTypes(DType dtype) {
    check(dtype, 1, 1, 9, 20, false, false);
    check(dtype, 1, 17, 9, 20, false, true);
    check(dtype, 2, 8, 70, 500, true, false);
    check(dtype, 1, 40, 300, 530, false, false);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F32", "F64"})
  void outputWhoseColumnsAreApart(DType dtype) {
    Matmul product =
        new Matmul(
            new long[0],
            20,
            70,
            15,
            new Access(0, dtype, 0, 15, 1),
            new Access(1, dtype, 0, 70, 1),
            new Access(2, dtype, 0, 1, 20),
            dtype);
    run(product, dtype, 300, 1050, 1400);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F32", "F64", "BF16", "F16"})
  void randomShapesAndStrides(DType dtype) {
    Random random = new Random(11);
    for (int i = 0; i < 60; i++) {
      long[] batch = i % 3 == 0 ? new long[] {2, 1 + random.nextInt(3)} : new long[0];
      long m = size(random);
      long n = size(random);
      long k = size(random);
      Layout lhs = Layout.draw(random, batch, m, k, true);
      Layout rhs = Layout.draw(random, batch, k, n, true);
      Layout out = Layout.draw(random, batch, m, n, false);
      DType sum = dtype == DType.F64 ? dtype : DType.F32;
      boolean dense = i % 2 == 0;
      Access target = dense ? Layout.dense(batch, m, n) : out.access;
      Matmul product =
          new Matmul(
              batch,
              m,
              n,
              k,
              access(0, dtype, lhs.access),
              access(1, dtype, rhs.access),
              access(2, dtype, target),
              sum);
      long elements = dense ? Arrays.stream(batch).reduce(m * n, (x, y) -> x * y) : out.elements;
      run(product, dtype, lhs.elements, rhs.elements, elements);
    }
  }

  private static long size(Random random) {
    return switch (random.nextInt(6)) {
      case 0 -> 1;
      case 1 -> 2 + random.nextInt(3);
      case 2 -> 16 * (1 + random.nextInt(4));
      default -> 1 + random.nextInt(90);
    };
  }

  private static Access access(int buffer, DType dtype, Access layout) {
    return new Access(buffer, dtype, layout.offset(), layout.strides());
  }

  /**
   * Where the elements of batches of matrices are: no two in one place.
   *
   * @param elements of the buffer
   */
  private record Layout(Access access, long elements) {
    static Layout draw(Random random, long[] batch, long rows, long columns, boolean gaps) {
      int rank = batch.length + 2;
      long[] extents = Arrays.copyOf(batch, rank);
      extents[rank - 2] = rows;
      extents[rank - 1] = columns;
      List<Integer> order = new ArrayList<>(IntStream.range(0, rank).boxed().toList());
      Collections.shuffle(order, random);
      long[] strides = new long[rank];
      long offset = gaps ? random.nextInt(3) : 0;
      long stride = gaps && random.nextInt(4) == 0 ? 2 : 1;
      for (int d : order) {
        boolean reversed = random.nextInt(5) == 0;
        strides[d] = reversed ? -stride : stride;
        offset += reversed ? (extents[d] - 1) * stride : 0;
        stride = stride * extents[d] + (gaps && random.nextBoolean() ? random.nextInt(5) : 0);
      }
      return new Layout(new Access(0, DType.F32, offset, strides), gaps ? stride + 3 : stride);
    }

    static Access dense(long[] batch, long rows, long columns) {
      long[] strides = new long[batch.length + 2];
      strides[batch.length + 1] = 1;
      strides[batch.length] = columns;
      long stride = rows * columns;
      for (int d = batch.length - 1; d >= 0; d--) {
        strides[d] = stride;
        stride *= batch[d];
      }
      return new Access(0, DType.F32, 0, strides);
    }
  }

  @ParameterizedTest
  @CsvSource({"5,70,40", "70,5,40", "30,33,33", "1,40,50", "40,1,50", "2,40,50"})
  void infinitiesAndNotANumbersPropagate(long m, long n, long k) {
    for (DType dtype : List.of(DType.F32, DType.F64, DType.BF16)) {
      DType sum = dtype == DType.F64 ? dtype : DType.F32;
      Matmul product =
          new Matmul(
              new long[0],
              m,
              n,
              k,
              new Access(0, dtype, 0, k, 1),
              new Access(1, dtype, 0, n, 1),
              new Access(2, dtype, 0, n, 1),
              sum);
      List<Buffer> buffers =
          List.of(new Buffer(dtype, m * k), new Buffer(dtype, k * n), new Buffer(dtype, m * n));
      new Comparison("special " + dtype, buffers, 2, product, dtype == DType.BF16 ? 1 : 64)
          .with(
              (random, d, b) ->
                  switch (random.nextInt(150)) {
                    case 0 -> Double.POSITIVE_INFINITY;
                    case 1 -> Double.NaN;
                    case 2 -> 0;
                    default -> random.nextDouble();
                  })
          .check();
    }
  }

  @Test
  void theNumberOfWorkersDoesNotChangeABit() {
    long m = 210;
    long n = 170;
    long k = 700;
    Matmul product =
        new Matmul(
            new long[0],
            m,
            n,
            k,
            new Access(0, DType.F32, 0, 1, m),
            new Access(1, DType.F32, 0, n, 1),
            new Access(2, DType.F32, 0, n, 1),
            DType.F32);
    LoopCache cache = new LoopCache(LoopCache.Start.VECTOR);
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment lhs = arena.allocate(m * k * 4, 64);
      MemorySegment rhs = arena.allocate(k * n * 4, 64);
      Random random = new Random(3);
      for (long i = 0; i < m * k; i++) {
        lhs.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextGaussian());
      }
      for (long i = 0; i < k * n; i++) {
        rhs.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextGaussian());
      }
      MemorySegment expected = arena.allocate(m * n * 4, 64);
      new SimdCompiler(cache, new Workers(1))
          .compile(product)
          .run(new MemorySegment[] {lhs, rhs, expected});
      for (int workers : new int[] {2, 7}) {
        MemorySegment actual = arena.allocate(m * n * 4, 64);
        new SimdCompiler(cache, new Workers(workers))
            .compile(product)
            .run(new MemorySegment[] {lhs, rhs, actual});
        assertEquals(-1, expected.mismatch(actual), workers + " workers");
      }
      MemorySegment cold = arena.allocate(m * n * 4, 64);
      new SimdCompiler(new LoopCache(LoopCache.Start.SCALAR), new Workers(1))
          .compile(product)
          .run(new MemorySegment[] {lhs, rhs, cold});
      assertEquals(-1, expected.mismatch(cold), "plain Java");
    }
  }

  /** What serves strips of all heights before tiles of their own are compiled. */
  @ParameterizedTest
  @CsvSource({
    "7,65,11,false,false",
    "13,130,400,true,false",
    "200,70,30,false,true",
    "300,3,7,false,false",
    "64,100,1347,true,false",
    "40,330,600,true,true",
    "33,20,530,false,true"
  })
  void tilesOfSingleRowsGiveTheSameBits(
      long m, long n, long k, boolean lhsTurned, boolean rhsTurned) {
    for (DType dtype : List.of(DType.F32, DType.F64)) {
      Access lhs = lhsTurned ? new Access(0, dtype, 0, 1, m) : new Access(0, dtype, 0, k, 1);
      Access rhs = rhsTurned ? new Access(1, dtype, 0, 1, k) : new Access(1, dtype, 0, n, 1);
      Matmul product =
          new Matmul(new long[0], m, n, k, lhs, rhs, new Access(2, dtype, 0, n, 1), dtype);
      LoopCache rows = new LoopCache(LoopCache.Start.COLD);
      boolean wide = dtype == DType.F64;
      for (int vectors = 1; vectors <= TileShape.mostVectors(); vectors++) {
        rows.tiles().get(new TileShape(wide, 1, vectors, false)).setWarm();
        if (TileShape.hasMasks()) {
          rows.tiles().get(new TileShape(wide, 1, vectors, true)).setWarm();
        }
      }
      for (int workers : new int[] {1, 2, 7}) {
        assertArrayEquals(
            result(product, new LoopCache(LoopCache.Start.VECTOR), workers),
            result(product, rows, workers),
            dtype + ", " + workers + " workers");
      }
    }
  }

  /** The bits of a product of the same random numbers. */
  private static byte[] result(Matmul product, LoopCache cache, int workers) {
    DType dtype = product.accumulator();
    long size = dtype.byteSize();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment lhs = arena.allocate(product.m() * product.k() * size, 64);
      MemorySegment rhs = arena.allocate(product.k() * product.n() * size, 64);
      MemorySegment out = arena.allocate(product.m() * product.n() * size, 64);
      Random random = new Random(5);
      for (MemorySegment operand : List.of(lhs, rhs)) {
        for (long i = 0; i < operand.byteSize() / size; i++) {
          if (dtype == DType.F64) {
            operand.setAtIndex(ValueLayout.JAVA_DOUBLE, i, random.nextGaussian());
          } else {
            operand.setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextGaussian());
          }
        }
      }
      new SimdCompiler(cache, new Workers(workers))
          .compile(product)
          .run(new MemorySegment[] {lhs, rhs, out});
      return out.toArray(ValueLayout.JAVA_BYTE);
    }
  }

  private static void check(
      DType dtype, long batch, long m, long n, long k, boolean lhsTurned, boolean rhsTurned) {
    Access lhs =
        lhsTurned ? new Access(0, dtype, 0, m * k, 1, m) : new Access(0, dtype, 0, m * k, k, 1);
    Access rhs =
        rhsTurned ? new Access(1, dtype, 0, k * n, 1, k) : new Access(1, dtype, 0, k * n, n, 1);
    DType sum = dtype.isFloating() && dtype != DType.F64 ? DType.F32 : dtype;
    Matmul product =
        new Matmul(
            new long[] {batch}, m, n, k, lhs, rhs, new Access(2, dtype, 0, m * n, n, 1), sum);
    run(product, dtype, batch * m * k, batch * k * n, batch * m * n);
  }

  private static void run(Matmul product, DType dtype, long lhs, long rhs, long out) {
    List<Buffer> buffers =
        List.of(new Buffer(dtype, lhs), new Buffer(dtype, rhs), new Buffer(dtype, out));
    String what = dtype + " " + product.m() + "x" + product.n() + "x" + product.k();
    new Comparison(what, buffers, 2, product, dtype.byteSize() == 2 ? 1 : 64)
        .with(
            (random, d, b) ->
                d.isFloating() ? random.nextDouble() : Comparison.number(random, d, b))
        .check();
  }
}
