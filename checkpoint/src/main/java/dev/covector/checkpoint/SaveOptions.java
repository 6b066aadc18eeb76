package dev.covector.checkpoint;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is saved besides the tree, and how.
 *
 * <pre>{@code
 * SaveOptions options =
 *     SaveOptions.defaults().withMetrics(Map.of("loss", 0.25)).withMetadata(Map.of("epoch", 3));
 * try (CheckpointManager manager = new CheckpointManager(Files.createTempDirectory("run"))) {
 *   manager.save(1000, Map.of("w", Numpy.ones(3)), options);
 * }
 * }</pre>
 *
 * @param replaces whether a checkpoint that is at the path is replaced; otherwise it is an error
 * @param forced whether a manager saves whatever its interval says
 * @param metrics numbers by which a manager finds its best step
 * @param metadata anything that JSON has: maps with text as keys, lists, texts, numbers, booleans,
 *     null
 */
public record SaveOptions(
    boolean replaces,
    boolean forced,
    Map<String, Double> metrics,
    Map<String, @Nullable Object> metadata) {

  /** Options with copies of the maps. */
  public SaveOptions {
    metrics = Map.copyOf(metrics);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  /** Nothing but the tree, where nothing is. */
  public static SaveOptions defaults() {
    return new SaveOptions(false, false, Map.of(), Map.of());
  }

  /** These options, replacing what is at the path. */
  public SaveOptions withReplacing() {
    return new SaveOptions(true, forced, metrics, metadata);
  }

  /** These options, saving whatever a manager's interval says. */
  public SaveOptions withForce() {
    return new SaveOptions(replaces, true, metrics, metadata);
  }

  /** These options with metrics. */
  public SaveOptions withMetrics(Map<String, ? extends Number> metrics) {
    Map<String, Double> numbers = new HashMap<>();
    metrics.forEach((name, value) -> numbers.put(name, value.doubleValue()));
    return new SaveOptions(replaces, forced, numbers, metadata);
  }

  /** These options with the user's own metadata. */
  public SaveOptions withMetadata(Map<String, ? extends @Nullable Object> metadata) {
    return new SaveOptions(replaces, forced, metrics, new LinkedHashMap<>(metadata));
  }
}
