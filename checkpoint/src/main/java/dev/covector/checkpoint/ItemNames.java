package dev.covector.checkpoint;

import java.util.regex.Pattern;

/** How the items of a checkpoint may be called, and their files. */
final class ItemNames {
  /** The item of a checkpoint that has but one. */
  static final String DEFAULT = "default";

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]{0,99}");
  private static final String SUFFIX = ".safetensors";

  private ItemNames() {}

  /**
   * The file of an item.
   *
   * @throws CheckpointException when the item's name would be no file's
   */
  static String file(String item) {
    if (!NAME.matcher(item).matches()) {
      throw new CheckpointException(
          "save: an item cannot be called '%s'; use letters, digits, '_', '.' and '-'"
              .formatted(JsonObject.shown(item)));
    }
    return item + SUFFIX;
  }

  /** Whether a text is the name of an item's file, and no path to another folder. */
  static boolean isFile(String name) {
    return name.endsWith(SUFFIX)
        && NAME.matcher(name.substring(0, name.length() - SUFFIX.length())).matches();
  }
}
