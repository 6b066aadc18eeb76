package dev.covector.simd;

import java.nio.ByteOrder;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/** Vectors of pairs of f32 in memory, such as complex numbers, against vectors of their parts. */
final class PairLanes {
  private static final VectorSpecies<Float> SPECIES = Species.F32;
  private static final int LANES = SPECIES.length();
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private static final VectorShuffle<Float> EVEN = shuffle(i -> 2 * i % LANES);
  private static final VectorShuffle<Float> ODD = shuffle(i -> 2 * i % LANES + 1);
  private static final VectorShuffle<Float> LOW = shuffle(i -> i / 2);
  private static final VectorShuffle<Float> HIGH = shuffle(i -> LANES / 2 + i / 2);
  private static final VectorMask<Float> SECOND_HALF = mask(i -> i >= LANES / 2);
  private static final VectorMask<Float> SECOND_OF_PAIR = mask(i -> i % 2 == 1);

  private PairLanes() {}

  private static VectorShuffle<Float> shuffle(java.util.function.IntUnaryOperator source) {
    return VectorShuffle.fromOp(SPECIES, source);
  }

  private static VectorMask<Float> mask(java.util.function.IntPredicate set) {
    boolean[] bits = new boolean[LANES];
    for (int i = 0; i < LANES; i++) {
      bits[i] = set.test(i);
    }
    return VectorMask.fromArray(SPECIES, bits, 0);
  }

  /** Reads as many pairs as there are lanes. */
  static void load(long from, float[] first, float[] second, int at) {
    FloatVector low = FloatVector.fromMemorySegment(SPECIES, Memory.ALL, from, ORDER);
    FloatVector high = FloatVector.fromMemorySegment(SPECIES, Memory.ALL, from + 4L * LANES, ORDER);
    low.rearrange(EVEN).blend(high.rearrange(EVEN), SECOND_HALF).intoArray(first, at);
    low.rearrange(ODD).blend(high.rearrange(ODD), SECOND_HALF).intoArray(second, at);
  }

  /** Writes as many pairs as there are lanes, each part times a factor. */
  static void store(float[] first, float[] second, int at, float scale, long to) {
    FloatVector x = FloatVector.fromArray(SPECIES, first, at).mul(scale);
    FloatVector y = FloatVector.fromArray(SPECIES, second, at).mul(scale);
    x.rearrange(LOW)
        .blend(y.rearrange(LOW), SECOND_OF_PAIR)
        .intoMemorySegment(Memory.ALL, to, ORDER);
    x.rearrange(HIGH)
        .blend(y.rearrange(HIGH), SECOND_OF_PAIR)
        .intoMemorySegment(Memory.ALL, to + 4L * LANES, ORDER);
  }
}
