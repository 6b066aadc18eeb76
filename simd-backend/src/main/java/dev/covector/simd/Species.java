package dev.covector.simd;

import jdk.incubator.vector.ByteVector;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors that generated code works on, constants to C2. Only code of the vector mode may touch
 * this class: it links the Vector API.
 */
final class Species {
  private static final VectorShape SHAPE = VectorWidth.SHAPE;

  static final VectorSpecies<Float> F32 = VectorSpecies.of(float.class, SHAPE);
  static final VectorSpecies<Integer> I32 = VectorSpecies.of(int.class, SHAPE);
  static final VectorSpecies<Double> F64 = VectorSpecies.of(double.class, SHAPE);
  static final VectorSpecies<Long> I64 = VectorSpecies.of(long.class, SHAPE);

  /** Bools in memory, for vectors of 16 lanes. */
  static final VectorSpecies<Byte> BYTES_16 = ByteVector.SPECIES_128;

  /** Bools in memory, for vectors of 8 lanes. */
  static final VectorSpecies<Byte> BYTES_8 = ByteVector.SPECIES_64;

  /** 0, 1, 2, ... */
  static final IntVector IOTA_I32 = IntVector.zero(I32).addIndex(1);

  /** 0, 1, 2, ... */
  static final LongVector IOTA_I64 = LongVector.zero(I64).addIndex(1);

  /** 0, 1, 2, ... */
  static final DoubleVector IOTA_F64 = DoubleVector.zero(F64).addIndex(1);

  private Species() {}
}
