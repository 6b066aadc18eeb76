package dev.covector.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;

/** A disk one of whose operations fails, or is the last before the process dies. */
final class FaultyDisk implements Disk {
  private final Disk machine = Disk.MACHINE;
  private final int faulty;
  private final boolean dies;
  private int operations;

  /**
   * A disk.
   *
   * @param faulty which operation goes wrong, from 0
   * @param dies whether nothing is done any more after it, as by SIGKILL; else it is but an error
   */
  FaultyDisk(int faulty, boolean dies) {
    this.faulty = faulty;
    this.dies = dies;
  }

  /** How many operations were asked for. */
  int operations() {
    return operations;
  }

  private boolean goesWrong() {
    int operation = operations++;
    return dies ? operation >= faulty : operation == faulty;
  }

  private void operate() throws IOException {
    if (goesWrong()) {
      throw new IOException("No space left on device");
    }
  }

  @Override
  public Output createFile(Path file) throws IOException {
    operate();
    Output output = machine.createFile(file);
    return new Output() {
      @Override
      public void write(ByteBuffer bytes) throws IOException {
        if (goesWrong()) {
          output.write(bytes.limit(bytes.position() + bytes.remaining() / 2)); // and no more
          throw new IOException("No space left on device");
        }
        output.write(bytes);
      }

      @Override
      public void sync() throws IOException {
        operate();
        output.sync();
      }

      @Override
      public void close() throws IOException {
        output.close();
      }
    };
  }

  @Override
  public void createFolder(Path folder) throws IOException {
    operate();
    machine.createFolder(folder);
  }

  @Override
  public void syncFolder(Path folder) throws IOException {
    operate();
    machine.syncFolder(folder);
  }

  @Override
  public void move(Path from, Path to) throws IOException {
    operate();
    machine.move(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    operate();
    machine.delete(path);
  }
}
