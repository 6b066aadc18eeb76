package dev.covector.checkpoint;

import java.util.ArrayList;
import java.util.List;

/** The leaves in which a stored tree and a target differ, printed as a tree. */
final class TreeDifference {
  private static final int SHOWN = 60;

  private final String place;
  private final List<Line> lines = new ArrayList<>();
  private int missing;
  private int extra;
  private int other;
  private boolean convertible;

  TreeDifference(String place) {
    this.place = place;
  }

  private record Line(List<String> steps, String text) {}

  /** A leaf that only the target has. */
  void missing(List<String> steps, String wanted) {
    missing++;
    lines.add(new Line(steps, "missing: the target has " + wanted));
  }

  /** A leaf that only the stored tree has. */
  void extra(List<String> steps, String found) {
    extra++;
    lines.add(new Line(steps, "extra: " + found + ", which the target does not have"));
  }

  /** A leaf that is another, which a conversion of its dtype may make the target's. */
  void other(List<String> steps, String found, String wanted, boolean converts) {
    other++;
    convertible |= converts;
    lines.add(new Line(steps, "other: " + found + ", but the target has " + wanted));
  }

  /** Throws what was collected. */
  void throwUnlessEmpty() {
    if (!lines.isEmpty()) {
      throw new CheckpointMismatchException(message());
    }
  }

  private String message() {
    StringBuilder text =
        new StringBuilder(
            "restore: %s is not of the target's tree: %d missing, %d extra, %d of another shape or"
                .formatted(place, missing, extra, other));
    text.append(" dtype");
    lines.sort((a, b) -> compare(a.steps(), b.steps()));
    List<String> open = List.of();
    int shown = 0;
    for (Line line : lines) {
      if (shown++ == SHOWN) {
        text.append("\n  ... and ").append(lines.size() - SHOWN).append(" more");
        break;
      }
      print(text, open, line);
      open = line.steps();
    }
    return text.append("\n").append(remedy()).toString();
  }

  /** The steps that the line before does not have, each on a line of its own. */
  private static void print(StringBuilder text, List<String> open, Line line) {
    List<String> steps = line.steps();
    int common = 0;
    while (common < Math.min(open.size(), steps.size() - 1)
        && open.get(common).equals(steps.get(common))) {
      common++;
    }
    for (int i = common; i < steps.size() - 1; i++) {
      text.append("\n").append("  ".repeat(i + 1)).append(steps.get(i));
    }
    String last = steps.isEmpty() ? "(root)" : steps.getLast();
    text.append("\n").append("  ".repeat(Math.max(1, steps.size())));
    text.append(last).append("  ").append(line.text());
  }

  private String remedy() {
    List<String> remedies = new ArrayList<>();
    if (missing + extra > 0) {
      remedies.add("RestoreOptions.defaults().withPartial() restores what both have");
    }
    if (convertible) {
      remedies.add("withConversion() converts numbers of another dtype");
    }
    remedies.add("restore(path) without a target takes it as it is");
    return String.join("; ", remedies);
  }

  private static int compare(List<String> a, List<String> b) {
    for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
      int order = a.get(i).compareTo(b.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(a.size(), b.size());
  }
}
