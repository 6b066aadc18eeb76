package dev.covector.checkpoint;

import dev.covector.UserLine;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Saves on a thread of its own, while training goes on. {@code save} waits for the values and
 * copies them: afterwards the tensors may be donated or closed. One save runs at a time; the next
 * one waits for it. A failure surfaces at the next {@code save}, {@code waitUntilFinished} or
 * {@code close}, so close it:
 *
 * <pre>{@code
 * Path folder = Files.createTempDirectory("run");
 * Tensor state = Numpy.ones(3);
 * try (AsyncCheckpointer checkpointer = new AsyncCheckpointer()) {
 *   checkpointer.save(folder.resolve("1"), state);
 *   state = state.times(2); // meanwhile
 * } // waits, and throws if the save failed
 * }</pre>
 */
public final class AsyncCheckpointer implements Checkpointer {
  private final Disk disk;
  private final Background background = new Background("checkpointer");

  /** A checkpointer without a save in progress. */
  public AsyncCheckpointer() {
    this(Disk.MACHINE);
  }

  AsyncCheckpointer(Disk disk) {
    this.disk = disk;
  }

  /**
   * {@inheritDoc}
   *
   * @throws CheckpointException also when the save before has failed; then nothing is saved
   */
  @Override
  public void save(Path path, Object tree, SaveOptions options) {
    background.awaitTurn();
    start(path, tree, options, () -> {});
  }

  /** Copies the tree and lets the background write it, and then do what follows. */
  void start(Path path, Object tree, SaveOptions options, Runnable after) {
    Supplier<Optional<String>> line = UserLine.capture();
    Arena arena = Arena.ofShared();
    CheckpointWriter writer;
    try {
      writer = PyTreeCheckpointer.writer(tree, options, arena);
    } catch (RuntimeException | Error e) {
      arena.close();
      throw e;
    }
    background.start(
        () ->
            UserLine.during(
                line,
                () -> {
                  try (arena) {
                    PyTreeCheckpointer.write(path, writer, options.replaces(), disk);
                  }
                  after.run();
                }));
  }

  /** Waits for the save before, and throws what it threw. */
  void awaitTurn() {
    background.awaitTurn();
  }

  /** Whether a save is in progress. */
  public boolean isSaving() {
    return background.isBusy();
  }

  @Override
  public void waitUntilFinished() {
    background.await();
  }

  @Override
  public void close() {
    background.close();
  }
}
