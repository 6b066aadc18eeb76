package dev.covector.conformance;

import java.util.Optional;

/** What became of a case in one mode. */
sealed interface Verdict {
  /**
   * Everything agrees.
   *
   * @param largest the element closest to its limit; empty when every element is exact
   */
  record Passed(Optional<Deviation> largest) implements Verdict {}

  /**
   * Something disagrees, or nothing could be computed.
   *
   * @param reason one line that says what
   * @param largest the element farthest beyond its limit; empty when none could be compared
   */
  record Failed(String reason, Optional<Deviation> largest) implements Verdict {
    /** A failure before any element could be compared. */
    static Failed because(String reason) {
      return new Failed(reason, Optional.empty());
    }
  }
}
