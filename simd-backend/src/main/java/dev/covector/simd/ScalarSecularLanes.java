package dev.covector.simd;

/** {@link SecularLanes} one element after the other. */
final class ScalarSecularLanes extends SecularLanes {
  static final ScalarSecularLanes INSTANCE = new ScalarSecularLanes();

  private static double get(long address) {
    return Memory.getF64(address);
  }

  @Override
  void differences(long size, long d, double pole, boolean squared, long delta) {
    for (long j = 0; j < size; j += 8) {
      Memory.putF64(delta + j, difference(get(d + j), pole, squared));
    }
  }

  private static double difference(double d, double pole, boolean squared) {
    return squared ? (d - pole) * (d + pole) : d - pole;
  }

  @Override
  void sums(long size, long delta, long w, double tau, long out) {
    double sum = 0;
    double slope = 0;
    double norm = 0;
    for (long j = 0; j < size; j += 8) {
      double inverse = 1 / (get(delta + j) - tau);
      double term = get(w + j) * inverse;
      sum += term;
      slope += term * inverse;
      norm += Math.abs(term);
    }
    Memory.putF64(out, sum);
    Memory.putF64(out + 8, slope);
    Memory.putF64(out + 16, norm);
  }

  @Override
  void shift(long size, long delta, double tau) {
    for (long j = 0; j < size; j += 8) {
      Memory.putF64(delta + j, get(delta + j) - tau);
    }
  }

  @Override
  void products(
      long size, long rows, long delta, long pitch, long d, long poles, boolean squared, long out) {
    for (long j = 0; j < size; j += 8) {
      double product = 1;
      for (long i = 0; i < rows; i++) {
        double difference = difference(get(d + j), get(poles + i * 8), squared);
        product *= get(delta + i * pitch + j) / (difference == 0 ? -1 : difference);
      }
      Memory.putF64(out + j, product);
    }
  }

  @Override
  double quotients(long size, long z, long delta) {
    double sum = 0;
    for (long j = 0; j < size; j += 8) {
      double value = get(z + j) / get(delta + j);
      Memory.putF64(delta + j, value);
      sum += value * value;
    }
    return sum;
  }

  @Override
  void store(long size, long from, double factor, boolean wide, long to) {
    for (long j = 0; j < size; j += 8) {
      double value = get(from + j) * factor;
      if (wide) {
        Memory.putF64(to + j, value);
      } else {
        Memory.putF32(to + j / 2, (float) value);
      }
    }
  }

  @Override
  double weigh(long size, long d, long row) {
    double sum = 0;
    for (long j = 0; j < size; j += 8) {
      double value = get(row + j) * get(d + j);
      Memory.putF64(row + j, value);
      sum += value * value;
    }
    return sum;
  }
}
