package dev.covector.checkpoint;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * Saves on the thread that calls: when {@code save} returns, the checkpoint is on the device.
 *
 * <pre>{@code
 * PyTreeCheckpointer checkpointer = new PyTreeCheckpointer();
 * Path path = Files.createTempDirectory("run").resolve("final");
 * checkpointer.save(path, Map.of("w", Numpy.ones(3)));
 * Object tree = checkpointer.restore(path); // {w=[1. 1. 1.]}
 * }</pre>
 */
public final class PyTreeCheckpointer implements Checkpointer {
  private final Disk disk;

  /** A checkpointer; it holds nothing, so that one serves all. */
  public PyTreeCheckpointer() {
    this(Disk.MACHINE);
  }

  PyTreeCheckpointer(Disk disk) {
    this.disk = disk;
  }

  @Override
  public void save(Path path, Object tree, SaveOptions options) {
    write(path, writer(tree, options, null), options.replaces(), disk);
  }

  /**
   * A checkpoint to be written.
   *
   * @param copies where the elements are copied to; null to leave them where they are
   */
  static CheckpointWriter writer(Object tree, SaveOptions options, @Nullable Arena copies) {
    Json.write("metadata", options.metadata()); // refused before anything is written
    SequencedMap<String, Snapshot> items = new LinkedHashMap<>();
    Composite composite =
        tree instanceof Composite several ? several : Composite.of(ItemNames.DEFAULT, tree);
    composite
        .items()
        .forEach(
            (name, item) -> {
              ItemNames.file(name);
              Snapshot snapshot = Snapshot.of(item);
              items.put(name, copies == null ? snapshot : snapshot.copied(copies));
            });
    return new CheckpointWriter(items, options.metrics(), options.metadata());
  }

  /** Writes a checkpoint, after what dead processes have left beside it is cleaned up. */
  static void write(Path path, CheckpointWriter writer, boolean replaces, Disk disk) {
    Path parent = path.toAbsolutePath().normalize().getParent();
    if (parent != null && Files.isDirectory(parent)) {
      try {
        Workspace.recover(parent, disk);
      } catch (IOException e) {
        throw FileFailure.writing(path, e);
      }
    }
    writer.write(path, replaces, disk);
  }

  /** Does nothing: all is saved already. */
  @Override
  public void waitUntilFinished() {}

  /** Does nothing: all is saved already. */
  @Override
  public void close() {}
}
