package dev.covector.conformance;

import dev.covector.DType;
import dev.covector.Shape;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tensors of a safetensors file, memory-mapped: eight bytes with the header's length, a JSON
 * header of dtypes, shapes and offsets, then the data, all little-endian.
 *
 * @see <a href="https://huggingface.co/docs/safetensors/index#format">the format</a>
 */
final class Safetensors {
  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  private final Path file;
  private final Map<String, StoredTensor> tensors;

  private Safetensors(Path file, Map<String, StoredTensor> tensors) {
    this.file = file;
    this.tensors = tensors;
  }

  /**
   * Maps a file and checks its header.
   *
   * @throws IOException when the file cannot be read
   * @throws MalformedSuiteException when it is not a safetensors file
   */
  static Safetensors open(Path file) throws IOException {
    MemorySegment all;
    try (FileChannel channel = FileChannel.open(file)) {
      all = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), Arena.ofAuto());
    }
    long length = all.byteSize() < 8 ? -1 : all.get(LENGTH, 0);
    if (length < 0 || length > all.byteSize() - 8) {
      throw new MalformedSuiteException(
          file + ": a header of " + length + " bytes in a file of " + all.byteSize());
    }
    byte[] text = all.asSlice(8, length).toArray(ValueLayout.JAVA_BYTE);
    JsonObject header =
        JsonObject.parse(file + ": header", new String(text, StandardCharsets.UTF_8));
    MemorySegment data = all.asSlice(8 + length);
    Map<String, StoredTensor> tensors = new LinkedHashMap<>();
    for (String name : header.members().keySet()) {
      if (!name.equals("__metadata__")) {
        tensors.put(name, tensor(header.object(name), data));
      }
    }
    return new Safetensors(file, tensors);
  }

  /**
   * The tensor of a name.
   *
   * @throws MalformedSuiteException when there is none
   */
  StoredTensor get(String name) {
    StoredTensor tensor = tensors.get(name);
    if (tensor == null) {
      throw new MalformedSuiteException(file + ": no tensor is named '" + name + "'");
    }
    return tensor;
  }

  private static StoredTensor tensor(JsonObject entry, MemorySegment data) {
    DType dtype = dtype(entry);
    int[] sizes = new int[entry.list("shape").size()];
    for (int axis = 0; axis < sizes.length; axis++) {
      sizes[axis] = Math.toIntExact(integer(entry, "shape", axis));
    }
    Shape shape = Shape.of(sizes);
    long start = integer(entry, "data_offsets", 0);
    long end = integer(entry, "data_offsets", 1);
    if (start < 0 || end > data.byteSize() || end - start != shape.size() * dtype.byteSize()) {
      throw new MalformedSuiteException(
          entry.place()
              + ": "
              + dtype
              + shape
              + " cannot be bytes "
              + start
              + " to "
              + end
              + " of "
              + data.byteSize());
    }
    return new StoredTensor(dtype, shape, data.asSlice(start, end - start));
  }

  private static long integer(JsonObject entry, String name, int index) {
    List<?> list = entry.list(name);
    if (index >= list.size() || !(list.get(index) instanceof Long value)) {
      throw new MalformedSuiteException(
          entry.place() + ": '" + name + "' must hold integers, got " + list);
    }
    return value;
  }

  private static DType dtype(JsonObject entry) {
    String name = entry.string("dtype");
    return switch (name) {
      case "BOOL" -> DType.BOOL;
      case "I8" -> DType.I8;
      case "I16" -> DType.I16;
      case "I32" -> DType.I32;
      case "I64" -> DType.I64;
      case "U8" -> DType.U8;
      case "U16" -> DType.U16;
      case "U32" -> DType.U32;
      case "U64" -> DType.U64;
      case "F16" -> DType.F16;
      case "BF16" -> DType.BF16;
      case "F32" -> DType.F32;
      case "F64" -> DType.F64;
      case "C64" -> DType.C64;
      default ->
          throw new MalformedSuiteException(
              entry.place() + ": dtype '" + name + "' is not one a suite may use");
    };
  }
}
