package dev.covector.conformance;

/** A case names a function, or a use of one, that the table does not know. */
final class NotBuiltException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotBuiltException(String what) {
    super("not built: " + what);
  }
}
