package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.covector.DType;
import dev.covector.kernel.ScalarFn;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A loop that changes over from blocks to generated code goes on with the same bits. */
class BlockCodeTest {
  private static final int MOST = 2 * BlockRegisters.BLOCK + 77;
  private static final long OPERAND_BYTES = 16_384;

  static Stream<Arguments> functions() {
    return Arrays.stream(ScalarFn.values())
        .flatMap(
            fn ->
                Arrays.stream(DType.values())
                    .filter(BlockCodeTest::isServed)
                    .filter(dtype -> ScalarFunctionsTest.takes(fn, dtype))
                    .map(dtype -> Arguments.of(fn, dtype)));
  }

  private static boolean isServed(DType dtype) {
    return switch (dtype) {
      case I32, U32, I64, U64, F32, F64 -> true;
      default -> false;
    };
  }

  @ParameterizedTest
  @MethodSource("functions")
  void blocksGiveTheBitsOfTheScalarForm(ScalarFn fn, DType dtype) {
    assumeTrue(VectorMode.isOn());
    LoopKey key = LoopPlan.untiled(DirectForms.loop(fn, dtype)).key();
    Optional<BlockCode> blocks = BlockCode.of(key);
    boolean isRare = dtype.isUnsigned() && (fn == ScalarFn.ABS || fn == ScalarFn.SIGN);
    assertEquals(!isRare, blocks.isPresent());
    if (isRare) {
      return;
    }
    ScalarCode scalar = new LoopGenerator(key).scalar();
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment memory = arena.allocate(5 * OPERAND_BYTES, 64);
      long[] arguments = key.scratchArguments(memory.address(), memory.address());
      Random random = new Random(11);
      int arity = fn.arity();
      for (int s = 0; s <= arity; s++) {
        arguments[s] = memory.address() + s * OPERAND_BYTES;
        DType operand = key.streams().get(s).dtype();
        for (int i = 0; i < MOST && s < arity; i++) {
          DirectForms.put(operand, arguments[s] + (long) i * operand.byteSize(), random);
        }
      }
      long expected = memory.address() + 4 * OPERAND_BYTES;
      DType out = key.streams().get(arity).dtype();
      for (int count : new int[] {0, 1, 19, BlockRegisters.BLOCK, MOST}) {
        long[] others = arguments.clone();
        others[arity] = expected;
        blocks.get().pass(0, arguments.clone(), 0, count);
        scalar.pass(0, others, 0, count);
        for (int i = 0; i < count; i++) {
          long offset = (long) i * out.byteSize();
          assertEquals(
              bits(out, expected + offset),
              bits(out, arguments[arity] + offset),
              fn + " " + dtype + " element " + i + " of " + count);
        }
      }
    }
  }

  private static long bits(DType dtype, long address) {
    return dtype.isFloating()
        ? Double.doubleToLongBits(Memory.getFloating(dtype, address))
        : Memory.getInteger(dtype, address);
  }

  @Test
  void whatBlocksDoNotServeIsGenerated() {
    LoopKey served = LoopPlan.untiled(DirectForms.loop(ScalarFn.ADD, DType.F32)).key();
    LoopKey narrow = LoopPlan.untiled(DirectForms.loop(ScalarFn.ADD, DType.BF16)).key();
    assertTrue(BlockCode.of(served).isPresent());
    assertFalse(BlockCode.of(narrow).isPresent());
  }
}
