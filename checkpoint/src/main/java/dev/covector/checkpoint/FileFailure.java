package dev.covector.checkpoint;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.Locale;

/** Words what a file system refused. */
final class FileFailure {
  private FileFailure() {}

  /** The exception for a failed write; what was committed before is untouched. */
  static CheckpointException writing(Path file, IOException cause) {
    return new CheckpointException(
        "save: cannot write %s: %s; nothing was changed there".formatted(file, reason(cause)),
        cause);
  }

  /** The exception for a failed read. */
  static CheckpointException reading(Path file, IOException cause) {
    return new CheckpointException("cannot read %s: %s".formatted(file, reason(cause)), cause);
  }

  private static String reason(IOException cause) {
    String said = String.valueOf(cause.getMessage());
    return switch (cause) {
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case NoSuchFileException missing ->
          Path.of(missing.getFile()).toAbsolutePath() + " does not exist";
      case NotDirectoryException file -> file.getFile() + " is not a folder";
      case FileAlreadyExistsException present ->
          present.getFile() + " exists already, and is no folder";
      case ClosedByInterruptException interrupted -> "the thread was interrupted";
      default ->
          said.toLowerCase(Locale.ROOT).contains("no space left")
              ? "the disk is full; free some space, or keep fewer steps (" + said + ")"
              : said;
    };
  }
}
