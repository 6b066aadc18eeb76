package dev.covector.tree;

/** Finds and words the first place where two structures differ. */
final class Difference {
  private Difference() {}

  /** Throws for the first place where the structures differ, in the order of their leaves. */
  static void require(String what, Path here, TreeDef expected, TreeDef actual) {
    if (expected.equals(actual)) {
      return;
    }
    if (!expected.sameNode(actual)) {
      throw of(what, here, expected, actual);
    }
    for (int i = 0; i < expected.size(); i++) {
      require(what, expected.step(here, i), expected.child(i), actual.child(i));
    }
  }

  /** The exception for two nodes that differ themselves. */
  static TreeMismatchException of(String what, Path here, TreeDef expected, TreeDef actual) {
    boolean sameType = expected.type() == actual.type();
    String wanted = expected.describe();
    String found = actual.describe();
    if (!sameType && wanted.equals(found)) { // two classes of the same simple name
      wanted = expected.type().describeFully(expected);
      found = actual.type().describeFully(actual);
      found += wanted.equals(found) ? " of another class loader" : "";
    }
    String difference = sameType ? expected.type().difference(expected, actual) : "";
    return new TreeMismatchException(what, here, wanted, found + difference);
  }
}
