package dev.covector.simd;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;

/** The generated loops, by what their code depends on. */
final class LoopCache {
  /** The cache of the process. */
  static final LoopCache SHARED = new LoopCache();

  private final ConcurrentHashMap<LoopKey, GeneratedLoop> loops = new ConcurrentHashMap<>();
  private final LongAdder requests = new LongAdder();

  /** The code for a key, generated if it is new. */
  GeneratedLoop get(LoopKey key) {
    requests.increment();
    return loops.computeIfAbsent(key, k -> new LoopGenerator(k).generate());
  }

  /** How many classes were generated. */
  int classes() {
    return loops.size();
  }

  /** How often code was asked for. */
  long requests() {
    return requests.sum();
  }
}
