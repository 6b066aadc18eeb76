package dev.covector.simd.math;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

/** The f64 twins against correctly rounded values, and against StrictMath over bit patterns. */
final class ReferenceTableTest {
  @Test
  void doubleTwinsAreWithinTwoUlpOfCorrectlyRoundedValues() throws IOException {
    try (var in = ReferenceTableTest.class.getResourceAsStream("reference-f64.csv")) {
      var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      text.lines().filter(line -> !line.startsWith("#")).forEach(ReferenceTableTest::checkLine);
    }
  }

  private static void checkLine(String line) {
    String[] cells = line.split(",");
    double x = Double.parseDouble(cells[1]);
    double got =
        cells[0].equals("pow")
            ? DoubleMath.pow(x, Double.parseDouble(cells[2]))
            : Case.named(cells[0]).doubleScalar().applyAsDouble(x);
    assertTrue(Ulp.of(got, Double.parseDouble(cells[3])) <= 2, () -> line + " got " + got);
  }

  @Test
  void doubleTwinsAgreeWithStrictMathOverBitPatterns() {
    record Pair(DoubleUnaryOperator twin, DoubleUnaryOperator strict) {}
    var pairs =
        List.of(
            new Pair(DoubleMath::exp, StrictMath::exp),
            new Pair(DoubleMath::expm1, StrictMath::expm1),
            new Pair(DoubleMath::log, StrictMath::log),
            new Pair(DoubleMath::log1p, StrictMath::log1p),
            new Pair(DoubleMath::tanh, StrictMath::tanh),
            new Pair(DoubleMath::sin, StrictMath::sin),
            new Pair(DoubleMath::cos, StrictMath::cos),
            new Pair(DoubleMath::tan, StrictMath::tan),
            new Pair(DoubleMath::asin, StrictMath::asin),
            new Pair(DoubleMath::acos, StrictMath::acos),
            new Pair(DoubleMath::atan, StrictMath::atan),
            new Pair(DoubleMath::sinh, StrictMath::sinh),
            new Pair(DoubleMath::cosh, StrictMath::cosh),
            new Pair(DoubleMath::cbrt, StrictMath::cbrt));
    var random = new SplittableRandom(3);
    for (int i = 0; i < 50_000; i++) {
      double x =
          switch (i % 3) {
            case 0 -> Double.longBitsToDouble(random.nextLong());
            case 1 -> random.nextDouble(-2, 2);
            default -> random.nextDouble(-750, 750);
          };
      for (var pair : pairs) {
        double strict = pair.strict().applyAsDouble(x);
        double got = pair.twin().applyAsDouble(x);
        // StrictMath itself may be one unit off
        assertTrue(
            Ulp.of(got, strict) <= 3,
            () -> pairs.indexOf(pair) + ": " + x + " " + got + " " + strict);
        if (strict == 0 && got == 0) {
          assertEquals(Math.copySign(1, strict), Math.copySign(1, got), () -> "sign at " + x);
        }
      }
    }
  }
}
