package dev.covector.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class StatisticsTest {
  @Test
  void medianOfOddAndEvenCounts() {
    assertEquals(2, Statistics.median(List.of(9.0, 1.0, 2.0)));
    assertEquals(2.5, Statistics.median(List.of(3.0, 9.0, 1.0, 2.0)));
    assertEquals(7, Statistics.median(List.of(7.0)));
    assertTrue(Double.isNaN(Statistics.median(List.of())));
  }

  @Test
  void interquartileRangeIsTheWidthOfTheMiddleHalf() {
    assertEquals(2, Statistics.interquartileRange(List.of(5.0, 1.0, 2.0, 3.0, 4.0)));
    assertEquals(1.5, Statistics.interquartileRange(List.of(1.0, 2.0, 3.0, 4.0)));
    assertEquals(0, Statistics.interquartileRange(List.of(1.0)));
  }

  @Test
  void geometricMeanIsTheRootOfTheProduct() {
    assertEquals(2, Statistics.geometricMean(List.of(1.0, 4.0)), 1e-12);
    assertEquals(1, Statistics.geometricMean(List.of(0.125, 8.0)), 1e-12);
    assertTrue(Double.isNaN(Statistics.geometricMean(List.of())));
  }

  /** A round in which the machine was slow for both sides says the same as the others. */
  @Test
  void ratioIsTheMedianOfTheRatiosOfEachRound() {
    assertEquals(2, Statistics.ratio(List.of(1.0, 10.0, 1.0), List.of(2.0, 20.0, 2.0)));
    assertEquals(3, Statistics.ratio(List.of(1.0, 1.0, 1.0), List.of(3.0, 100.0, 1.0)));
  }
}
