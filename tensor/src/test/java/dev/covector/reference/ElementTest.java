package dev.covector.reference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.kernel.ScalarFn;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ElementTest {
  /** What lax.convert_element_type gives on a CPU. */
  @ParameterizedTest
  @CsvSource({
    "I8, -300, -128",
    "I8, 300.7, 127",
    "I8, NaN, 0",
    "I8, -1.5, -1",
    "U8, -1.5, 0",
    "U8, 300, 255",
    "U32, 1e10, 4294967295",
    "U32, NaN, 0",
    "I32, 1e20, 2147483647",
    "I32, -Infinity, -2147483648",
    "I64, 1e20, 9223372036854775807",
    "I64, 1e10, 10000000000",
    "U64, 1e20, -1",
    "U64, -1, 0",
    "U64, 9223372036854775808, -9223372036854775808",
    "BOOL, NaN, 1",
    "BOOL, -0.0, 0",
    "BOOL, 0.1, 1"
  })
  void floatsTruncateAndSaturate(DType to, double value, long expected) {
    assertEquals(expected, Conversion.convert(DType.F64, to, Element.of(value)));
  }

  @ParameterizedTest
  @CsvSource({
    "F32, 16777217, 16777216",
    "F32, 9007199791611905, 9007200328482816",
    "F16, 65519, 65504",
    "F16, 65520, Infinity",
    "BF16, 257, 256",
    "BF16, 259, 260",
    "F64, 9007199254740993, 9007199254740992"
  })
  void integersRoundOnce(DType to, long value, double expected) {
    assertEquals(expected, Element.value(Conversion.convert(DType.I64, to, value)));
  }

  @Test
  void narrowFloatsAreRoundedFromDoubleOnce() {
    // just above half way: rounding to f32 first would make it a tie and give the even 1
    double aboveHalf = 1 + 0x1p-11 + 0x1p-40;
    assertEquals(1 + 0x1p-10, Element.value(Element.round(DType.F16, aboveHalf)));
    assertEquals(1, Element.value(Element.round(DType.F16, 1 + 0x1p-11)));
    assertEquals(1 + 0x1p-7, Element.value(Element.round(DType.BF16, 1 + 0x1p-8 + 0x1p-40)));
    assertEquals(1, Element.value(Element.round(DType.BF16, 1 + 0x1p-8)));
    assertEquals(Double.POSITIVE_INFINITY, Element.value(Element.round(DType.BF16, 3.4e38)));
    assertEquals(Double.NaN, Element.value(Element.round(DType.BF16, Double.NaN)));
  }

  @Test
  void u64IsUnsigned() {
    DType u64 = DType.U64;
    assertEquals(0x1p64, Element.value(Conversion.convert(u64, DType.F32, -1)));
    assertEquals(1, ScalarEvaluation.apply(ScalarFn.GT, u64, DType.BOOL, -1, 1));
    assertEquals(-1, ScalarEvaluation.apply(ScalarFn.MAX, u64, u64, -1, 1));
    assertEquals(1, ScalarEvaluation.apply(ScalarFn.SIGN, u64, u64, -1));
    assertEquals(-1, ScalarEvaluation.apply(ScalarFn.ABS, u64, u64, -1));
  }

  @Test
  void bitFunctionsKnowTheWidth() {
    assertEquals(7, ScalarEvaluation.apply(ScalarFn.COUNT_LEADING_ZEROS, DType.I8, DType.I8, 1));
    assertEquals(0, ScalarEvaluation.apply(ScalarFn.COUNT_LEADING_ZEROS, DType.I8, DType.I8, -1));
    assertEquals(8, ScalarEvaluation.apply(ScalarFn.POPULATION_COUNT, DType.I8, DType.I8, -1));
    DType i8 = DType.I8;
    assertEquals(0, ScalarEvaluation.apply(ScalarFn.SHIFT_RIGHT_LOGICAL, i8, i8, -1, 8));
    assertEquals(127, ScalarEvaluation.apply(ScalarFn.SHIFT_RIGHT_LOGICAL, i8, i8, -1, 1));
    assertEquals(-1, ScalarEvaluation.apply(ScalarFn.SHIFT_RIGHT_ARITHMETIC, i8, i8, -8, -1));
    assertEquals(240, ScalarEvaluation.apply(ScalarFn.SHIFT_LEFT, DType.U8, DType.U8, 255, 4));
    assertEquals(1, ScalarEvaluation.apply(ScalarFn.NOT, DType.BOOL, DType.BOOL, 0));
  }

  @Test
  void divisionIsAsXla() {
    DType i32 = DType.I32;
    long least = Integer.MIN_VALUE;
    assertEquals(least, ScalarEvaluation.apply(ScalarFn.DIV, i32, i32, least, -1));
    assertEquals(-1, ScalarEvaluation.apply(ScalarFn.DIV, i32, i32, 7, 0));
    assertEquals(-7, ScalarEvaluation.apply(ScalarFn.REM, i32, i32, -7, 0));
    assertEquals(0, ScalarEvaluation.apply(ScalarFn.REM, i32, i32, least, -1));
  }

  @Test
  void nextAfterIsInTheDtype() {
    long one = Element.of(1);
    long zero = Element.of(0);
    for (DType dtype : new DType[] {DType.F16, DType.BF16, DType.F32, DType.F64}) {
      long up = ScalarEvaluation.apply(ScalarFn.NEXT_AFTER, dtype, dtype, one, Element.of(2));
      assertEquals(Element.bits(dtype, one) + 1, Element.bits(dtype, up));
      long down = ScalarEvaluation.apply(ScalarFn.NEXT_AFTER, dtype, dtype, zero, Element.of(-1));
      assertEquals(1L << dtype.bits() - 1 | 1, Element.bits(dtype, down));
    }
  }
}
