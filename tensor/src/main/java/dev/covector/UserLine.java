package dev.covector;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The user's line: the first stack frame outside Covector and the JDK.
 *
 * <p>It is looked up while tracing and when an error is made, never on a hot path. Work that is
 * done on behalf of an earlier line (a backward pass, a staged program, another thread) runs inside
 * {@link #during}: then frames further out do not count.
 */
public final class UserLine {
  private static final StackWalker WALKER = StackWalker.getInstance();
  private static final ScopedValue<Supplier<Optional<String>>> KNOWN = ScopedValue.newInstance();

  private UserLine() {}

  /** The user's frame as {@code File.java:12}, when there is one. */
  public static Optional<String> find() {
    return WALKER
        .walk(UserLine::first)
        .or(() -> KNOWN.isBound() ? KNOWN.get().get() : Optional.empty());
  }

  /**
   * The user's line of this call, found when it is asked for. To remember the stack takes one
   * microsecond, to find the line in it ten: work that is handed over and does not fail needs none.
   */
  public static Supplier<Optional<String>> capture() {
    Throwable here = new Throwable();
    Supplier<Optional<String>> outer = KNOWN.isBound() ? KNOWN.get() : Optional::empty;
    return () ->
        Stream.of(here.getStackTrace())
            .takeWhile(frame -> !frame.getClassName().equals(Known.class.getName()))
            .filter(frame -> isUsers(frame.getClassName()))
            .findFirst()
            .map(frame -> frame.getFileName() + ":" + frame.getLineNumber())
            .or(outer);
  }

  /** Runs work on behalf of a captured line; code of the user's that the work calls has its own. */
  public static void during(Supplier<Optional<String>> line, Runnable work) {
    Known.run(
        line,
        () -> {
          work.run();
          return line;
        });
  }

  /** The first frame of the user's that is not outside of work for a known line. */
  private static Optional<String> first(Stream<StackWalker.StackFrame> frames) {
    return frames
        .takeWhile(frame -> !frame.getClassName().equals(Known.class.getName()))
        .filter(frame -> isUsers(frame.getClassName()))
        .findFirst()
        .map(frame -> frame.getFileName() + ":" + frame.getLineNumber());
  }

  /** Runs work on behalf of a line; code of the user's that the work calls has its own. */
  public static <T> T during(Optional<String> line, Supplier<T> work) {
    return line.isEmpty() ? work.get() : Known.run(() -> line, work);
  }

  /** The frame that marks where work for a known line begins. */
  private static final class Known {
    static <T> T run(Supplier<Optional<String>> line, Supplier<T> work) {
      return ScopedValue.where(KNOWN, line).call(work::get);
    }
  }

  /** The message with the user's line at its end, unless it already has one. */
  static String append(String message) {
    return message.endsWith(")") && message.matches("(?s).* \\([^() ]+:\\d+\\)")
        ? message
        : find().map(line -> message + " (" + line + ")").orElse(message);
  }

  private static boolean isUsers(String className) {
    if (className.startsWith("dev.covector.")) {
      return className.startsWith("dev.covector.samples.")
          || className.endsWith("Test") && !className.endsWith(".TrainTest") // of dev.covector.data
          || className.contains("Test$");
    }
    return !className.startsWith("java.")
        && !className.startsWith("jdk.")
        && !className.startsWith("sun.")
        && !className.startsWith("kotlin.");
  }
}
