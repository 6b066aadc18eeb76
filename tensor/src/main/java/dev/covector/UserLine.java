package dev.covector;

import java.util.Optional;

/**
 * The user's line: the first stack frame outside Covector and the JDK.
 *
 * <p>It is looked up while tracing and when an error is made, never on a hot path.
 */
public final class UserLine {
  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final String MARK = " (";
  private static final ScopedValue<String> CALLER = ScopedValue.newInstance();

  private UserLine() {}

  /** The user's frame as {@code File.java:12}, when there is one. */
  public static Optional<String> find() {
    return WALKER.walk(
        frames ->
            frames
                .filter(frame -> isUsers(frame.getClassName()))
                .findFirst()
                .map(frame -> frame.getFileName() + ":" + frame.getLineNumber()))
        .or(() -> CALLER.isBound() ? Optional.of(CALLER.get()) : Optional.empty());
  }

  /** Runs work on behalf of a line of the user's, on whose thread it does not run. */
  public static void during(Optional<String> line, Runnable work) {
    line.ifPresentOrElse(known -> ScopedValue.where(CALLER, known).run(work), work);
  }

  /** The message with the user's line at its end, unless it already has one. */
  static String append(String message) {
    if (message.endsWith(")") && message.contains(MARK) && message.matches("(?s).*\\([^() ]+:\\d+\\)")) {
      return message;
    }
    return find().map(line -> message + MARK + line + ")").orElse(message);
  }

  private static boolean isUsers(String className) {
    if (className.startsWith("dev.covector.")) {
      return className.startsWith("dev.covector.samples.") || className.endsWith("Test")
          || className.contains("Test$");
    }
    return !className.startsWith("java.")
        && !className.startsWith("jdk.")
        && !className.startsWith("sun.")
        && !className.startsWith("kotlin.");
  }
}
