package dev.covector.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.CovectorException;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Asserts on whole messages, and that they end in the line of the test that called. */
final class Failure {
  private static final Pattern LINE = Pattern.compile("(?s)(.*) \\((\\w+)\\.java:(\\d+)\\)");
  private static final int LONGEST_STATEMENT = 14;

  private Failure() {}

  /** The statement that calls this must hold the line that the message names. */
  static void of(Class<? extends CovectorException> type, String message, Supplier<?> code) {
    StackTraceElement caller = new Throwable().getStackTrace()[1];
    CovectorException failure = assertThrows(type, code::get);
    Matcher match = LINE.matcher(failure.getMessage());
    assertTrue(match.matches(), failure.getMessage());
    assertEquals(message, match.group(1));
    String file = caller.getFileName();
    assertEquals(file, match.group(2) + ".java");
    int distance = Integer.parseInt(match.group(3)) - caller.getLineNumber();
    assertTrue(
        distance >= 0 && distance <= LONGEST_STATEMENT,
        () -> "called at line " + caller.getLineNumber() + ": " + failure.getMessage());
  }

  /** The message names exactly this line of the calling class. */
  static void at(int line, Supplier<?> code) {
    CovectorException failure = assertThrows(CovectorException.class, code::get);
    assertTrue(failure.getMessage().endsWith(".java:" + line + ")"), failure.getMessage());
  }

  /** The line of the call. */
  static int line() {
    return new Throwable().getStackTrace()[1].getLineNumber();
  }
}
