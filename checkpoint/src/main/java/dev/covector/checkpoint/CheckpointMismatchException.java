package dev.covector.checkpoint;

/**
 * Thrown when a checkpoint is sound, but not of the tree that it should be restored into. The
 * message is the tree of what differs: leaves that are missing in the checkpoint, leaves that only
 * the checkpoint has, and leaves of another shape or dtype.
 *
 * <pre>{@code
 * Path path = Files.createTempDirectory("run").resolve("final");
 * PyTreeCheckpointer checkpointer = new PyTreeCheckpointer();
 * checkpointer.save(path, Map.of("kernel", Numpy.ones(64, 10)));
 * try {
 *   checkpointer.restore(path, Map.of("kernel", Numpy.ones(64, 5)));
 * } catch (CheckpointMismatchException e) {
 *   System.err.println(e.getMessage()); // kernel  other: f32[64,10], but the target has f32[64,5]
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
