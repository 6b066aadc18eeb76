package dev.covector.checkpoint;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.TensorType;
import dev.covector.tree.TreeDef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Stored trees as JSON; docs/checkpoints.md describes it. */
final class StoredNodes {
  private StoredNodes() {}

  /** The JSON of a tree, with the checksums of its data. */
  static Map<String, @Nullable Object> json(StoredNode node, Map<String, Integer> checksums) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    switch (node) {
      case StoredNode.TensorLeaf leaf -> {
        json.put("kind", "tensor");
        json.put("dtype", leaf.type().dtype().toString());
        json.put("shape", Arrays.stream(leaf.type().shape().toArray()).boxed().toList());
        if (leaf.type().weak()) {
          json.put("weak", true);
        }
        data(json, leaf.data(), checksums);
      }
      case StoredNode.ArrayLeaf leaf -> {
        json.put("kind", "primitives");
        json.put("type", leaf.type().text());
        json.put("length", leaf.length());
        data(json, leaf.data(), checksums);
      }
      case StoredNode.ValueLeaf leaf -> {
        json.put("kind", "value");
        value(json, leaf.value());
      }
      case StoredNode.FunctionLeaf leaf -> json.put("kind", "function");
      case StoredNode.Container container -> container(json, container, checksums);
    }
    return json;
  }

  private static void data(
      Map<String, @Nullable Object> json, String name, Map<String, Integer> checksums) {
    json.put("data", name);
    json.put("crc32c", checksum(checksums.getOrDefault(name, 0)));
  }

  private static void container(
      Map<String, @Nullable Object> json,
      StoredNode.Container container,
      Map<String, Integer> checksums) {
    json.put("kind", container.kind().name().toLowerCase(Locale.ROOT));
    if (!container.className().isEmpty()) {
      json.put("class", container.className());
    }
    if (container.keyType() != KeyType.STRING) {
      json.put("key_type", container.keyType().text());
    }
    if (hasKeys(container.kind())) {
      json.put("keys", container.keys());
    }
    if (container.kind() != TreeDef.Kind.NULL) {
      json.put("children", container.children().stream().map(c -> json(c, checksums)).toList());
    }
  }

  private static boolean hasKeys(TreeDef.Kind kind) {
    return kind == TreeDef.Kind.MAP || kind == TreeDef.Kind.PRODUCT || kind == TreeDef.Kind.CUSTOM;
  }

  private static void value(Map<String, @Nullable Object> json, Object value) {
    switch (value) {
      case EnumName constant -> {
        json.put("type", "enum");
        json.put("value", constant.name());
      }
      case Float number -> {
        json.put("type", "float");
        json.put("value", number(number.doubleValue()));
      }
      case Double number -> {
        json.put("type", "double");
        json.put("value", number(number));
      }
      case Integer number -> {
        json.put("type", "int");
        json.put("value", number);
      }
      default -> { // Boolean, Byte, Short, Long, String
        json.put("type", value.getClass().getSimpleName().toLowerCase(Locale.ROOT));
        json.put("value", value);
      }
    }
  }

  /** A number for JSON, which has no NaN and no infinities: those are text. */
  static Object number(double value) {
    return Double.isFinite(value) ? (Object) value : Double.toString(value);
  }

  /** A number of JSON, or the text of one that JSON does not have. */
  static double number(String place, @Nullable Object json) {
    return switch (json) {
      case Number number -> number.doubleValue();
      case String text when text.equals("NaN") -> Double.NaN;
      case String text when text.equals("Infinity") -> Double.POSITIVE_INFINITY;
      case String text when text.equals("-Infinity") -> Double.NEGATIVE_INFINITY;
      case null, default ->
          throw new MalformedFileException(place + ": " + JsonObject.shown(json) + " is no number");
    };
  }

  /** A checksum as text. */
  static String checksum(int value) {
    return "%08x".formatted(value);
  }

  /** The checksum of a text. */
  static int checksum(String place, String text) {
    if (!text.matches("[0-9a-f]{8}")) {
      throw new MalformedFileException(
          place + ": '" + JsonObject.shown(text) + "' is no checksum of 8 hexadecimal digits");
    }
    return Integer.parseUnsignedInt(text, 16);
  }

  /** The tree of a JSON; what it says of the data of tensors goes to the checksums. */
  static StoredNode read(JsonObject json, Map<String, Integer> checksums) {
    String kind = json.string("kind");
    return switch (kind) {
      case "tensor" -> {
        TensorType type = new TensorType(dtype(json), shape(json), json.has("weak"));
        yield new StoredNode.TensorLeaf(type, data(json, checksums));
      }
      case "primitives" -> {
        Primitive type = constant(Primitive.values(), json, "type");
        long length = json.count("length");
        if (length > Integer.MAX_VALUE - 8) {
          throw new MalformedFileException(json.place() + ": no array has the length " + length);
        }
        yield new StoredNode.ArrayLeaf(type, (int) length, data(json, checksums));
      }
      case "value" -> new StoredNode.ValueLeaf(value(json));
      case "function" -> new StoredNode.FunctionLeaf();
      default -> container(json, checksums);
    };
  }

  private static String data(JsonObject json, Map<String, Integer> checksums) {
    String name = json.string("data");
    if (checksums.put(name, checksum(json.place(), json.string("crc32c"))) != null) {
      throw new MalformedFileException(json.place() + ": the data of '" + name + "' is used twice");
    }
    return name;
  }

  private static DType dtype(JsonObject json) {
    try {
      return DType.named(json.string("dtype"));
    } catch (DTypeException e) {
      throw new MalformedFileException(json.place() + ": " + e.getMessage(), e);
    }
  }

  private static Shape shape(JsonObject json) {
    return SafetensorsHeader.shape(json.place(), json.counts("shape"));
  }

  private static <E extends Enum<E>> E constant(E[] all, JsonObject json, String name) {
    String text = json.string(name);
    for (E constant : all) {
      if (constant.name().toLowerCase(Locale.ROOT).equals(text)) {
        return constant;
      }
    }
    throw new MalformedFileException(
        "%s: the %s '%s' is not known".formatted(json.place(), name, JsonObject.shown(text)));
  }

  private static Object value(JsonObject json) {
    String type = json.string("type");
    Object value = json.member("value");
    String place = json.place() + ": value";
    return switch (type) {
      case "string" -> json.string("value");
      case "enum" -> new EnumName(json.string("value"));
      case "float" -> (float) number(place, value);
      case "double" -> number(place, value);
      case "boolean" -> {
        if (!(value instanceof Boolean)) {
          throw new MalformedFileException(place + " is no boolean");
        }
        yield value;
      }
      case "byte" -> (byte) integer(place, value, Byte.MIN_VALUE, Byte.MAX_VALUE);
      case "short" -> (short) integer(place, value, Short.MIN_VALUE, Short.MAX_VALUE);
      case "int" -> (int) integer(place, value, Integer.MIN_VALUE, Integer.MAX_VALUE);
      case "long" -> integer(place, value, Long.MIN_VALUE, Long.MAX_VALUE);
      default ->
          throw new MalformedFileException(
              place + " has the type '" + JsonObject.shown(type) + "', which is not known");
    };
  }

  private static long integer(String place, @Nullable Object value, long least, long most) {
    if (!(value instanceof Long number) || number < least || number > most) {
      throw new MalformedFileException(
          "%s %s is no integer from %d to %d"
              .formatted(place, JsonObject.shown(value), least, most));
    }
    return number;
  }

  private static StoredNode container(JsonObject json, Map<String, Integer> checksums) {
    TreeDef.Kind kind = constant(TreeDef.Kind.values(), json, "kind");
    if (kind == TreeDef.Kind.LEAF) {
      throw new MalformedFileException(json.place() + ": a leaf is not said to be one");
    }
    List<?> children = kind == TreeDef.Kind.NULL ? List.of() : json.list("children");
    List<StoredNode> nodes = new ArrayList<>();
    for (Object child : children) {
      nodes.add(read(JsonObject.of(json.place(), child), checksums));
    }
    KeyType keyType =
        json.has("key_type") ? constant(KeyType.values(), json, "key_type") : KeyType.STRING;
    List<String> keys = keys(json, kind, nodes.size());
    for (String key : keys) {
      try {
        keyType.parse(key);
      } catch (NumberFormatException e) {
        throw new MalformedFileException(json.place() + ": the key '" + key + "' is no number", e);
      }
    }
    String className = json.has("class") ? json.string("class") : "";
    return new StoredNode.Container(kind, className, keyType, keys, nodes);
  }

  private static List<String> keys(JsonObject json, TreeDef.Kind kind, int size) {
    List<String> keys;
    if (hasKeys(kind)) {
      keys = json.strings("keys");
    } else if (kind == TreeDef.Kind.OPTIONAL) {
      keys = List.of();
    } else {
      keys = IntStream.range(0, size).mapToObj(Integer::toString).toList();
    }
    boolean fits = kind == TreeDef.Kind.OPTIONAL ? size <= 1 : keys.size() == size;
    if (!fits || new HashSet<>(keys).size() != keys.size()) {
      throw new MalformedFileException(
          "%s: %d different keys for %d children of a %s"
              .formatted(json.place(), new HashSet<>(keys).size(), size, kind));
    }
    return keys;
  }
}
