package dev.covector.checkpoint;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Saves trees to folders and restores them. Leaves can be tensors of all dtypes, keys among them,
 * numbers, booleans, texts, constants of enums and arrays of primitives; functions are left out and
 * come from the target again. A save is one step: a crash or a full disk at any moment leaves what
 * was there.
 *
 * <pre>{@code
 * record State(Tensor w, int step) {}
 *
 * Checkpointer checkpointer = new PyTreeCheckpointer();
 * Path path = Files.createTempDirectory("run").resolve("final");
 * checkpointer.save(path, new State(Numpy.ones(2, 3), 7));
 * State state = checkpointer.restore(path, new State(Numpy.zeros(2, 3), 0));
 * }</pre>
 *
 * <p>The semantics are those of Orbax's checkpointers, with differences: restored tensors are
 * checked against the target by default, and a checkpoint is one file of tensors and a manifest.
 */
public sealed interface Checkpointer extends AutoCloseable
    permits PyTreeCheckpointer, AsyncCheckpointer {
  /**
   * Saves a tree in a new folder, whose parents are made if need be.
   *
   * @param tree the tree, or a {@link Composite} of several
   * @throws CheckpointException when a leaf cannot be stored, something is at the path already, or
   *     the file system refuses
   */
  default void save(Path path, Object tree) {
    save(path, tree, SaveOptions.defaults());
  }

  /** As {@link #save(Path, Object)}, with options. */
  void save(Path path, Object tree, SaveOptions options);

  /**
   * The tree of a checkpoint in maps and lists: maps for records, lists for arrays, the names of
   * constants, null for functions. Of several items a {@link Composite}.
   *
   * @throws CheckpointException when there is no checkpoint at the path
   * @throws MalformedFileException when it is damaged, or of a newer version
   */
  default @Nullable Object restore(Path path) {
    return Restore.untyped(path, RestoreOptions.defaults());
  }

  /**
   * The tree of a checkpoint in the containers of a target, whose tensors say which dtypes and
   * shapes are expected; a {@link dev.covector.TensorType} may stand for a tensor in maps and
   * lists.
   *
   * @param target the tree, or a {@link Composite} of items to be restored
   * @throws CheckpointMismatchException when the tree is another, printing where
   * @throws CheckpointException when there is no checkpoint at the path
   * @throws MalformedFileException when it is damaged, or of a newer version
   */
  default <T> T restore(Path path, T target) {
    return restore(path, target, RestoreOptions.defaults());
  }

  /** As {@link #restore(Path, Object)}, with options. */
  default <T> T restore(Path path, T target, RestoreOptions options) {
    return Restore.typed(path, target, options);
  }

  /**
   * What a checkpoint says of itself.
   *
   * @throws CheckpointException when there is no checkpoint at the path
   * @throws MalformedFileException when it is damaged, or of a newer version
   */
  default CheckpointMetadata metadata(Path path) {
    return Restore.metadata(path);
  }

  /**
   * Waits until everything is saved.
   *
   * @throws CheckpointException when a save in the background has failed
   */
  void waitUntilFinished();

  /** Waits as {@link #waitUntilFinished}, and accepts nothing any more. */
  @Override
  void close();
}
