package dev.covector.simd;

import dev.covector.kernel.ScalarFn;
import java.nio.ByteOrder;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.Vector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * What the JVM's entry points for vectors do in code that C2 has not compiled: the same by the
 * Vector API. Each method has the name of its entry point, and the operation first.
 */
final class DirectFallbacks {
  /**
   * The operation that makes masks of bits.
   *
   * @param species of the masks
   */
  record MaskOf(VectorSpecies<?> species) {}

  private DirectFallbacks() {}

  @SuppressWarnings("unchecked")
  private static Vector<Object> vector(Object v) {
    return (Vector<Object>) v;
  }

  @SuppressWarnings("unchecked")
  private static VectorMask<Object> mask(Object m) {
    return (VectorMask<Object>) m;
  }

  @SuppressWarnings("unchecked")
  private static VectorSpecies<Object> species(Object s) {
    return (VectorSpecies<Object>) s;
  }

  static Object unaryOp(Object operator, Object v, Object none) {
    return vector(v).lanewise((VectorOperators.Unary) operator);
  }

  static Object binaryOp(Object operator, Object v, Object w, Object lanes) {
    if (v instanceof VectorMask<?>) {
      return masks((VectorOperators.Associative) operator, mask(v), mask(w));
    }
    VectorOperators.Binary binary = (VectorOperators.Binary) operator;
    return lanes == null
        ? vector(v).lanewise(binary, vector(w))
        : vector(v).lanewise(binary, vector(w), mask(lanes));
  }

  private static VectorMask<Object> masks(
      VectorOperators.Associative operator, VectorMask<Object> v, VectorMask<Object> w) {
    if (operator == VectorOperators.AND) {
      return v.and(w);
    }
    return operator == VectorOperators.OR ? v.or(w) : v.xor(w);
  }

  static Object ternaryOp(Object operator, Object v, Object w, Object x, Object none) {
    return vector(v).lanewise((VectorOperators.Ternary) operator, vector(w), vector(x));
  }

  static Object broadcastInt(Object operator, Object v, int amount, Object none) {
    return vector(v).lanewise((VectorOperators.Binary) operator, amount);
  }

  static Object compare(Object comparison, int code, Object v, Object w, Object none) {
    return vector(v).compare((VectorOperators.Comparison) comparison, vector(w));
  }

  static Object blend(Object none, Object v, Object w, Object lanes) {
    return vector(v).blend(vector(w), mask(lanes));
  }

  /** Of vectors the operation is a conversion, of masks it is the species. */
  @SuppressWarnings("unchecked")
  static Object convert(Object operation, Object from, Object none) {
    return operation instanceof VectorSpecies<?> to
        ? mask(from).cast(to)
        : vector(from).convert((VectorOperators.Conversion<Object, Object>) operation, 0);
  }

  /** A scalar in all lanes, given by its bits; or a mask. */
  static Object fromBitsCoerced(Object operation, long bits, Object none) {
    if (operation instanceof MaskOf(VectorSpecies<?> species)) {
      return VectorMask.fromLong(species, bits);
    }
    VectorSpecies<Object> species = species(operation);
    if (species.equals(Species.F32)) {
      return FloatVector.broadcast(Species.F32, Float.intBitsToFloat((int) bits));
    }
    if (species.equals(Species.F64)) {
      return DoubleVector.broadcast(Species.F64, Double.longBitsToDouble(bits));
    }
    return species.broadcast(bits);
  }

  /** Sums and products in the order of C2's instructions, which is not the JDK's own one. */
  static long reductionCoerced(Object operator, Object v, Object none) {
    VectorOperators.Associative associative = (VectorOperators.Associative) operator;
    boolean product = associative == VectorOperators.MUL;
    boolean isOrdered = product || associative == VectorOperators.ADD;
    ScalarFn combiner = product ? ScalarFn.MUL : ScalarFn.ADD;
    return switch (v) {
      case FloatVector floats when isOrdered ->
          Float.floatToRawIntBits(
              BlockLanes.end(combiner, floats.toArray(), floats.length(), floats.length()));
      case DoubleVector doubles when isOrdered ->
          Double.doubleToRawLongBits(
              BlockLanes.end(combiner, doubles.toArray(), doubles.length(), doubles.length()));
      case FloatVector floats -> Float.floatToRawIntBits(floats.reduceLanes(associative));
      case DoubleVector doubles -> Double.doubleToRawLongBits(doubles.reduceLanes(associative));
      default -> vector(v).reduceLanesToLong(associative);
    };
  }

  static long maskReductionCoerced(Object none, Object m) {
    return mask(m).toLong();
  }

  /** Whether all lanes are set, or any. */
  static Object test(Object all, Object m, Object none) {
    return all == Boolean.TRUE ? mask(m).allTrue() : mask(m).anyTrue();
  }

  static Object indexPartiallyInUpperRange(Object species, long from, long to) {
    return species(species).indexInRange(from, to);
  }

  static Object load(Object species, Object none, long address, Object noSpecies) {
    return species(species).fromMemorySegment(Memory.ALL, address, ByteOrder.nativeOrder());
  }

  static Object loadMasked(
      Object species, Object none, long address, Object noSpecies, Object lanes) {
    VectorSpecies<Object> of = species(species);
    ByteOrder order = ByteOrder.nativeOrder();
    if (of.equals(Species.F32)) {
      return FloatVector.fromMemorySegment(
          Species.F32, Memory.ALL, address, order, mask(lanes).check(Species.F32));
    }
    if (of.equals(Species.I32)) {
      return IntVector.fromMemorySegment(
          Species.I32, Memory.ALL, address, order, mask(lanes).check(Species.I32));
    }
    return of.equals(Species.F64)
        ? DoubleVector.fromMemorySegment(
            Species.F64, Memory.ALL, address, order, mask(lanes).check(Species.F64))
        : LongVector.fromMemorySegment(
            Species.I64, Memory.ALL, address, order, mask(lanes).check(Species.I64));
  }

  static void store(Object none, Object container, long address, Object v) {
    vector(v).intoMemorySegment(Memory.ALL, address, ByteOrder.nativeOrder());
  }

  static void storeMasked(Object none, Object container, long address, Object v, Object lanes) {
    vector(v).intoMemorySegment(Memory.ALL, address, ByteOrder.nativeOrder(), mask(lanes));
  }
}
