package dev.covector.linen;

import java.util.HashMap;
import java.util.Map;

/** How many keys a module has drawn from each stream, and those below it. */
final class RngCounters {
  private final Map<String, Integer> drawn = new HashMap<>();
  private final Map<String, RngCounters> children = new HashMap<>();

  /** The number of the next draw, from 1. */
  int next(String stream) {
    return drawn.merge(stream, 1, Integer::sum);
  }

  RngCounters child(String name) {
    return children.computeIfAbsent(name, n -> new RngCounters());
  }
}
