package dev.covector.simd;

import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/** {@link SecularLanes} over vectors. */
final class VectorSecularLanes extends SecularLanes {
  static final VectorSecularLanes INSTANCE = new VectorSecularLanes();

  private static final VectorSpecies<Double> SPECIES = Species.F64;
  private static final VectorSpecies<Float> HALF =
      VectorSpecies.of(float.class, VectorShape.forBitSize(VectorWidth.bits() / 2));
  private static final long STEP = VectorWidth.bits() / 8;
  private static final ByteOrder ORDER = ByteOrder.nativeOrder();

  private static DoubleVector load(long address) {
    return DoubleVector.fromMemorySegment(SPECIES, Memory.ALL, address, ORDER);
  }

  private static void store(DoubleVector vector, long address) {
    vector.intoMemorySegment(Memory.ALL, address, ORDER);
  }

  private static DoubleVector spread(double value) {
    return DoubleVector.broadcast(SPECIES, value);
  }

  @Override
  void differences(long size, long d, double pole, boolean squared, long delta) {
    DoubleVector p = spread(pole);
    if (squared) {
      for (long j = 0; j < size; j += STEP) {
        DoubleVector dj = load(d + j);
        store(dj.sub(p).mul(dj.add(p)), delta + j);
      }
    } else {
      for (long j = 0; j < size; j += STEP) {
        store(load(d + j).sub(p), delta + j);
      }
    }
  }

  @Override
  void sums(long size, long delta, long w, double tau, long out) {
    DoubleVector shift = spread(tau);
    DoubleVector one = spread(1);
    DoubleVector sum = spread(0);
    DoubleVector slope = sum;
    DoubleVector norm = sum;
    for (long j = 0; j < size; j += STEP) {
      DoubleVector inverse = one.div(load(delta + j).sub(shift));
      DoubleVector term = load(w + j).mul(inverse);
      sum = sum.add(term);
      slope = term.fma(inverse, slope);
      norm = norm.add(term.abs());
    }
    Memory.putF64(out, sum.reduceLanes(VectorOperators.ADD));
    Memory.putF64(out + 8, slope.reduceLanes(VectorOperators.ADD));
    Memory.putF64(out + 16, norm.reduceLanes(VectorOperators.ADD));
  }

  @Override
  void shift(long size, long delta, double tau) {
    DoubleVector shift = spread(tau);
    for (long j = 0; j < size; j += STEP) {
      store(load(delta + j).sub(shift), delta + j);
    }
  }

  @Override
  void products(
      long size, long rows, long delta, long pitch, long d, long poles, boolean squared, long out) {
    DoubleVector zero = spread(0);
    DoubleVector minus = spread(-1);
    for (long j = 0; j < size; j += STEP) {
      DoubleVector dj = load(d + j);
      DoubleVector product = spread(1);
      long row = delta + j;
      for (long i = 0; i < rows; i++) {
        DoubleVector pole = spread(Memory.getF64(poles + i * Double.BYTES));
        DoubleVector difference = dj.sub(pole);
        if (squared) {
          difference = difference.mul(dj.add(pole));
        }
        difference = difference.blend(minus, difference.compare(VectorOperators.EQ, zero));
        product = product.mul(load(row).div(difference));
        row += pitch;
      }
      store(product, out + j);
    }
  }

  @Override
  double quotients(long size, long z, long delta) {
    DoubleVector sum = spread(0);
    for (long j = 0; j < size; j += STEP) {
      DoubleVector value = load(z + j).div(load(delta + j));
      store(value, delta + j);
      sum = value.fma(value, sum);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }

  @Override
  void store(long size, long from, double factor, boolean wide, long to) {
    DoubleVector scale = spread(factor);
    if (wide) {
      for (long j = 0; j < size; j += STEP) {
        store(load(from + j).mul(scale), to + j);
      }
    } else {
      for (long j = 0; j < size; j += STEP) {
        FloatVector narrow =
            (FloatVector) load(from + j).mul(scale).convertShape(VectorOperators.D2F, HALF, 0);
        narrow.intoMemorySegment(Memory.ALL, to + j / 2, ORDER);
      }
    }
  }

  @Override
  double weigh(long size, long d, long row) {
    DoubleVector sum = spread(0);
    for (long j = 0; j < size; j += STEP) {
      DoubleVector value = load(row + j).mul(load(d + j));
      store(value, row + j);
      sum = value.fma(value, sum);
    }
    return sum.reduceLanes(VectorOperators.ADD);
  }
}
