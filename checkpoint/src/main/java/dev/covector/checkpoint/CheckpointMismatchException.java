package dev.covector.checkpoint;

/**
 * Thrown when a checkpoint is sound, but not of the tree that it should be restored into. The
 * message is the tree of what differs: leaves that are missing in the checkpoint, leaves that only
 * the checkpoint has, and leaves of another shape or dtype.
 *
 * <pre>{@code
 * try {
 *   state = checkpointer.restore(path, state);
 * } catch (CheckpointMismatchException e) {
 *   System.err.println(e.getMessage()); // params/Dense_0/kernel: f32[64,10] in the checkpoint, ...
 * }
 * }</pre>
 */
public final class CheckpointMismatchException extends CheckpointException {
  private static final long serialVersionUID = 1L;

  /** An exception whose message prints the difference. */
  public CheckpointMismatchException(String message) {
    super(message);
  }
}
