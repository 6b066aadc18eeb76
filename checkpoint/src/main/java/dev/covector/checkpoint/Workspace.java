package dev.covector.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A folder beside a target, in which its next version is made; {@link #commit} renames it into
 * place in one step. A process that dies leaves the target as it was, and the workspace to be
 * {@linkplain #recover recovered} by the next one.
 *
 * <p>Beside the folder lies a file that is locked for as long as the owner lives: who gets the lock
 * knows that the owner is dead. It is made before the folder and deleted after it, and says in its
 * text which target the workspace is for.
 *
 * <pre>
 * .covector-ID.lock       locked by the owner; the name of the target
 * .covector-ID/content    the next version, a file or a folder
 * .covector-ID/replaced   the version before, between the two renames that replace a folder
 * .covector-ID/older      that version when it is being deleted: it is never put back half deleted
 * </pre>
 */
final class Workspace implements AutoCloseable {
  private static final String PREFIX = ".covector-";
  private static final String LOCK = ".lock";
  private static final int ATTEMPTS = 100;
  private static final int LONGEST_NAME = 1024;

  /**
   * Lock files of this process. They must not even be opened a second time: on Linux, closing any
   * channel of a file gives up all locks that the process has on it.
   */
  private static final Set<Path> OWN = ConcurrentHashMap.newKeySet();

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Disk disk;
  private final Path target;
  private final Path lockFile;
  private final Path folder;
  private final FileChannel lock;

  private Workspace(Disk disk, Path target, Path lockFile, Path folder, FileChannel lock) {
    this.disk = disk;
    this.target = target;
    this.lockFile = lockFile;
    this.folder = folder;
    this.lock = lock;
  }

  /**
   * A workspace for the next version of a target, whose folder is created if need be.
   *
   * @throws IOException when the file system refuses
   */
  static Workspace open(Path target, Disk disk) throws IOException {
    Path absolute = target.toAbsolutePath().normalize();
    Path parent = absolute.getParent();
    if (parent == null) {
      throw new FileAlreadyExistsException(absolute.toString());
    }
    Files.createDirectories(parent);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      byte[] random = new byte[8];
      RANDOM.nextBytes(random);
      Path folder = parent.resolve(PREFIX + HexFormat.of().formatHex(random));
      Path lockFile = lockFile(folder);
      OWN.add(lockFile);
      FileChannel lock = null;
      boolean open = false;
      try {
        lock = locked(lockFile, absolute.getFileName().toString());
        if (lock != null) {
          disk.createFolder(folder);
          open = true;
          return new Workspace(disk, absolute, lockFile, folder, lock);
        }
      } finally {
        if (!open) {
          abandon(lockFile, lock);
        }
      }
    }
    throw new IOException("no lock can be had in " + parent);
  }

  private static void abandon(Path lockFile, @Nullable FileChannel lock) throws IOException {
    if (lock != null) {
      Files.deleteIfExists(lockFile);
      lock.close();
    }
    OWN.remove(lockFile);
  }

  /** The channel of a lock file that is ours; null when somebody took the new file for a dead's. */
  private static @Nullable FileChannel locked(Path lockFile, String name) throws IOException {
    FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    try {
      FileLock got = channel.tryLock();
      if (got != null && Files.exists(lockFile)) {
        channel.write(ByteBuffer.wrap(name.getBytes(StandardCharsets.UTF_8)));
        return channel;
      }
    } catch (IOException | RuntimeException e) {
      try {
        Files.deleteIfExists(lockFile);
        channel.close();
      } catch (IOException again) {
        e.addSuppressed(again);
      }
      throw e;
    }
    channel.close();
    return null;
  }

  private static Path lockFile(Path folder) {
    return folder.resolveSibling(folder.getFileName() + LOCK);
  }

  /** Where the next version is to be made. */
  Path content() {
    return folder.resolve("content");
  }

  /**
   * Puts the content, already synced, in the place of the target.
   *
   * <p>Of several processes that replace the same target each succeeds, and the last one stays.
   *
   * @param replace whether a folder that is there may be replaced; a file always is
   * @throws FileAlreadyExistsException when something is there that may not be replaced
   * @throws IOException when the file system refuses; what is at the target is what was there
   */
  void commit(boolean replace) throws IOException {
    Path replaced = folder.resolve("replaced");
    boolean setAside = false;
    for (int attempt = 0; ; attempt++) {
      try {
        if (Files.isDirectory(content()) && Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
          if (!replace || attempt == ATTEMPTS) {
            throw new FileAlreadyExistsException(target.toString());
          }
          discard(folder, disk); // what was set aside is older than what somebody has put there
          setAside = moved(target, replaced);
        }
        disk.move(content(), target);
        break;
      } catch (FileAlreadyExistsException e) {
        // another process has put its own there since we looked
        if (!replace || attempt == ATTEMPTS) {
          throw e;
        }
      } catch (IOException e) {
        if (setAside && !Files.exists(target)) {
          disk.move(replaced, target);
        }
        throw e;
      }
    }
    disk.syncFolder(target.getParent());
  }

  /** Moves a folder; false where another process was faster and it is gone. */
  private boolean moved(Path from, Path to) throws IOException {
    try {
      disk.move(from, to);
      return true;
    } catch (NoSuchFileException e) {
      if (!Files.exists(folder)) {
        throw e;
      }
      return false;
    }
  }

  /** Takes the target away: moved in one step here, where closing deletes it. */
  void takeAway() throws IOException {
    disk.move(target, content());
    disk.syncFolder(target.getParent());
  }

  /** Deletes what is left, and gives the lock back. */
  @Override
  public void close() throws IOException {
    try {
      // in this order: where there is a folder, there is its lock file, by which it is recovered
      discard(folder, disk);
      deleteAll(folder, disk);
      disk.delete(lockFile);
    } finally {
      lock.close();
      OWN.remove(lockFile);
    }
  }

  /**
   * Deletes what processes that died have left in a folder, and puts back what they had just set
   * aside. Workspaces of the living, of this process or another, are not touched.
   *
   * @return whether something was found
   * @throws IOException when the file system refuses
   */
  static boolean recover(Path parent, Disk disk) throws IOException {
    boolean found = false;
    for (Path lockFile : lockFiles(parent)) {
      found |= recoverOne(lockFile, disk);
    }
    return found;
  }

  /**
   * Whether somebody works in a folder, and so may be just replacing something.
   *
   * @throws IOException when the file system refuses
   */
  static boolean isBusy(Path parent) throws IOException {
    return !lockFiles(parent).isEmpty();
  }

  private static List<Path> lockFiles(Path parent) throws IOException {
    try (Stream<Path> files = Files.list(parent.toAbsolutePath().normalize())) {
      return files
          .filter(
              file ->
                  file.getFileName().toString().startsWith(PREFIX)
                      && file.getFileName().toString().endsWith(LOCK))
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    }
  }

  private static boolean recoverOne(Path lockFile, Disk disk) throws IOException {
    if (!OWN.add(lockFile)) {
      return false; // another thread looks at it
    }
    try (FileChannel channel =
        FileChannel.open(lockFile, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      FileLock got = channel.tryLock();
      if (got == null || !Files.exists(lockFile)) {
        return false;
      }
      String file = lockFile.getFileName().toString();
      Path folder = lockFile.resolveSibling(file.substring(0, file.length() - LOCK.length()));
      Path replaced = folder.resolve("replaced");
      if (Files.exists(replaced)) {
        Path target = lockFile.resolveSibling(name(channel));
        if (!folder.getParent().equals(target.getParent())) {
          throw new IOException(lockFile + " is none of ours; move it and its folder away");
        }
        putBack(replaced, target, disk);
        discard(folder, disk);
      }
      deleteAll(folder, disk);
      disk.delete(lockFile);
      return true;
    } catch (NoSuchFileException | OverlappingFileLockException e) {
      return false; // its owner, or another process that recovers, was faster
    } finally {
      OWN.remove(lockFile);
    }
  }

  private static String name(FileChannel channel) throws IOException {
    ByteBuffer text = ByteBuffer.allocate(LONGEST_NAME);
    while (channel.read(text) > 0) {
      // until the end, or there is no room
    }
    return new String(text.array(), 0, text.position(), StandardCharsets.UTF_8);
  }

  /** Unless the new version had already been put there, or somebody else's. */
  private static void putBack(Path replaced, Path target, Disk disk) throws IOException {
    try {
      if (!Files.exists(target)) {
        disk.move(replaced, target);
        disk.syncFolder(target.getParent());
      }
    } catch (FileAlreadyExistsException e) {
      // there is one: the one set aside is the older
    }
  }

  /** Deletes the version before, where there is one. */
  private static void discard(Path folder, Disk disk) throws IOException {
    Path replaced = folder.resolve("replaced");
    if (Files.exists(replaced)) {
      Path older = folder.resolve("older");
      deleteAll(older, disk);
      disk.move(replaced, older);
      deleteAll(older, disk);
    }
  }

  private static void deleteAll(Path path, Disk disk) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(path)) { // does not follow links
      all = walk.sorted(Comparator.reverseOrder()).toList();
    } catch (NoSuchFileException e) {
      return;
    }
    for (Path each : all) {
      disk.delete(each);
    }
  }
}
