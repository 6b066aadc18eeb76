package dev.covector.benchmarks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row on one side.
 *
 * @param firstMs the first call in its process, in milliseconds
 * @param rounds the time of a call in each round, in microseconds
 * @param peakMb the most resident memory of the process while it had this row; 0 if unknown
 */
record Measurement(double firstMs, List<Double> rounds, double peakMb) {
  Measurement {
    rounds = List.copyOf(rounds);
  }

  /** The median over the rounds. */
  double us() {
    return Statistics.median(rounds);
  }

  /** The interquartile range over the rounds, as a fraction of the median. */
  double spread() {
    return Statistics.interquartileRange(rounds) / us();
  }

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("us", us());
    json.put("first_ms", firstMs);
    json.put("spread", spread());
    json.put("peak_mb", peakMb);
    json.put("rounds_us", rounds);
    return json;
  }
}
