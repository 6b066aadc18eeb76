package dev.covector.linen;

import dev.covector.Tensor;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How a module is applied: with which keys, and which collections it may change.
 *
 * <pre>{@code
 * ApplyOptions options =
 *     ApplyOptions.mutable("batch_stats").rngs(Map.of("dropout", Random.key(1)));
 * }</pre>
 *
 * @param rngs a key for each stream of random numbers, {@code dropout} for one
 * @param mutable which collections may change; they are returned
 * @param captured of which modules, by their path, the outputs of calls go to the collection {@code
 *     intermediates}
 * @param training what {@link Module#isTraining} says in modules: dropout drops and batch norm uses
 *     the statistics of its input, where they are told to follow it
 */
public record ApplyOptions(
    Map<String, Tensor> rngs,
    Predicate<String> mutable,
    Predicate<String> captured,
    boolean training) {
  /** No keys, nothing mutable, nothing captured, not training. */
  public static final ApplyOptions DEFAULT =
      new ApplyOptions(Map.of(), collection -> false, path -> false, false);

  /** Copies the map. */
  public ApplyOptions {
    rngs = Map.copyOf(rngs);
  }

  /** Options with keys for streams. */
  public static ApplyOptions keys(Map<String, Tensor> rngs) {
    return DEFAULT.rngs(rngs);
  }

  /** Options with mutable collections. */
  public static ApplyOptions mutable(String... collections) {
    return DEFAULT.alsoMutable(collections);
  }

  /** Options with all collections mutable but some. */
  public static ApplyOptions mutableExcept(String... collections) {
    Set<String> fixed = Set.of(collections);
    return new ApplyOptions(
        Map.of(), name -> !fixed.contains(name), DEFAULT.captured, DEFAULT.training);
  }

  /** Options that capture the output of every module's call. */
  public static ApplyOptions captureIntermediates() {
    return DEFAULT.capture(path -> true);
  }

  /** These options, with keys for streams added. */
  public ApplyOptions rngs(Map<String, Tensor> more) {
    Map<String, Tensor> all = new LinkedHashMap<>(rngs);
    all.putAll(more);
    return new ApplyOptions(all, mutable, captured, training);
  }

  /** These options, with more mutable collections. */
  public ApplyOptions alsoMutable(String... collections) {
    Set<String> names = Set.copyOf(Arrays.asList(collections));
    return new ApplyOptions(
        rngs, name -> names.contains(name) || mutable.test(name), captured, training);
  }

  /**
   * These options, capturing the outputs of calls in {@code intermediates}, under the module's path
   * and {@code __call__}.
   *
   * @param modules which modules, by their path such as {@code encoder/Dense_0}; empty for the root
   */
  public ApplyOptions capture(Predicate<String> modules) {
    return new ApplyOptions(rngs, mutable, modules, training)
        .alsoMutable(CollectionName.INTERMEDIATES);
  }

  /** These options, to train or not. */
  public ApplyOptions training(boolean value) {
    return new ApplyOptions(rngs, mutable, captured, value);
  }
}
