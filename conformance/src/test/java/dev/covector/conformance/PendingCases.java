package dev.covector.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** The cases that are not built yet, one {@code suite/id} a line, sorted. */
record PendingCases(SortedSet<String> ids) {
  /**
   * Reads the list.
   *
   * @throws IllegalArgumentException when it is not sorted, or names a case twice
   */
  static PendingCases read(Path file) throws IOException {
    List<String> lines = Files.readAllLines(file);
    SortedSet<String> ids = new TreeSet<>(lines);
    if (!List.copyOf(ids).equals(lines)) {
      throw new IllegalArgumentException(file + " must be sorted and name no case twice");
    }
    return new PendingCases(ids);
  }

  /** Where the list and the results disagree, one line a case; empty when the build may pass. */
  List<String> disagreements(Collection<CaseResult> results) {
    SortedSet<String> lines = new TreeSet<>();
    SortedSet<String> unknown = new TreeSet<>(ids);
    for (CaseResult result : results) {
      String id = result.qualifiedId();
      unknown.remove(id);
      if (result.passed() && ids.contains(id)) {
        lines.add("passes: remove it from the pending cases: " + id);
      }
      if (!result.passed() && !ids.contains(id)) {
        lines.add("fails: " + id + ": " + result.verdicts());
      }
    }
    unknown.forEach(id -> lines.add("no such case: remove it from the pending cases: " + id));
    return List.copyOf(lines);
  }
}
