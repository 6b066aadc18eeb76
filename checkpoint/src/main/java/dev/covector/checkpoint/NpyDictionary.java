package dev.covector.checkpoint;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The dictionary in an npy header. Only what NumPy writes is read: three keys in any order, a
 * string, a boolean, a tuple of integers.
 *
 * @param descr the dtype in NumPy's words
 * @param fortran whether the first axis is the one whose elements are neighbours
 * @param shape the sizes of the axes
 */
record NpyDictionary(String descr, boolean fortran, long[] shape) {
  private static final Pattern MEMBER =
      Pattern.compile(
          "\\s*(['\"])(descr|fortran_order|shape)\\1\\s*:\\s*"
              + "(?:(['\"])([^'\"]*)\\3|(True|False)|\\(([0-9L,\\s]*)\\))\\s*(,?)\\s*");

  static NpyDictionary parse(String place, String header) {
    String text = header.strip();
    if (!text.startsWith("{") || !text.endsWith("}")) {
      throw malformed(place, text);
    }
    String descr = null;
    Boolean fortran = null;
    long[] shape = null;
    Matcher member = MEMBER.matcher(text).region(1, text.length() - 1);
    boolean separated = true;
    while (member.regionStart() < member.regionEnd()) {
      if (!separated || !member.lookingAt()) {
        throw malformed(place, text);
      }
      boolean known =
          switch (member.group(2)) {
            case "descr" -> descr == null && (descr = member.group(4)) != null;
            case "shape" -> shape == null && (shape = tuple(member.group(6))) != null;
            default -> fortran == null && (fortran = truth(member.group(5))) != null;
          };
      if (!known) {
        throw malformed(place, text);
      }
      separated = !member.group(7).isEmpty();
      member.region(member.end(), member.regionEnd());
    }
    if (descr == null || fortran == null || shape == null) {
      throw malformed(place, text);
    }
    return new NpyDictionary(descr, fortran, shape);
  }

  private static @Nullable Boolean truth(@Nullable String text) {
    return text == null ? null : (Boolean) text.equals("True");
  }

  /** The integers of a tuple without its parentheses; null when it is none. */
  private static long @Nullable [] tuple(@Nullable String text) {
    if (text == null) {
      return null;
    }
    List<Long> sizes = new ArrayList<>();
    String[] items = text.strip().split(",", -1);
    for (int i = 0; i < items.length; i++) {
      String item = items[i].strip();
      if (item.isEmpty() && i == items.length - 1) {
        break; // () or a comma after the last
      }
      if (!item.matches("[0-9]{1,18}L?")) {
        return null;
      }
      sizes.add(Long.parseLong(item.endsWith("L") ? item.substring(0, item.length() - 1) : item));
    }
    return sizes.stream().mapToLong(Long::longValue).toArray();
  }

  private static MalformedFileException malformed(String place, String text) {
    boolean structured = text.contains("[(");
    return new MalformedFileException(
        "%s: the npy header %s is not understood%s"
            .formatted(
                place,
                JsonObject.shown(text),
                structured ? "; arrays of structures are not supported" : ""));
  }
}
