package dev.covector.simd;

import dev.covector.kernel.Buffer;
import dev.covector.kernel.Control;
import java.util.List;
import java.util.stream.Stream;

/**
 * The argument array of a region: the address of the workspace, those of the buffers that the loop
 * reads or fills besides its carry, of the two halves of each element of the carry, and the number
 * of the next turn.
 *
 * @param operands the buffers
 * @param buffers all buffers of the program that the loop is a kernel of
 */
record RegionArguments(RegionLoop.Spec spec, List<Integer> operands, List<Buffer> buffers) {
  /** The position of the workspace. */
  static final int WORKSPACE = 0;

  RegionArguments(Control loop, List<Buffer> buffers) {
    this(spec(loop), buffers);
  }

  private RegionArguments(RegionLoop.Spec spec, List<Buffer> buffers) {
    this(
        spec,
        Stream.of(spec.conditionConstants(), spec.bodyConstants(), spec.sequences(), spec.outputs())
            .flatMap(List::stream)
            .distinct()
            .toList(),
        buffers);
  }

  private static RegionLoop.Spec spec(Control loop) {
    return switch (loop) {
      case Control.While w -> RegionProgram.spec(w);
      case Control.Repeat r -> RegionProgram.spec(r);
      case Control.Branch b -> throw new IllegalArgumentException("not a loop: " + b);
    };
  }

  /** The position of a buffer. */
  int operand(int buffer) {
    return 1 + operands.indexOf(buffer);
  }

  /** The position of an element of the carry. */
  int current(int k) {
    return 1 + operands.size() + 2 * k;
  }

  /** The position of the other half of an element of the carry. */
  int next(int k) {
    return current(k) + 1;
  }

  /** The size of an element of the carry. */
  long carryBytes(int k) {
    int output = spec.body().outputs().get(k);
    return spec.body().buffers().get(output).byteSize();
  }

  /** The position of the number of the next turn. */
  int turn() {
    return 1 + operands.size() + 2 * spec.carries();
  }

  /** How many arguments there are. */
  int size() {
    return turn() + 1;
  }
}
