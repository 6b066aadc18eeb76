package dev.covector.checkpoint;

import dev.covector.Tensor;
import dev.covector.TensorType;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;

/** A checkpoint on disk. */
final class StoredCheckpoint {
  private static final int ATTEMPTS = 50;
  private static final long PAUSE_MILLIS = 2;

  private final Path folder;
  private final Manifest manifest;

  private StoredCheckpoint(Path folder, Manifest manifest) {
    this.folder = folder;
    this.manifest = manifest;
  }

  /**
   * Reads a checkpoint. Where another process replaces it meanwhile, the new one is read.
   *
   * @param reading what is made of it
   * @throws CheckpointException when there is none at the path
   * @throws MalformedFileException when it is damaged, or of a newer version
   */
  static <T> T read(Path folder, Function<StoredCheckpoint, T> reading) {
    for (int attempt = 1; ; attempt++) {
      Optional<String> before = identity(folder);
      try {
        return reading.apply(open(folder));
      } catch (CheckpointException e) {
        boolean replaced = !identity(folder).equals(before);
        if (attempt == ATTEMPTS || !(replaced || isBeingReplaced(folder))) {
          throw e;
        }
        pause();
      }
    }
  }

  /**
   * Tells a checkpoint from another that takes its place; empty where there is none. Times alone do
   * not: they are those of the clock's last tick, milliseconds ago.
   */
  private static Optional<String> identity(Path folder) {
    try {
      Path manifest = folder.resolve(Manifest.FILE);
      BasicFileAttributes about = Files.readAttributes(manifest, BasicFileAttributes.class);
      byte[] content = Files.readAllBytes(manifest);
      return Optional.of(
          about.fileKey() + " " + about.lastModifiedTime() + " " + Arrays.hashCode(content));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Whether it is not there, and somebody may have just set it aside. */
  private static boolean isBeingReplaced(Path folder) {
    Path parent = folder.toAbsolutePath().normalize().getParent();
    try {
      return parent != null && !Files.exists(folder) && Workspace.isBusy(parent);
    } catch (IOException e) {
      return false;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static StoredCheckpoint open(Path folder) {
    Path absolute = folder.toAbsolutePath().normalize();
    if (!Files.exists(absolute) && absolute.getParent() != null) {
      recover(absolute.getParent());
    }
    if (!Files.exists(absolute)) {
      throw new CheckpointException("restore: there is no checkpoint " + folder);
    }
    if (Files.isDirectory(absolute) && !Files.isExecutable(absolute)) {
      throw FileFailure.reading(folder, new AccessDeniedException(absolute.toString()));
    }
    if (!Files.isDirectory(absolute) || !Files.exists(absolute.resolve(Manifest.FILE))) {
      throw new CheckpointException(
          "restore: %s is no checkpoint: there is no %s in it".formatted(folder, Manifest.FILE));
    }
    return new StoredCheckpoint(folder, Manifest.read(folder));
  }

  /** A process may have died just as it replaced a checkpoint. */
  static void recover(Path parent) {
    try {
      Workspace.recover(parent, Disk.MACHINE);
    } catch (IOException e) {
      throw FileFailure.reading(parent, e);
    }
  }

  Manifest manifest() {
    return manifest;
  }

  /**
   * Reads a tree.
   *
   * @param read what is made of its structure and the data of its leaves
   */
  <T> T item(String name, RestoreOptions options, BiFunction<StoredNode, Data, T> read) {
    Manifest.Item item = manifest.items().get(name);
    if (item == null) {
      throw new CheckpointException(
          "restore: %s has no item '%s'; it has %s"
              .formatted(folder, name, manifest.items().keySet()));
    }
    if (options.mapped()) {
      return read.apply(item.tree(), new Data(folder, item, options, Arena.ofAuto()));
    }
    try (Arena arena = Arena.ofShared()) {
      return read.apply(item.tree(), new Data(folder, item, options, arena));
    }
  }

  /** The data of the leaves of a tree. */
  static final class Data {
    private final String place;
    private final Manifest.Item item;
    private final RestoreOptions options;
    private final Safetensors tensors;

    private Data(Path folder, Manifest.Item item, RestoreOptions options, Arena arena) {
      Path file = folder.resolve(item.file());
      this.place = file.toString();
      this.item = item;
      this.options = options;
      this.tensors = Safetensors.open(file, arena);
      requireSame();
    }

    private void requireSame() {
      if (tensors.fileSize() != item.fileSize()
          || tensors.headerChecksum() != item.headerChecksum()) {
        throw new MalformedFileException(
            place + " is not the file that the manifest describes: damaged, or exchanged");
      }
      Set<String> unused = new HashSet<>(tensors.names());
      requireAll(item.tree(), unused);
      if (!unused.isEmpty()) {
        throw new MalformedFileException(
            place + ": the manifest does not know the tensors " + JsonObject.shown(unused));
      }
    }

    private void requireAll(StoredNode node, Set<String> unused) {
      switch (node) {
        case StoredNode.TensorLeaf leaf -> require(leaf.data(), leaf.type(), unused);
        case StoredNode.ArrayLeaf leaf ->
            require(leaf.data(), leaf.type().type(leaf.length()), unused);
        case StoredNode.Container container ->
            container.children().forEach(child -> requireAll(child, unused));
        case StoredNode.ValueLeaf leaf -> {}
        case StoredNode.FunctionLeaf leaf -> {}
      }
    }

    private void require(String name, TensorType type, Set<String> unused) {
      unused.remove(name);
      if (!tensors.names().contains(name) || !tensors.type(name).matches(Blob.physical(type))) {
        throw new MalformedFileException(
            "%s: there is no tensor '%s' of the manifest's type %s"
                .formatted(place, JsonObject.shown(name), type));
      }
    }

    /** The tensor of a leaf. */
    Tensor tensor(StoredNode.TensorLeaf leaf) {
      MemorySegment data = verified(leaf.data());
      String where = place + ": " + leaf.data();
      return options.mapped()
          ? MappedFile.wrap(where, data, leaf.type())
          : MappedFile.copy(where, data, leaf.type());
    }

    /** The array of a leaf. */
    Object array(StoredNode.ArrayLeaf leaf) {
      return leaf.type().array(verified(leaf.data()));
    }

    private MemorySegment verified(String name) {
      MemorySegment data = tensors.segment(name);
      if (options.verifies()
          && MappedFile.checksum(data) != item.checksums().getOrDefault(name, 0)) {
        throw new MalformedFileException(
            "%s: the checksum of '%s' is wrong: the file is damaged; restore an earlier step"
                .formatted(place, JsonObject.shown(name)));
      }
      return data;
    }
  }
}
