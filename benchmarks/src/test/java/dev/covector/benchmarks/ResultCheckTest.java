package dev.covector.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.benchmarks.protocol.Output;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ResultCheckTest {
  private static final Tolerance CLOSE = Tolerance.of(1e-3, 1e-6);

  private static Output output(double... elements) {
    return Output.of("f32", List.of(elements.length), elements);
  }

  private static Optional<String> fault(Tolerance tolerance, Output ours, Output theirs) {
    return new ResultCheck(tolerance).fault(List.of(ours), List.of(theirs));
  }

  @Test
  void equalAndNearResultsPass() {
    assertEquals(Optional.empty(), fault(Tolerance.EXACT, output(1, -2), output(1, -2)));
    assertEquals(Optional.empty(), fault(CLOSE, output(1.0005, -2), output(1, -2)));
    assertEquals(Optional.empty(), fault(Tolerance.EXACT, output(), output()));
  }

  @Test
  void aSampledElementThatDiffersIsNamed() {
    assertEquals(
        Optional.of("sampled element 1 is -2.01, the peer's -2.0"),
        fault(CLOSE, output(1, -2.01), output(1, -2)));
    assertTrue(fault(Tolerance.EXACT, output(1, Math.nextUp(2.0)), output(1, 2)).isPresent());
  }

  @Test
  void anElementBetweenTheSamplesShowsInTheSums() {
    double[] elements = new double[1000];
    Output right = output(elements);
    elements[999] = 5;
    assertTrue(fault(CLOSE, output(elements), right).orElseThrow().contains("sum to 5.0"));
    elements[999] = 1;
    elements[998] = 0;
    Output plus = output(elements);
    elements[999] = -1;
    assertTrue(fault(CLOSE, output(elements), plus).orElseThrow().startsWith("the sum is -1.0"));
  }

  @Test
  void notANumberAndInfinitiesAgreeWithThemselvesOnly() {
    double nan = Double.NaN;
    double infinite = Double.POSITIVE_INFINITY;
    assertEquals(Optional.empty(), fault(CLOSE, output(nan), output(nan)));
    assertEquals(Optional.empty(), fault(CLOSE, output(infinite), output(infinite)));
    assertTrue(fault(CLOSE, output(nan), output(1)).isPresent());
    assertTrue(fault(CLOSE, output(1), output(nan)).isPresent());
    assertTrue(fault(CLOSE, output(-infinite), output(infinite)).isPresent());
  }

  @Test
  void typesShapesAndCountsHaveToBeTheSame() {
    Output flat = output(1, 2);
    Output column = Output.of("f32", List.of(2, 1), new double[] {1, 2});
    Output integers = Output.of("i32", List.of(2), new double[] {1, 2});
    assertEquals(Optional.of("f32[2], the peer has f32[2, 1]"), fault(CLOSE, flat, column));
    assertEquals(Optional.of("f32[2], the peer has i32[2]"), fault(CLOSE, flat, integers));
    assertEquals(
        Optional.of("1 results, the peer has 2"),
        new ResultCheck(CLOSE).fault(List.of(flat), List.of(flat, flat)));
  }

  @Test
  void signsAreFreeWhereTheRowSaysSo() {
    assertTrue(fault(CLOSE, output(1, -2), output(-1, 2)).isPresent());
    assertEquals(Optional.empty(), fault(CLOSE.upToSign(), output(1, -2), output(-1, 2)));
    assertTrue(fault(CLOSE.upToSign(), output(1, -2), output(-1, 2.1)).isPresent());
  }
}
