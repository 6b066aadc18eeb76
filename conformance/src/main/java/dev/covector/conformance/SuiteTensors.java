package dev.covector.conformance;

import dev.covector.checkpoint.CheckpointException;
import dev.covector.checkpoint.Safetensors;
import java.nio.file.Path;

/** The tensors that the cases of a suite name. */
final class SuiteTensors {
  private final Safetensors file;

  private SuiteTensors(Safetensors file) {
    this.file = file;
  }

  /**
   * Maps a file and checks its header.
   *
   * @throws MalformedSuiteException when it is no safetensors file that can be read
   */
  static SuiteTensors open(Path file) {
    try {
      return new SuiteTensors(Safetensors.open(file));
    } catch (CheckpointException e) {
      throw new MalformedSuiteException(e.getMessage(), e);
    }
  }

  /**
   * The tensor of a name.
   *
   * @throws MalformedSuiteException when there is none
   */
  StoredTensor get(String name) {
    try {
      var type = file.type(name);
      return new StoredTensor(type.dtype(), type.shape(), file.segment(name));
    } catch (CheckpointException e) {
      throw new MalformedSuiteException(e.getMessage(), e);
    }
  }
}
