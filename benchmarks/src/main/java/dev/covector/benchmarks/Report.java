package dev.covector.benchmarks;

import dev.covector.benchmarks.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that was measured.
 *
 * @param machine see {@link Machine#describe}
 * @param peers the names of the peers that took part
 * @param results in the order of the table
 */
record Report(Map<String, @Nullable Object> machine, List<String> peers, List<RowResult> results) {
  Report {
    machine = new LinkedHashMap<>(machine);
    peers = List.copyOf(peers);
    results = List.copyOf(results);
  }

  /** The geometric mean of each peer's ratios, over the rows that both sides have. */
  Map<String, Double> means() {
    Map<String, Double> means = new LinkedHashMap<>();
    for (String peer : peers) {
      List<Double> ratios = results.stream().flatMap(r -> r.ratio(peer).stream()).toList();
      if (!ratios.isEmpty()) {
        means.put(peer, Statistics.geometricMean(ratios));
      }
    }
    return means;
  }

  /** Whether every row that exists agreed with the peers and ran. */
  boolean good() {
    return results.stream()
        .allMatch(
            r ->
                switch (r.status()) {
                  case OK, NOT_BUILT -> true;
                  case WRONG, FAILED -> false;
                });
  }

  /** As JSON, with the members {@code machine}, {@code rows} and {@code geomean}. */
  Map<String, @Nullable Object> toJson() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("machine", machine);
    json.put("rows", results.stream().map(RowResult::toJson).toList());
    json.put("geomean", means());
    return json;
  }

  void write(Path file) throws IOException {
    Files.writeString(file, Json.pretty(toJson()) + "\n");
  }
}
