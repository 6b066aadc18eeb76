package dev.covector.benchmarks;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/** Order statistics and means of measured times. */
final class Statistics {
  private Statistics() {}

  /** The middle value, or the mean of the two middle ones; NaN of nothing. */
  static double median(Collection<Double> values) {
    return quantile(values, 0.5);
  }

  /**
   * The value below which the fraction q of the others lies, between neighbours by interpolation.
   */
  static double quantile(Collection<Double> values, double q) {
    if (values.isEmpty()) {
      return Double.NaN;
    }
    List<Double> sorted = values.stream().sorted().toList();
    double place = q * (sorted.size() - 1);
    int below = (int) Math.floor(place);
    int above = (int) Math.ceil(place);
    return sorted.get(below) + (place - below) * (sorted.get(above) - sorted.get(below));
  }

  /** The width of the middle half. */
  static double interquartileRange(Collection<Double> values) {
    return quantile(values, 0.75) - quantile(values, 0.25);
  }

  /** The n-th root of the product; NaN of nothing. */
  static double geometricMean(Collection<Double> values) {
    return Math.exp(values.stream().mapToDouble(Math::log).average().orElse(Double.NaN));
  }

  /** The median over rounds of the peer's time by ours: above 1 where ours is shorter. */
  static double ratio(List<Double> ours, List<Double> peers) {
    double[] ratios = new double[Math.min(ours.size(), peers.size())];
    for (int i = 0; i < ratios.length; i++) {
      ratios[i] = peers.get(i) / ours.get(i);
    }
    return median(Arrays.stream(ratios).boxed().toList());
  }
}
