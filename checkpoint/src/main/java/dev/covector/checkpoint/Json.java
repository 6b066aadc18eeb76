package dev.covector.checkpoint;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON as Java values: maps in the order of the text, lists, strings, Long (BigInteger beyond 64
 * bits), Double, Boolean and null. A member given twice, nesting deeper than {@link #MOST_NESTED}
 * and what is not UTF-8 are errors.
 */
final class Json {
  /** Deeper than any tree that can be saved, and harmless to a stack. */
  static final int MOST_NESTED = 1000;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          // names of tensors are as many as tensors, and not worth a table of all that were seen
          .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
          .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
          .streamReadConstraints(
              StreamReadConstraints.builder()
                  .maxNestingDepth(MOST_NESTED)
                  // a text is in memory already: what was saved must not be too long to be read
                  .maxNameLength(Integer.MAX_VALUE)
                  .maxStringLength(Integer.MAX_VALUE)
                  .build())
          .build();

  private Json() {}

  /**
   * The object that a whole text is.
   *
   * @param place the file, for messages
   * @throws MalformedFileException when the bytes are not exactly one JSON object
   */
  static JsonObject read(String place, byte[] text) {
    try (JsonParser parser = FACTORY.createParser(decoded(text))) {
      if (parser.nextToken() == null) {
        throw new JsonParseException(parser, "no value");
      }
      Object value = value(parser);
      if (parser.nextToken() != null) {
        throw new JsonParseException(parser, "more than one value");
      }
      return JsonObject.of(place, value);
    } catch (CharacterCodingException e) {
      throw new MalformedFileException(place + ": not UTF-8", e);
    } catch (IOException e) {
      String said = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
      throw new MalformedFileException(place + ": not JSON: " + said, e);
    }
  }

  private static String decoded(byte[] text) throws CharacterCodingException {
    return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(text)).toString();
  }

  private static @Nullable Object value(JsonParser parser) throws IOException {
    return switch (parser.currentToken()) {
      case START_OBJECT -> object(parser);
      case START_ARRAY -> array(parser);
      case VALUE_STRING -> parser.getText();
      case VALUE_NUMBER_INT ->
          parser.getNumberType() == JsonParser.NumberType.BIG_INTEGER
              ? parser.getBigIntegerValue()
              : (Object) parser.getLongValue();
      case VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      case VALUE_NULL -> null;
      case NOT_AVAILABLE, END_OBJECT, END_ARRAY, FIELD_NAME, VALUE_EMBEDDED_OBJECT ->
          throw new JsonParseException(parser, "unexpected " + parser.currentToken());
    };
  }

  private static Map<String, @Nullable Object> object(JsonParser parser) throws IOException {
    Map<String, @Nullable Object> members = new LinkedHashMap<>();
    while (parser.nextToken() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      parser.nextToken();
      members.put(name, value(parser));
    }
    return Collections.unmodifiableMap(members);
  }

  private static List<@Nullable Object> array(JsonParser parser) throws IOException {
    List<@Nullable Object> items = new ArrayList<>();
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      items.add(value(parser));
    }
    return Collections.unmodifiableList(items);
  }

  /**
   * A value as text.
   *
   * @param what what the value is, for messages
   * @throws CheckpointException when it is not made of what JSON has
   */
  static String write(String what, @Nullable Object value) {
    StringWriter text = new StringWriter();
    try (JsonGenerator generator = FACTORY.createGenerator(text)) {
      write(generator, what, value, 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // a StringWriter does not fail
    }
    return text.toString();
  }

  private static void write(JsonGenerator generator, String what, @Nullable Object value, int depth)
      throws IOException {
    if (depth > MOST_NESTED) {
      throw new CheckpointException(what + " is nested deeper than " + MOST_NESTED + " levels");
    }
    switch (value) {
      case null -> generator.writeNull();
      case String text -> generator.writeString(wellFormed(what, text));
      case Boolean flag -> generator.writeBoolean(flag);
      case Byte number -> generator.writeNumber(number.intValue());
      case Short number -> generator.writeNumber(number.intValue());
      case Integer number -> generator.writeNumber(number);
      case Long number -> generator.writeNumber(number);
      case BigInteger number -> generator.writeNumber(number);
      case Float number -> writeFinite(generator, what, number.doubleValue());
      case Double number -> writeFinite(generator, what, number);
      case Map<?, ?> map -> {
        generator.writeStartObject();
        for (Map.Entry<?, ?> entry : map.entrySet()) {
          if (!(entry.getKey() instanceof String name)) {
            throw new CheckpointException(
                what + ": the key " + entry.getKey() + " is no String, as names in JSON are");
          }
          generator.writeFieldName(wellFormed(what, name));
          write(generator, what + "/" + name, entry.getValue(), depth + 1);
        }
        generator.writeEndObject();
      }
      case List<?> list -> {
        generator.writeStartArray();
        for (int i = 0; i < list.size(); i++) {
          write(generator, what + "/" + i, list.get(i), depth + 1);
        }
        generator.writeEndArray();
      }
      default ->
          throw new CheckpointException(
              what
                  + ": a "
                  + value.getClass().getName()
                  + " has no JSON; use maps, lists, strings, numbers and booleans");
    }
  }

  /**
   * A text that UTF-8 can hold.
   *
   * @param what what has the text, for messages
   * @throws CheckpointException when half of a surrogate pair is in it, which would become a
   *     question mark
   */
  static String wellFormed(String what, String text) {
    for (int i = 0; i < text.length(); i++) {
      char unit = text.charAt(i);
      if (Character.isHighSurrogate(unit)
          && i + 1 < text.length()
          && Character.isLowSurrogate(text.charAt(i + 1))) {
        i++;
      } else if (Character.isSurrogate(unit)) {
        throw new CheckpointException(
            "%s: the text of %d characters has half of a surrogate pair, \\u%04x, as its character %d, which UTF-8 does not have; store such data as an array of bytes"
                .formatted(what, text.length(), (int) unit, i));
      }
    }
    return text;
  }

  private static void writeFinite(JsonGenerator generator, String what, double number)
      throws IOException {
    if (!Double.isFinite(number)) {
      throw new CheckpointException(what + ": JSON has no " + number + "; save it as text");
    }
    generator.writeNumber(number);
  }
}
