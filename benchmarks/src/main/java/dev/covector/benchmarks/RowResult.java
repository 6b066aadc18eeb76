package dev.covector.benchmarks;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What came out for one row.
 *
 * @param row the row
 * @param status of Covector
 * @param note what went wrong, or is missing; empty when all went well
 * @param ours Covector's time
 * @param peers those of the peers that have the row, by name
 * @param limit the time of the machine's limit for this row in each round, if it was measured
 */
record RowResult(
    Row row,
    Status status,
    String note,
    Optional<Measurement> ours,
    Map<String, Measurement> peers,
    Optional<Measurement> limit) {
  enum Status {
    /** Checked against all peers that have the row, and timed. */
    OK,
    /** Covector lacks a function that the row needs. */
    NOT_BUILT,
    /** The result differs from a peer's. */
    WRONG,
    /** Covector threw, or its process ended. */
    FAILED
  }

  RowResult {
    peers = new LinkedHashMap<>(peers);
  }

  static RowResult without(Row row, Status status, String note) {
    return new RowResult(row, status, note, Optional.empty(), Map.of(), Optional.empty());
  }

  /** The peer's time by ours, as the median over the rounds; empty where one of them is missing. */
  Optional<Double> ratio(String peer) {
    Measurement theirs = peers.get(peer);
    return theirs == null || status != Status.OK
        ? Optional.empty()
        : ours.map(own -> Statistics.ratio(own.rounds(), theirs.rounds()));
  }

  /** Which part of the machine's limit was reached: 1 is all of it. */
  Optional<Double> reached() {
    return limit.flatMap(best -> ours.map(own -> Statistics.ratio(own.rounds(), best.rounds())));
  }

  /** GFLOP/s or GB/s, with the unit; empty where neither means anything. */
  Optional<String> rate() {
    return ours.flatMap(
        own ->
            switch (row.bound()) {
              case Bound.Flops flops -> Optional.of(rate(flops.flops() / own.us(), "GFLOP/s"));
              case Bound.Bytes bytes -> Optional.of(rate(bytes.bytes() / own.us(), "GB/s"));
              case Bound.None none -> Optional.empty();
            });
  }

  private static String rate(double perMicrosecond, String unit) {
    return Format.figure(perMicrosecond / 1e3) + " " + unit;
  }

  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("row", row.name());
    json.put("us", ours.map(Measurement::us).orElse(null));
    json.put("first_ms", ours.map(Measurement::firstMs).orElse(null));
    Map<String, @Nullable Object> theirs = new LinkedHashMap<>();
    Map<String, @Nullable Object> ratios = new LinkedHashMap<>();
    peers.forEach((name, time) -> theirs.put(name, time.toJson()));
    peers.forEach((name, time) -> ratio(name).ifPresent(ratio -> ratios.put(name, ratio)));
    json.put("peers", theirs);
    json.put("ratio", ratios);
    json.put("status", status.name().toLowerCase(Locale.ROOT));
    json.put("note", note);
    json.put("spread", ours.map(Measurement::spread).orElse(null));
    json.put("peak_mb", ours.map(Measurement::peakMb).orElse(null));
    json.put("rate", rate().orElse(null));
    json.put("of_limit", reached().orElse(null));
    json.put("rounds_us", ours.map(Measurement::rounds).orElse(null));
    return json;
  }
}
