package dev.covector.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * A checkpoint that is being saved.
 *
 * @param items its trees by name
 * @param metrics numbers by which steps are compared
 * @param metadata the user's own, checked to be JSON
 */
record CheckpointWriter(
    SequencedMap<String, Snapshot> items,
    Map<String, Double> metrics,
    Map<String, @Nullable Object> metadata) {

  /** Between two questions another process may take a checkpoint away and put its own there. */
  private static final int LOOKS = 10;

  /**
   * Writes the checkpoint in one step: the target is complete, or as it was.
   *
   * @param replace whether a checkpoint that is there is replaced
   * @throws CheckpointException when the file system refuses, or something is there already: a
   *     checkpoint that is not to be replaced, or what is none and never is
   */
  void write(Path target, boolean replace, Disk disk) {
    if (replace) {
      requireCheckpointOrNothing(target);
    }
    try (Workspace workspace = Workspace.open(target, disk)) {
      fill(workspace.content(), disk);
      workspace.commit(replace);
    } catch (IOException e) {
      throw isOccupied(target, e) ? occupied(target, e) : FileFailure.writing(target, e);
    }
  }

  /** A path given by mistake may be a folder of other files, which would be deleted. */
  private static void requireCheckpointOrNothing(Path target) {
    boolean stranger = true;
    for (int look = 0; stranger && look < LOOKS; look++) {
      stranger =
          Files.exists(target, LinkOption.NOFOLLOW_LINKS)
              && !Files.isRegularFile(target.resolve(Manifest.FILE));
    }
    if (stranger) {
      throw new CheckpointException(
          "save: %s is there and is no checkpoint, since there is no %s in it; nothing was changed: delete it, or save to another path"
              .formatted(target, Manifest.FILE));
    }
  }

  private static boolean isOccupied(Path target, IOException e) {
    return e instanceof FileAlreadyExistsException present
        && target.toAbsolutePath().normalize().toString().equals(present.getFile());
  }

  private static CheckpointException occupied(Path target, IOException e) {
    return new CheckpointException(
        "save: %s exists already; save to another path, or replace it with".formatted(target)
            + " SaveOptions.defaults().withReplacing()",
        e);
  }

  private void fill(Path folder, Disk disk) throws IOException {
    disk.createFolder(folder);
    SequencedMap<String, Manifest.Item> written = new LinkedHashMap<>();
    for (Map.Entry<String, Snapshot> item : items.entrySet()) {
      String file = ItemNames.file(item.getKey());
      SafetensorsLayout layout = new SafetensorsLayout();
      item.getValue().blobs().forEach(layout::add);
      SafetensorsLayout.Written tensors = layout.write(folder.resolve(file), Map.of(), disk);
      written.put(
          item.getKey(),
          new Manifest.Item(
              file,
              tensors.fileSize(),
              tensors.headerChecksum(),
              item.getValue().tree(),
              tensors.checksums()));
    }
    try (Disk.Output output = disk.createFile(folder.resolve(Manifest.FILE))) {
      output.write(ByteBuffer.wrap(new Manifest(written, metrics, metadata).bytes()));
      output.sync();
    }
    disk.syncFolder(folder);
  }
}
