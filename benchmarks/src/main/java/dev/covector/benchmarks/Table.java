package dev.covector.benchmarks;

import dev.covector.benchmarks.RowResult.Status;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Prints rows as they are measured, and what they come to. */
final class Table {
  private final PrintWriter out;
  private final List<String> peers;
  private final boolean limits;

  Table(PrintWriter out, List<String> peers, boolean limits) {
    this.out = out;
    this.peers = List.copyOf(peers);
    this.limits = limits;
  }

  void printHead() {
    List<String> cells =
        new ArrayList<>(List.of(name("row"), number("us"), number("+-"), number("first ms")));
    cells.add(String.format("%14s", "rate"));
    if (limits) {
      cells.add(number("of limit"));
    }
    for (String peer : peers) {
      cells.add(number(peer + " us"));
      cells.add(number("+-"));
      cells.add(number("first ms"));
      cells.add(number("ratio"));
    }
    out.println(String.join(" ", cells));
    out.flush();
  }

  void print(RowResult result) {
    List<String> cells = new ArrayList<>(List.of(name(result.row().name())));
    if (result.ours().isPresent()) {
      cells.addAll(times(result.ours().get()));
    } else {
      cells.addAll(List.of(number("-"), number("-"), number("-")));
    }
    cells.add(String.format("%14s", result.rate().orElse("")));
    if (limits) {
      cells.add(number(result.reached().map(Format::percent).orElse("")));
    }
    for (String peer : peers) {
      Measurement time = result.peers().get(peer);
      cells.addAll(time == null ? List.of(number("-"), number("-"), number("-")) : times(time));
      cells.add(number(result.ratio(peer).map(Format::figure).orElse("-")));
    }
    out.println((String.join(" ", cells) + remark(result)).stripTrailing());
    out.flush();
  }

  private static String remark(RowResult result) {
    String note = result.note().isEmpty() ? "" : ": " + result.note();
    return switch (result.status()) {
      case OK -> result.note().isEmpty() ? "" : "   (" + result.note() + ")";
      case NOT_BUILT -> "   not built yet" + note;
      case WRONG -> "   WRONG" + note;
      case FAILED -> "   FAILED" + note;
    };
  }

  /** Means, counts and what is below 1. */
  void printSummary(List<RowResult> results, Map<String, Double> means) {
    out.println();
    for (String peer : peers) {
      long rows = results.stream().filter(r -> r.ratio(peer).isPresent()).count();
      List<String> slower =
          results.stream()
              .filter(r -> r.ratio(peer).orElse(Double.MAX_VALUE) < 1)
              .map(r -> r.row().name() + " " + Format.figure(r.ratio(peer).orElseThrow()))
              .toList();
      out.printf(
          Locale.ROOT,
          "%s: geometric mean of %s's time by Covector's %s over %d of %d rows; below 1: %s%n",
          peer,
          peer,
          Format.figure(means.getOrDefault(peer, Double.NaN)),
          rows,
          results.size(),
          slower.isEmpty() ? "none" : slower.size() + " (" + String.join(", ", slower) + ")");
    }
    for (Status status : List.of(Status.WRONG, Status.FAILED, Status.NOT_BUILT)) {
      List<String> rows =
          results.stream().filter(r -> r.status() == status).map(r -> r.row().name()).toList();
      if (!rows.isEmpty()) {
        String word = status.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        out.println(word + ": " + String.join(", ", rows));
      }
    }
    double peak =
        results.stream()
            .flatMap(r -> r.ours().stream())
            .mapToDouble(Measurement::peakMb)
            .max()
            .orElse(0);
    out.printf(Locale.ROOT, "peak memory: covector %.0f MB", peak);
    for (String peer : peers) {
      double theirs =
          results.stream()
              .filter(r -> r.peers().containsKey(peer))
              .mapToDouble(r -> r.peers().get(peer).peakMb())
              .max()
              .orElse(0);
      out.printf(Locale.ROOT, ", %s %.0f MB", peer, theirs);
    }
    out.println();
    out.flush();
  }

  private static List<String> times(Measurement time) {
    return List.of(
        number(Format.figure(time.us())),
        number(Format.percent(time.spread())),
        number(Format.figure(time.firstMs())));
  }

  private static String name(String text) {
    return String.format("%-31s", text);
  }

  private static String number(String text) {
    return String.format("%9s", text);
  }
}
