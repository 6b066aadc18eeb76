package dev.covector.checkpoint;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.TensorType;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What stands before the data of a safetensors file: eight bytes with the length of a JSON object
 * of names, dtypes, shapes and offsets, then the object.
 *
 * @param dataStart where the data begins in the file
 * @param entries the tensors by name, in the order of their data
 * @param metadata text for people
 */
record SafetensorsHeader(long dataStart, Map<String, Entry> entries, Map<String, String> metadata) {
  /** The limit that the format's own library has. */
  private static final long LONGEST = 100_000_000;

  /** As many as NumPy has. */
  private static final int MOST_AXES = 64;

  private static final String METADATA = "__metadata__";
  private static final int LENGTH_BYTES = 8;
  private static final ValueLayout.OfLong LENGTH =
      ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

  /**
   * A tensor of the file.
   *
   * @param type its dtype and shape
   * @param start its first byte, counted from the first of all data
   * @param end the byte after its last
   */
  record Entry(TensorType type, long start, long end) {}

  /**
   * Reads and checks the header: all that it says agrees with the size of the file.
   *
   * @throws MalformedFileException when it does not
   */
  static SafetensorsHeader read(MappedFile file) {
    String place = file.file().toString();
    long length = file.size() < LENGTH_BYTES ? -1 : file.bytes().get(LENGTH, 0);
    if (length < 0 || length > LONGEST || length > file.size() - LENGTH_BYTES) {
      throw new MalformedFileException(
          "%s: a header of %s bytes in a file of %d; truncated, or no safetensors file"
              .formatted(place, length == -1 ? "?" : Long.toUnsignedString(length), file.size()));
    }
    JsonObject json = Json.read(place + ": header", file.array(LENGTH_BYTES, length));
    Map<String, String> metadata = new LinkedHashMap<>();
    List<Map.Entry<String, Entry>> entries = new ArrayList<>();
    for (String name : json.members().keySet()) {
      if (name.equals(METADATA)) {
        JsonObject text = json.object(METADATA);
        text.members().keySet().forEach(key -> metadata.put(key, text.string(key)));
      } else {
        entries.add(Map.entry(name, entry(json.object(name))));
      }
    }
    long dataStart = LENGTH_BYTES + length;
    return new SafetensorsHeader(
        dataStart,
        inOrder(place, entries, file.size() - dataStart),
        Collections.unmodifiableMap(metadata));
  }

  private static Entry entry(JsonObject json) {
    DType dtype = SafetensorsType.named(json.place(), json.string("dtype")).dtype();
    TensorType type = TensorType.of(dtype, shape(json.place(), json.counts("shape")));
    long[] offsets = json.counts("data_offsets");
    if (offsets.length != 2
        || offsets[0] > offsets[1]
        || offsets[1] - offsets[0] != type.shape().size() * dtype.byteSize()) {
      throw new MalformedFileException(
          "%s: %s takes %d bytes, but its data_offsets are %s"
              .formatted(
                  json.place(),
                  type,
                  type.shape().size() * dtype.byteSize(),
                  json.list("data_offsets")));
    }
    return new Entry(type, offsets[0], offsets[1]);
  }

  /**
   * The shape of axis sizes that a file claims.
   *
   * @throws MalformedFileException when no tensor has it
   */
  static Shape shape(String place, long[] sizes) {
    if (sizes.length > MOST_AXES) {
      throw new MalformedFileException(
          place + ": " + sizes.length + " axes; more than " + MOST_AXES + " are no tensor");
    }
    int[] checked = new int[sizes.length];
    for (int axis = 0; axis < sizes.length; axis++) {
      checked[axis] = (int) sizes[axis];
      if (checked[axis] != sizes[axis] || checked[axis] < 0) {
        throw new MalformedFileException(
            place + ": an axis of " + sizes[axis] + " elements; at most 2^31 - 1 are possible");
      }
    }
    try {
      return Shape.of(checked);
    } catch (ShapeException e) {
      throw new MalformedFileException(place + ": " + e.getMessage(), e);
    }
  }

  /** The tensors one after the other; between them is no gap, nor after the last. */
  private static Map<String, Entry> inOrder(
      String place, List<Map.Entry<String, Entry>> entries, long dataSize) {
    entries.sort(
        Comparator.comparingLong((Map.Entry<String, Entry> e) -> e.getValue().start())
            .thenComparingLong(e -> e.getValue().end()));
    Map<String, Entry> ordered = new LinkedHashMap<>();
    long end = 0;
    for (Map.Entry<String, Entry> named : entries) {
      Entry entry = named.getValue();
      if (entry.start() != end) {
        throw new MalformedFileException(
            "%s: the data of '%s' begins at byte %d, where byte %d is next; tensors must neither"
                    .formatted(place, JsonObject.shown(named.getKey()), entry.start(), end)
                + " overlap nor leave gaps");
      }
      end = entry.end();
      ordered.put(named.getKey(), entry);
    }
    if (end != dataSize) {
      throw new MalformedFileException(
          "%s: the tensors have %d bytes, the file has %d for them; %s"
              .formatted(
                  place,
                  end,
                  dataSize,
                  end > dataSize ? "it is truncated" : "something follows the last tensor"));
    }
    return Collections.unmodifiableMap(ordered);
  }
}
