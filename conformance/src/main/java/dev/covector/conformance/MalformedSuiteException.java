package dev.covector.conformance;

import dev.covector.CovectorException;
import org.jspecify.annotations.Nullable;

/** A suite's files cannot be read; the message names the file, the place and what is wrong. */
final class MalformedSuiteException extends CovectorException {
  private static final long serialVersionUID = 1L;

  MalformedSuiteException(String message) {
    super(message);
  }

  MalformedSuiteException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
