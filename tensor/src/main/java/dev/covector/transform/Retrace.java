package dev.covector.transform;

import java.util.List;

/** Says what made a function trace again. */
final class Retrace {
  private Retrace() {}

  /**
   * A part of a signature.
   *
   * @param what for example {@code argument 0/w}
   * @param value in words
   * @param remedy what to do when it changes every call
   */
  record Part(String what, String value, String remedy) {}

  /**
   * The first difference between two signatures.
   *
   * @param before the parts of the last signature; empty when there was none
   * @param after the parts of the new one
   */
  static String explain(List<Part> before, List<Part> after) {
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      Part old = before.get(i);
      Part now = after.get(i);
      if (!old.equals(now)) {
        return now.what() + " changed from " + old.value() + " to " + now.value() + now.remedy();
      }
    }
    return "the signature is the same: the function closes over values of another trace";
  }
}
