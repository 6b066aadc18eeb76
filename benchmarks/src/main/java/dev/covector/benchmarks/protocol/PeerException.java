package dev.covector.benchmarks.protocol;

/** A measured process failed at a request, or is gone. */
public final class PeerException extends Exception {
  private static final long serialVersionUID = 1;

  /** With what the process said. */
  public PeerException(String message) {
    super(message);
  }
}
