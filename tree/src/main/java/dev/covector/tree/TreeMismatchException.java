package dev.covector.tree;

/** Two trees that should have the same structure differ; the message names the first place. */
public final class TreeMismatchException extends TreeException {
  private static final long serialVersionUID = 1L;

  TreeMismatchException(String what, Path path, String expected, String actual) {
    super(
        what
            + ": trees differ at "
            + (path.entries().isEmpty() ? "the root" : path)
            + ": expected "
            + expected
            + ", got "
            + actual);
  }
}
