package dev.covector.host;

import dev.covector.kernel.Access;
import dev.covector.kernel.ArgReduce;
import dev.covector.kernel.Control;
import dev.covector.kernel.Convolution;
import dev.covector.kernel.Cumulative;
import dev.covector.kernel.Decomposition;
import dev.covector.kernel.DynamicIndex;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Fourier;
import dev.covector.kernel.HostCall;
import dev.covector.kernel.Kernel;
import dev.covector.kernel.Loop;
import dev.covector.kernel.Matmul;
import dev.covector.kernel.Scatter;
import dev.covector.kernel.Sort;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * A result that may take the memory of an operand that dies in the same kernel.
 *
 * @param target the result's buffer
 * @param source the operand's buffer
 */
record InPlace(int target, int source) {

  /** The possibilities that a kernel offers. */
  static List<InPlace> of(Kernel kernel) {
    return switch (kernel) {
      case Loop loop -> ofLoop(loop);
      case Control.While loop -> {
        List<Integer> constants = new ArrayList<>(loop.conditionConstants());
        constants.addAll(loop.bodyConstants());
        yield ofCarry(loop.initial(), loop.result(), constants);
      }
      case Control.Repeat loop -> {
        List<Integer> constants = new ArrayList<>(loop.constants());
        constants.addAll(loop.sequences());
        yield ofCarry(loop.initial(), loop.result(), constants);
      }
      case ArgReduce _,
          Cumulative _,
          Matmul _,
          Convolution _,
          Scatter _,
          Sort _,
          Fourier _,
          Decomposition _,
          HostCall _,
          Control.Branch _ ->
          List.of();
    };
  }

  /** Whether the loop does nothing, given which buffers are in the same memory. */
  static boolean isIdentity(Loop loop, BiPredicate<Integer, Integer> sameMemory) {
    return loop.stores().stream()
        .allMatch(
            store -> {
              if (!(loop.body().nodes().get(store.node()) instanceof Expression.Load load)) {
                return false;
              }
              Access source = loop.accesses().get(load.access());
              return sameElement(source, store.target())
                  && sameMemory.test(source.buffer(), store.target().buffer());
            });
  }

  private static List<InPlace> ofLoop(Loop loop) {
    List<InPlace> result = new ArrayList<>();
    for (Loop.Store store : loop.stores()) {
      for (Access source : loop.accesses()) {
        if (sameElement(source, store.target())
            && isInjective(loop.extents(), source.strides())
            && loop.accesses().stream()
                .allMatch(a -> a.buffer() != source.buffer() || a.equals(source))
            && !isIndex(loop, source.buffer())) {
          result.add(new InPlace(store.target().buffer(), source.buffer()));
        }
      }
    }
    return result;
  }

  private static boolean sameElement(Access source, Access target) {
    return source.dynamic().isEmpty()
        && source.dtype().byteSize() == target.dtype().byteSize()
        && target.dynamic().isEmpty()
        && source.offset() == target.offset()
        && Arrays.equals(source.strides(), target.strides());
  }

  /** Whether no stride is 0: a point then meets no other point's element before it is written. */
  private static boolean isInjective(long[] extents, long[] strides) {
    for (int d = 0; d < extents.length; d++) {
      if (strides[d] == 0 && extents[d] > 1) {
        return false;
      }
    }
    return true;
  }

  private static boolean isIndex(Loop loop, int buffer) {
    for (Access access : loop.accesses()) {
      for (DynamicIndex index : access.dynamic()) {
        if (index.index().buffer() == buffer) {
          return true;
        }
      }
    }
    return false;
  }

  private static List<InPlace> ofCarry(
      List<Integer> initial, List<Integer> result, List<Integer> others) {
    List<InPlace> pairs = new ArrayList<>();
    for (int k = 0; k < initial.size(); k++) {
      int source = initial.get(k);
      if (!others.contains(source) && Collections.frequency(initial, source) == 1) {
        pairs.add(new InPlace(result.get(k), source));
      }
    }
    return pairs;
  }
}
