package dev.covector.linen;

import dev.covector.CovectorException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Messages that say in which module of a model something is wrong. */
final class Located {
  private static final Pattern USER_LINE = Pattern.compile(" \\([^() ]+:\\d+\\)$");
  private static final String MARK = " [in ";

  private Located() {}

  /**
   * The message with the innermost module's place, in front of the user's line.
   *
   * @param place as {@code Dense at encoder/Dense_0}
   */
  static String message(CovectorException thrown, String place) {
    String message = String.valueOf(thrown.getMessage());
    if (message.contains(MARK)) {
      return message;
    }
    Matcher line = USER_LINE.matcher(message);
    int end = line.find() ? line.start() : message.length();
    return message.substring(0, end) + MARK + place + "]" + message.substring(end);
  }
}
