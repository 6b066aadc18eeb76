package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.backend.DeviceBuffer;
import dev.covector.kernel.Access;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Program;
import dev.covector.kernel.Sort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Sorts of all dtypes, lengths and layouts against the reference, bit by bit. */
final class SortTest {
  private static final LoopCache CACHE = new LoopCache(LoopCache.Start.VECTOR);

  private static Access access(int buffer, DType dtype, long[] strides) {
    return new Access(buffer, dtype, 0, strides);
  }

  /** Rows of several operands, along the last axis and along the first. */
  private static void check(
      List<DType> dtypes, int keys, int rows, int length, Comparison.Values values) {
    for (long[] strides : List.of(new long[] {length, 1}, new long[] {1, rows})) {
      int n = dtypes.size();
      List<Buffer> buffers = new ArrayList<>();
      List<Access> sources = new ArrayList<>();
      List<Access> targets = new ArrayList<>();
      for (int b = 0; b < 2 * n; b++) {
        DType dtype = dtypes.get(b % n);
        buffers.add(new Buffer(dtype, (long) rows * length));
        (b < n ? sources : targets).add(access(b, dtype, strides));
      }
      Sort kernel = new Sort(new long[] {rows, length}, keys, sources, targets);
      String what = "sort " + dtypes + " by " + keys + " " + rows + "x" + length;
      new Comparison(what, buffers, n, kernel, 0).with(values).check();
    }
  }

  /** 0, 1, 2, ... from the beginning of each run, which has a generator of its own. */
  private static final class Rising implements Comparison.Values {
    private Random run = new Random();
    private int count;

    @Override
    public double draw(Random random, DType dtype, int buffer) {
      count = random == run ? count + 1 : 0;
      run = random;
      return count % 1000;
    }
  }

  private static final int[] LENGTHS = {0, 1, 2, 19, 20, 21, 64, 300};

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"KEY", "KEY_ORIGINAL", "C64", "C128"},
      mode = EnumSource.Mode.EXCLUDE)
  void aloneAndWithOperandsThatMoveAlong(DType dtype) {
    for (int length : LENGTHS) {
      check(List.of(dtype), 1, 3, length, Comparison::number);
      check(List.of(dtype, DType.I32), 1, 3, length, Comparison::number);
      check(List.of(dtype, DType.I8, DType.F64), 1, 2, length, Comparison::number);
    }
    check(List.of(dtype), 1, 1, 5000, Comparison::number);
    check(List.of(dtype, DType.I32), 1, 1, 5000, Comparison::number);
    check(List.of(dtype, DType.I64), 1, 1, 5000, Comparison::number);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F32", "F64", "I32", "U64", "BF16"})
  void severalKeysOneAfterTheOther(DType dtype) {
    Comparison.Values few = (random, d, buffer) -> random.nextInt(4);
    for (int length : LENGTHS) {
      check(List.of(dtype, dtype), 2, 2, length, few);
      check(List.of(DType.F64, dtype, DType.I32), 2, 2, length, few);
      check(List.of(dtype, DType.U8, dtype), 3, 2, length, few);
    }
    check(List.of(dtype, DType.F64, DType.I32), 2, 1, 4500, few);
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F16", "BF16", "F32", "F64", "I32", "U32", "I64"})
  void equalRisingAndFallingElements(DType dtype) {
    Comparison.Values rising = new Rising();
    for (int length : new int[] {7, 100, 6000}) {
      check(List.of(dtype), 1, 2, length, (random, d, b) -> 1);
      check(List.of(dtype, DType.I32), 1, 2, length, (random, d, b) -> b);
      check(List.of(dtype), 1, 2, length, rising);
      check(List.of(dtype), 1, 2, length, (random, d, b) -> 1000 - rising.draw(random, d, b));
    }
  }

  @Test
  void longRowsAreSortedByAllThreads() {
    check(List.of(DType.F32), 1, 1, 60_000, Comparison::number);
    check(List.of(DType.U32, DType.I32), 1, 1, 60_000, Comparison::number);
    check(List.of(DType.F64, DType.I32), 1, 2, 30_000, Comparison::number);
    check(List.of(DType.F32), 1, 40, 2_000, Comparison::number);
    // by the highest digit first
    check(List.of(DType.F32), 1, 1, 300_000, Comparison::number);
    check(List.of(DType.F32), 1, 1, 300_000, (random, d, b) -> random.nextInt(3));
    check(List.of(DType.F32), 1, 1, 300_000, (random, d, b) -> 1);
    check(List.of(DType.I64), 1, 1, 140_000, (random, d, b) -> random.nextLong());
    check(List.of(DType.I32, DType.I64), 1, 1, 140_000, (random, d, b) -> random.nextInt());
  }

  /** The largest elements of rows with their positions, which are the same for all rows. */
  private static void largest(
      DType dtype, boolean descending, int rows, int length, int count, Comparison.Values values) {
    List<Buffer> buffers =
        List.of(
            new Buffer(dtype, (long) rows * length),
            new Buffer(DType.I32, length),
            new Buffer(dtype, (long) rows * count),
            new Buffer(DType.I32, (long) rows * count));
    for (boolean columns : new boolean[] {false, true}) {
      Sort kernel =
          new Sort(
              new long[] {rows, length},
              1,
              descending,
              count,
              List.of(
                  new Access(0, dtype, 0, columns ? 1 : length, columns ? rows : 1),
                  new Access(1, DType.I32, 0, 0, 1)),
              List.of(new Access(2, dtype, 0, count, 1), new Access(3, DType.I32, 0, count, 1)));
      String what = dtype + " first " + count + " of " + length + " " + descending;
      new Comparison(what, buffers, 2, kernel, 0).with(values).check();
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"KEY", "KEY_ORIGINAL", "C64", "C128"},
      mode = EnumSource.Mode.EXCLUDE)
  void theFirstElementsInOrder(DType dtype) {
    for (boolean descending : new boolean[] {true, false}) {
      for (int length : new int[] {1, 7, 50, 400}) {
        for (int count : new int[] {0, 1, 5, 10, 70, length}) {
          if (count <= length) {
            largest(dtype, descending, 3, length, count, Comparison::number);
            largest(dtype, descending, 3, length, count, (random, d, b) -> random.nextInt(4));
          }
        }
      }
      largest(dtype, descending, 2, 5000, 10, Comparison::number);
      largest(dtype, descending, 1, 5000, 4000, Comparison::number);
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = DType.class,
      names = {"F16", "BF16", "F32", "F64"})
  void zerosAndNansKeepTheirBitsAndTheirOrder(DType dtype) {
    long sign = 1L << (dtype.bits() - 1);
    long mask = -1L >>> (64 - dtype.bits());
    long one = bits(dtype, 1);
    long infinity = bits(dtype, Double.POSITIVE_INFINITY);
    for (int length : new int[] {5, 15, 200, 9000}) {
      for (int payloads : new int[] {0, 1, 2}) {
        Random random = new Random(length);
        long[] elements =
            IntStream.range(0, length)
                .mapToLong(
                    i ->
                        switch (random.nextInt(8)) {
                          case 0 -> sign;
                          case 1 -> 0;
                          case 2 -> infinity + 1 + random.nextInt(50);
                          case 3 -> (infinity + 1 + random.nextInt(50)) | sign;
                          case 4 -> infinity;
                          case 5 -> infinity | sign;
                          default -> one | (random.nextBoolean() ? sign : 0);
                        })
                .toArray();
        Integer[] order = IntStream.range(0, length).boxed().toArray(Integer[]::new);
        Arrays.sort(
            order, (a, b) -> Double.compare(value(dtype, elements[a]), value(dtype, elements[b])));
        long[] sorted = sort(dtype, elements, payloads);
        for (int i = 0; i < length; i++) {
          assertEquals(
              elements[order[i]],
              sorted[i] & mask,
              dtype + " " + payloads + " of " + length + " at " + i);
        }
      }
    }
  }

  private static long bits(DType dtype, double value) {
    try (var arena = java.lang.foreign.Arena.ofConfined()) {
      long address = arena.allocate(8, 8).address();
      Memory.putFloating(dtype, address, value);
      return Cell.bits(dtype.byteSize(), address);
    }
  }

  private static double value(DType dtype, long bits) {
    try (var arena = java.lang.foreign.Arena.ofConfined()) {
      long address = arena.allocate(8, 8).address();
      Cell.putBits(dtype.byteSize(), address, bits);
      return Memory.getFloating(dtype, address) + 0.0;
    }
  }

  private static long[] sort(DType dtype, long[] elements, int payloads) {
    int n = 1 + payloads;
    List<Buffer> buffers = new ArrayList<>();
    List<Access> sources = new ArrayList<>();
    List<Access> targets = new ArrayList<>();
    for (int b = 0; b < 2 * n; b++) {
      DType of = b % n == 0 ? dtype : DType.I32;
      buffers.add(new Buffer(of, elements.length));
      (b < n ? sources : targets).add(access(b, of, new long[] {1}));
    }
    Sort kernel = new Sort(new long[] {elements.length}, 1, sources, targets);
    Program program =
        new Program(
            buffers,
            IntStream.range(0, n).boxed().toList(),
            IntStream.range(n, 2 * n).boxed().toList(),
            List.of(),
            List.of(kernel));
    SimdBackend backend = new SimdBackend(CACHE, new Workers(3));
    List<DeviceBuffer> in = new ArrayList<>();
    for (int b = 0; b < n; b++) {
      DeviceBuffer buffer = backend.allocate(buffers.get(b).byteSize());
      int bytes = buffers.get(b).dtype().byteSize();
      for (int i = 0; i < elements.length; i++) {
        long element = b == 0 ? elements[i] : i;
        Cell.putBits(bytes, buffer.segment().address() + (long) i * bytes, element);
      }
      in.add(buffer);
    }
    DeviceBuffer[] out = backend.compile(program).run(in.toArray(DeviceBuffer[]::new), null);
    int size = dtype.byteSize();
    long address = out[0].segment().address();
    long[] sorted =
        IntStream.range(0, elements.length)
            .mapToLong(i -> Cell.bits(size, address + (long) i * size))
            .toArray();
    java.lang.ref.Reference.reachabilityFence(out);
    return sorted;
  }
}
