package dev.covector.linen;

import org.jspecify.annotations.Nullable;

/**
 * The place of a module in the order of construction of a body. The copies that options make of a
 * module ({@code new Dense(4).useBias(false)}) share its slot, so that they count as one.
 */
final class Slot {
  private final Body body;
  private final int index;
  private Module latest;
  private @Nullable Module user;

  Slot(Body body, int index, Module module) {
    this.body = body;
    this.index = index;
    this.latest = module;
  }

  Body body() {
    return body;
  }

  int index() {
    return index;
  }

  /** The last of the copies. */
  Module latest() {
    return latest;
  }

  void supersede(Module copy) {
    latest = copy;
  }

  /** Whether a module may be the one of this slot: the first that is used takes it. */
  boolean claim(Module module) {
    if (user == null) {
      user = module;
      latest = module;
    }
    return user == module;
  }
}
