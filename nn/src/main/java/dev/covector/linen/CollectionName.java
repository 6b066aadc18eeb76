package dev.covector.linen;

/** The names of the collections that this package itself writes to. */
final class CollectionName {
  static final String PARAMS = "params";
  static final String INTERMEDIATES = "intermediates";
  static final String PERTURBATIONS = "perturbations";
  static final String BATCH_STATS = "batch_stats";
  static final String CACHE = "cache";

  private CollectionName() {}
}
