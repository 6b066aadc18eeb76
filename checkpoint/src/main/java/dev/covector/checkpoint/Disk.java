package dev.covector.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What is done to a file system to make something durable, one operation each: tests let any of
 * them fail, or be the last one before a crash.
 */
interface Disk {
  /** The file system of the machine. */
  Disk MACHINE = new Machine();

  /** A file that is being written. */
  interface Output extends Closeable {
    /** Writes all that remains in the buffer. */
    void write(ByteBuffer bytes) throws IOException;

    /** Returns when the content is on the device. */
    void sync() throws IOException;
  }

  /** A file that does not exist yet. */
  Output createFile(Path file) throws IOException;

  /** A folder that does not exist yet. */
  void createFolder(Path folder) throws IOException;

  /** Returns when the entries of a folder are on the device. */
  void syncFolder(Path folder) throws IOException;

  /**
   * Renames in one step; an existing file is replaced.
   *
   * @throws FileAlreadyExistsException for a folder in the place of one that is not empty
   */
  void move(Path from, Path to) throws IOException;

  /** Deletes a file or an empty folder, if it exists. */
  void delete(Path path) throws IOException;

  /** The file system of the machine. */
  final class Machine implements Disk {
    private static final boolean SYNCS_FOLDERS =
        !System.getProperty("os.name").startsWith("Windows"); // where folders cannot be opened

    private Machine() {}

    @Override
    public Output createFile(Path file) throws IOException {
      FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      return new Output() {
        @Override
        public void write(ByteBuffer bytes) throws IOException {
          while (bytes.hasRemaining()) {
            channel.write(bytes);
          }
        }

        @Override
        public void sync() throws IOException {
          channel.force(true);
        }

        @Override
        public void close() throws IOException {
          channel.close();
        }
      };
    }

    @Override
    public void createFolder(Path folder) throws IOException {
      Files.createDirectory(folder);
    }

    @Override
    public void syncFolder(Path folder) throws IOException {
      if (SYNCS_FOLDERS) {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
          channel.force(true);
        }
      }
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      try {
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      } catch (FileSystemException e) {
        // an atomic move says in words only that the folder is there
        boolean occupied = Files.isDirectory(from) && Files.isDirectory(to);
        throw occupied ? new FileAlreadyExistsException(to.toString()) : e;
      }
    }

    @Override
    public void delete(Path path) throws IOException {
      Files.deleteIfExists(path);
    }
  }
}
