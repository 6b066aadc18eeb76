package dev.covector.checkpoint;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/**
 * What a checkpoint says of itself, in the file {@value #FILE}; docs/checkpoints.md describes it.
 *
 * @param items the trees by name
 * @param metrics numbers by which steps are compared
 * @param metadata the user's own
 */
record Manifest(
    SequencedMap<String, Item> items,
    Map<String, Double> metrics,
    Map<String, @Nullable Object> metadata) {
  static final String FILE = "manifest.json";

  private static final String FORMAT = "covector-checkpoint";
  private static final long VERSION = 1;
  private static final long LONGEST = 1 << 30;

  /** The last member of the object: of all the bytes before its comma. */
  private static final String SEAL = ",\"checksum\":\"crc32c:%08x\"}\n";

  private static final int SEAL_LENGTH = SEAL.formatted(0).length();

  Manifest {
    items = Collections.unmodifiableSequencedMap(items);
    metrics = Map.copyOf(metrics);
  }

  /**
   * A tree of the checkpoint.
   *
   * @param file the name of its file of tensors
   * @param fileSize the size of that file
   * @param headerChecksum of all that stands before the data in it
   * @param tree its structure
   * @param checksums of the data of each tensor
   */
  record Item(
      String file,
      long fileSize,
      int headerChecksum,
      StoredNode tree,
      Map<String, Integer> checksums) {}

  /** The manifest as it is written. */
  byte[] bytes() {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("format", FORMAT);
    json.put("version", VERSION);
    Map<String, @Nullable Object> numbers = new LinkedHashMap<>();
    metrics.forEach((name, value) -> numbers.put(name, StoredNodes.number(value)));
    json.put("metrics", numbers);
    json.put("metadata", metadata);
    Map<String, @Nullable Object> described = new LinkedHashMap<>();
    items.forEach((name, item) -> described.put(name, json(item)));
    json.put("items", described);
    String text = Json.write("metadata", json);
    byte[] body = text.substring(0, text.length() - 1).getBytes(StandardCharsets.UTF_8);
    byte[] seal = seal(body).getBytes(StandardCharsets.US_ASCII);
    byte[] sealed = Arrays.copyOf(body, body.length + seal.length);
    System.arraycopy(seal, 0, sealed, body.length, seal.length);
    return sealed;
  }

  private static Map<String, @Nullable Object> json(Item item) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("file", item.file());
    json.put("size", item.fileSize());
    json.put("header", StoredNodes.checksum(item.headerChecksum()));
    json.put("tree", StoredNodes.json(item.tree(), item.checksums()));
    return json;
  }

  private static String seal(byte[] body) {
    return SEAL.formatted(MappedFile.checksum(MemorySegment.ofArray(body)));
  }

  /**
   * Reads and checks the manifest of a checkpoint.
   *
   * @throws CheckpointException when there is none, or it cannot be read
   * @throws MalformedFileException when it is damaged, or of a newer version
   */
  static Manifest read(Path folder) {
    Path file = folder.resolve(FILE);
    byte[] bytes;
    try (Arena arena = Arena.ofConfined()) {
      MappedFile mapped = MappedFile.open(file, arena);
      if (mapped.size() > LONGEST) {
        throw new MalformedFileException(file + ": " + mapped.size() + " bytes are no manifest");
      }
      bytes = mapped.array(0, mapped.size());
    }
    return parse(file.toString(), bytes);
  }

  static Manifest parse(String place, byte[] bytes) {
    int length = bytes.length - SEAL_LENGTH;
    byte[] body = Arrays.copyOf(bytes, Math.max(0, length));
    String seal =
        new String(bytes, body.length, bytes.length - body.length, StandardCharsets.US_ASCII);
    if (length < 0 || !seal.equals(seal(body))) {
      throw new MalformedFileException(
          place + ": the checksum is wrong: the manifest is damaged or truncated");
    }
    JsonObject json = Json.read(place, bytes);
    if (!json.string("format").equals(FORMAT)) {
      throw new MalformedFileException(
          "%s: the format is '%s', not '%s'"
              .formatted(place, JsonObject.shown(json.string("format")), FORMAT));
    }
    if (json.count("version") > VERSION) {
      throw new MalformedFileException(
          "%s: the checkpoint has version %d of the format, this library knows %d; update Covector"
              .formatted(place, json.count("version"), VERSION));
    }
    SequencedMap<String, Item> items = new LinkedHashMap<>();
    JsonObject described = json.object("items");
    for (String name : described.members().keySet()) {
      items.put(name, item(described.object(name)));
    }
    Map<String, Double> metrics = new HashMap<>();
    JsonObject numbers = json.object("metrics");
    for (String name : numbers.members().keySet()) {
      metrics.put(name, StoredNodes.number(numbers.place(), numbers.member(name)));
    }
    return new Manifest(items, metrics, json.object("metadata").members());
  }

  private static Item item(JsonObject json) {
    Map<String, Integer> checksums = new HashMap<>();
    StoredNode tree = StoredNodes.read(json.object("tree"), checksums);
    String file = json.string("file");
    if (!ItemNames.isFile(file)) {
      throw new MalformedFileException(json.place() + ": '" + file + "' is no file of tensors");
    }
    return new Item(
        file,
        json.count("size"),
        StoredNodes.checksum(json.place(), json.string("header")),
        tree,
        checksums);
  }
}
