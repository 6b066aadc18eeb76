package dev.covector.optim;

/**
 * The parameters of {@link Lookahead}.
 *
 * @param fast those that are trained
 * @param slow those that follow, to be evaluated
 */
public record LookaheadParams(Object fast, Object slow) {
  /** Both the same. */
  public static LookaheadParams initSynced(Object params) {
    return new LookaheadParams(params, Leafwise.map(Copies::of, params));
  }
}
