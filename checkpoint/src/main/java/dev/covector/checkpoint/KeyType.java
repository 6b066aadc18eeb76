package dev.covector.checkpoint;

import java.util.Locale;

/** The type of a map's keys. */
enum KeyType {
  STRING {
    @Override
    Object parse(String text) {
      return text;
    }
  },
  INT {
    @Override
    Object parse(String text) {
      return Integer.valueOf(text);
    }
  },
  LONG {
    @Override
    Object parse(String text) {
      return Long.valueOf(text);
    }
  },
  /** Read as text, since only a target knows the class. */
  ENUM {
    @Override
    Object parse(String text) {
      return text;
    }
  };

  /**
   * The key of a text.
   *
   * @throws NumberFormatException when it is none
   */
  abstract Object parse(String text);

  /**
   * The type of a key.
   *
   * @throws CheckpointException when keys of its class cannot be stored
   */
  static KeyType of(String place, Object key) {
    return switch (key) {
      case String text -> STRING;
      case Integer number -> INT;
      case Long number -> LONG;
      case Enum<?> constant -> ENUM;
      default ->
          throw new CheckpointException(
              "save: the map at '%s' has keys of %s; keys that can be stored are String, Integer,"
                      .formatted(place, key.getClass().getName())
                  + " Long and enums");
    };
  }

  /** As it stands in a manifest. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
