package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Access;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Expression.Node;
import dev.covector.kernel.Loop;
import dev.covector.kernel.ScalarFn;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** The results of the vector forms of all scalar functions, as this JVM emits them. */
final class DirectForms {
  private static final int COUNT = 75; // some vectors and a rest, of any width
  private static final int OPERAND_BYTES = 1024;
  private static final int MOST_OPERANDS = 3;

  private DirectForms() {}

  /** Prints whether calls are direct, and a line for each function and dtype. */
  public static void main(String[] arguments) {
    System.out.println("direct " + DirectVectors.isOn());
    results().forEach(System.out::println);
  }

  /** A line for each function and dtype with a vector form. */
  static List<String> results() {
    List<String> lines = new ArrayList<>();
    for (ScalarFn fn : ScalarFn.values()) {
      for (DType dtype : DType.values()) {
        if (ScalarFunctionsTest.takes(fn, dtype)) {
          result(fn, dtype, 1).ifPresent(hash -> lines.add(fn + " " + dtype + " " + hash));
        }
      }
    }
    return lines;
  }

  /** The class of a function of dense operands. */
  static LoopGenerator generator(ScalarFn fn, DType dtype) {
    return new LoopGenerator(LoopPlan.untiled(loop(fn, dtype)).key());
  }

  static Loop loop(ScalarFn fn, DType dtype) {
    int arity = fn.arity();
    List<Access> accesses = new ArrayList<>();
    List<Node> nodes = new ArrayList<>();
    List<Integer> operands = new ArrayList<>();
    for (int i = 0; i < arity; i++) {
      DType operand = fn == ScalarFn.SELECT && i == 0 ? DType.BOOL : dtype;
      accesses.add(new Access(i, operand, 0, new long[] {1}, List.of()));
      nodes.add(new Load(i, operand));
      operands.add(i);
    }
    DType result = fn.isPredicate() ? DType.BOOL : dtype;
    nodes.add(new Apply(fn, result, operands));
    Access out = new Access(arity, result, 0, new long[] {1}, List.of());
    List<Loop.Store> stores = List.of(new Loop.Store(out, arity));
    return new Loop(new long[] {COUNT}, 0, accesses, new Expression(nodes), stores);
  }

  /**
   * A number that the results determine; all NaNs count as one.
   *
   * @param calls how often the code runs; the results have to be the same every time
   */
  static Optional<Long> result(ScalarFn fn, DType dtype, int calls) {
    LoopKey key = LoopPlan.untiled(loop(fn, dtype)).key();
    Optional<VectorCode> vector = new LoopGenerator(key).vector();
    if (vector.isEmpty()) {
      return Optional.empty();
    }
    VectorCode code = vector.get();
    ScalarCode rest = new LoopGenerator(key).scalar();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate((MOST_OPERANDS + 1L) * OPERAND_BYTES, 64);
      long[] addresses = key.scratchArguments(memory.address(), memory.address());
      Random random = new Random(11);
      for (int s = 0; s <= fn.arity(); s++) {
        addresses[s] = memory.address() + (long) s * OPERAND_BYTES;
        DType operand = key.streams().get(s).dtype();
        for (int i = 0; i < COUNT && s < fn.arity(); i++) {
          put(operand, addresses[s] + (long) i * operand.byteSize(), random);
        }
      }
      DType out = fn.isPredicate() ? DType.BOOL : dtype;
      long first = 0;
      for (int call = 0; call < calls; call++) {
        long[] scratch = addresses.clone();
        long done = code.pass(0, scratch, COUNT);
        rest.pass(0, scratch, done, COUNT);
        long hash = hash(out, addresses[fn.arity()]);
        if (call == 0) {
          first = hash;
        } else if (hash != first) {
          throw new AssertionError(fn + " " + dtype + " changes in call " + call);
        }
      }
      return Optional.of(first);
    }
  }

  static void put(DType dtype, long address, Random random) {
    if (dtype.isFloating()) {
      Memory.putFloating(dtype, address, Comparison.number(random, dtype, 0));
    } else {
      long value = random.nextInt(4) == 0 ? random.nextLong() : random.nextInt(-70, 71);
      Memory.putInteger(dtype, address, dtype == DType.BOOL ? value & 1 : value);
    }
  }

  private static long hash(DType dtype, long address) {
    long hash = 0;
    for (int i = 0; i < COUNT; i++) {
      long at = address + (long) i * dtype.byteSize();
      long bits =
          dtype.isFloating()
              ? Double.doubleToLongBits(Memory.getFloating(dtype, at))
              : Memory.getInteger(dtype, at);
      hash = hash * 0x9E3779B97F4A7C15L + bits;
    }
    return hash;
  }
}
