package dev.covector.transform;

import java.util.List;

/** Says what made a function trace again. */
final class Retrace {
  private Retrace() {}

  /**
   * The first difference between two signatures.
   *
   * @param before the parts of the last signature, in words; empty when there was none
   * @param after the parts of the new one
   */
  static String explain(List<String> before, List<String> after) {
    for (int i = 0; i < Math.min(before.size(), after.size()); i++) {
      if (!before.get(i).equals(after.get(i))) {
        return "since the last trace it changed from <" + before.get(i) + "> to <" + after.get(i)
            + ">; a number that changes every call is best passed as Tensor.of(number)";
      }
    }
    return before.size() == after.size()
        ? "the signature did not change"
        : "since the last trace the number of its leaves changed from " + before.size() + " to "
            + after.size();
  }
}
