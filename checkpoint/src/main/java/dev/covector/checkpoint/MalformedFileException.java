package dev.covector.checkpoint;

import org.jspecify.annotations.Nullable;

/**
 * Thrown for a file that is not what it should be: truncated, bits flipped, sizes that are not
 * those of the file, a dtype that is not known, a format that is newer.
 *
 * <pre>{@code
 * Path file = Files.createTempFile("broken", ".safetensors");
 * Files.write(file, new byte[] {1, 2, 3});
 * try {
 *   Map<String, Tensor> weights = Safetensors.read(file);
 * } catch (MalformedFileException e) {
 *   System.err.println("download it again: " + e.getMessage());
 * }
 * }</pre>
 */
public final class MalformedFileException extends CheckpointException {
  private static final long serialVersionUID = 1L;

  /** An exception that names the file. */
  public MalformedFileException(String message) {
    super(message);
  }

  /** An exception that names the file, with a cause. */
  public MalformedFileException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
