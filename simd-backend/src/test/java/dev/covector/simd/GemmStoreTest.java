package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rounding of sums to bf16, side by side, against rounding one by one. */
final class GemmStoreTest {
  private static final int[] SPECIAL = {
    0, 0x80000000, 0x7f800000, 0xff800000, 0x7fc00000, 0xffffffff, 0x7f800001, 0x7f7fffff,
    0xff7fffff, 0x3f808000, 0x3f818000, 0x00008000, 0x80018000, 0x0000ffff, 1, 0x80000001
  };

  @ParameterizedTest
  @EnumSource(
      value = LoopCache.Start.class,
      names = {"SCALAR", "VECTOR"})
  void roundsAsOneByOne(LoopCache.Start start) {
    PackRoutines routines = new PackRoutines(start);
    Random random = new Random(5);
    for (int columns = 0; columns < 70; columns++) {
      for (int trial = 0; trial < 40; trial++) {
        int[] bits = new int[columns];
        for (int i = 0; i < columns; i++) {
          bits[i] =
              random.nextInt(trial + 1) == 1
                  ? SPECIAL[random.nextInt(SPECIAL.length)]
                  : Float.floatToRawIntBits(random.nextFloat() - 0.5f);
        }
        check(bits, routines);
      }
    }
    check(SPECIAL, routines);
  }

  private static void check(int[] bits, PackRoutines routines) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment sums = arena.allocate(4L * bits.length + 4, 4);
      MemorySegment.copy(bits, 0, sums, ValueLayout.JAVA_INT, 0, bits.length);
      MemorySegment out = arena.allocate(2L * bits.length + 2, 2);
      out.fill((byte) 0x55);
      new GemmStore(false, new MatrixView(DType.BF16, 2L * bits.length, 2), routines)
          .store(sums.address(), 4L * bits.length, 1, bits.length, out.address());
      for (int i = 0; i < bits.length; i++) {
        assertEquals(
            (short) NarrowFloat.toBF16(Float.intBitsToFloat(bits[i])),
            out.getAtIndex(ValueLayout.JAVA_SHORT, i),
            () -> "of sums with bits " + Arrays.toString(bits));
      }
      assertEquals((short) 0x5555, out.getAtIndex(ValueLayout.JAVA_SHORT, bits.length));
    }
  }
}
