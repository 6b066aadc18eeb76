package dev.covector.tree;

/** A value cannot be taken apart or put together as a tree. */
public class TreeException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** An exception that says what was wrong and what to do. */
  public TreeException(String message) {
    super(message);
  }

  /** An exception that says what was wrong and what to do, and where that was noticed. */
  public TreeException(String message, Throwable cause) {
    super(message, cause);
  }

  /** This exception with the place of the offending node in its message. */
  TreeException at(Path path) {
    return path.entries().isEmpty()
        ? this
        : new TreeException(getMessage() + " (at " + path + ")", this);
  }
}
