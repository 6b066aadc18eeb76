package dev.covector.simd;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import jdk.incubator.vector.VectorSpecies;

/**
 * The sum of a vector's lanes, each half added to the other, in compiled and in uncompiled code:
 * {@code reduceLanes} of the JDK has another order in each. As many instructions as C2 has for it.
 * Only code of the vector mode may touch this class.
 */
final class LaneSums {
  private static final int FLOATS = Species.F32.length();
  private static final int DOUBLES = Species.F64.length();
  private static final VectorShuffle<Float> FLOATS_8 = other(Species.F32, 8);
  private static final VectorShuffle<Float> FLOATS_4 = other(Species.F32, 4);
  private static final VectorShuffle<Float> FLOATS_2 = other(Species.F32, 2);
  private static final VectorShuffle<Float> FLOATS_1 = other(Species.F32, 1);
  private static final VectorShuffle<Double> DOUBLES_4 = other(Species.F64, 4);
  private static final VectorShuffle<Double> DOUBLES_2 = other(Species.F64, 2);
  private static final VectorShuffle<Double> DOUBLES_1 = other(Species.F64, 1);

  private LaneSums() {}

  private static <E> VectorShuffle<E> other(VectorSpecies<E> species, int distance) {
    return VectorShuffle.fromOp(species, lane -> (lane ^ distance) & (species.length() - 1));
  }

  static float sum(FloatVector x) {
    FloatVector sum = x;
    sum = FLOATS > 8 ? sum.add(sum.rearrange(FLOATS_8)) : sum;
    sum = FLOATS > 4 ? sum.add(sum.rearrange(FLOATS_4)) : sum;
    sum = FLOATS > 2 ? sum.add(sum.rearrange(FLOATS_2)) : sum;
    return sum.add(sum.rearrange(FLOATS_1)).lane(0);
  }

  static double sum(DoubleVector x) {
    DoubleVector sum = x;
    sum = DOUBLES > 4 ? sum.add(sum.rearrange(DOUBLES_4)) : sum;
    sum = DOUBLES > 2 ? sum.add(sum.rearrange(DOUBLES_2)) : sum;
    return sum.add(sum.rearrange(DOUBLES_1)).lane(0);
  }
}
