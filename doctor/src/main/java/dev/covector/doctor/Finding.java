package dev.covector.doctor;

import java.util.Optional;

/**
 * One thing that was looked at.
 *
 * @param subject what it is, such as {@code JDK}
 * @param fact what was found
 * @param problem what is wrong with it and what to do; empty when nothing is
 */
record Finding(String subject, String fact, Optional<String> problem) {
  static Finding healthy(String subject, String fact) {
    return new Finding(subject, fact, Optional.empty());
  }

  static Finding wrong(String subject, String fact, String problem) {
    return new Finding(subject, fact, Optional.of(problem));
  }
}
