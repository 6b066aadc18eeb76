package dev.covector.optim;

/**
 * The parameters of {@link Lookahead}.
 *
 * <pre>{@code
 * LookaheadParams params = LookaheadParams.initSynced(Map.of("w", Numpy.ones(2)));
 * GradientTransformation tx = Optax.lookahead(Optax.sgd(0.1), 5, 0.5);
 * Updated<LookaheadParams> step = tx.update(params, tx.init(params), params);
 * }</pre>
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
