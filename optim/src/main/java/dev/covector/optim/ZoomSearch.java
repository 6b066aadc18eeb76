package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The search for a step that satisfies the strong Wolfe conditions: first the step grows until an
 * interval holds one, then the interval shrinks by interpolation. Nocedal & Wright 2006, Algorithms
 * 3.5 and 3.6.
 */
record ZoomSearch(
    Function<Object, Tensor> loss,
    Object params,
    Object direction,
    Line start,
    Tensor slopeRtol,
    Tensor curvRtol,
    @Nullable Tensor approxDecRtol,
    Tensor increaseFactor,
    Tensor threshold,
    @Nullable Tensor maxStep,
    int maxSteps) {
  /**
   * Where the search is.
   *
   * @param count how often the loss was evaluated
   * @param done whether a step was found
   * @param failed whether the search was given up
   * @param zooming whether there is an interval
   * @param low the end of the interval with the lower loss; before, the step before
   * @param high the other end
   * @param reference a third step, for cubic interpolation
   * @param best the step that is returned when all fails: the lowest loss that fell enough
   * @param next the step to try
   */
  record Progress(
      Tensor count,
      Tensor done,
      Tensor failed,
      Tensor zooming,
      Line low,
      Line high,
      Line reference,
      Line best,
      Tensor next) {}

  /** The step that was found, with the loss and the gradient there. */
  Line run(Tensor guess) {
    Tensor first = limited(guess);
    Progress begin =
        new Progress(
            Counts.zero(),
            Tensor.of(false),
            Tensor.of(false),
            Tensor.of(false),
            start,
            start,
            start,
            start,
            first);
    Progress end =
        Lax.whileLoop(
            (Progress p) ->
                Numpy.logicalAnd(
                    p.count().lt(maxSteps),
                    Numpy.logicalNot(Numpy.logicalOr(p.done(), p.failed()))),
            this::step,
            begin);
    return end.best();
  }

  private Tensor limited(Tensor step) {
    return maxStep == null ? step : Numpy.minimum(step, maxStep).astype(step.dtype());
  }

  private Progress step(Progress p) {
    Line now = Line.at(loss, params, direction, p.next());
    Tensor fell = fellEnough(now);
    Tensor isFlat = now.slope().abs().le(curvRtol.times(start.slope().abs()));
    Tensor done = Numpy.logicalAnd(fell, isFlat);
    Progress widened = widen(p, now, fell, done);
    Progress narrowed = narrow(p, now, fell, done);
    return TreeMath.where(p.zooming(), narrowed, widened);
  }

  /** Armijo's condition, or near a minimum, where it drowns in rounding, that of the slopes. */
  private Tensor fellEnough(Line now) {
    Tensor bound = start.value().plus(slopeRtol.times(now.step()).times(start.slope()));
    Tensor exact = now.value().le(bound);
    if (approxDecRtol == null) {
      return exact;
    }
    Tensor slopes = now.slope().le(slopeRtol.times(2).minus(1).times(start.slope()));
    Tensor near = now.value().le(start.value().plus(approxDecRtol.times(start.value().abs())));
    return Numpy.logicalOr(exact, Numpy.logicalAnd(slopes, near));
  }

  private Line best(Progress p, Line now, Tensor fell, Tensor done) {
    Tensor isBetter = Numpy.logicalAnd(fell, now.value().lt(p.best().value()));
    return Line.where(Numpy.logicalOr(done, isBetter), now, p.best());
  }

  private Progress widen(Progress p, Line now, Tensor fell, Tensor done) {
    Tensor rises =
        Numpy.logicalOr(
            Numpy.logicalNot(fell),
            Numpy.logicalAnd(now.value().ge(p.low().value()), p.count().gt(0)));
    Tensor turns = now.slope().ge(0);
    Tensor zooming = Numpy.logicalOr(rises, turns);
    Line low = Line.where(rises, p.low(), now);
    Line high = Line.where(rises, now, p.low());
    Tensor wider = limited(now.step().times(increaseFactor).astype(now.step().dtype()));
    Tensor next = Numpy.where(zooming, between(low, high, low, Tensor.of(true)), wider);
    Tensor stuck = Numpy.logicalAnd(Numpy.logicalNot(zooming), wider.le(now.step()));
    return new Progress(
        p.count().plus(1),
        done,
        Numpy.logicalAnd(stuck, Numpy.logicalNot(done)),
        zooming,
        low,
        high,
        low,
        best(p, now, fell, done),
        next.astype(p.next().dtype()));
  }

  private Progress narrow(Progress p, Line now, Tensor fell, Tensor done) {
    Tensor rises = Numpy.logicalOr(Numpy.logicalNot(fell), now.value().ge(p.low().value()));
    Tensor away = now.slope().times(p.high().step().minus(p.low().step())).ge(0);
    Line high = Line.where(rises, now, Line.where(away, p.low(), p.high()));
    Line low = Line.where(rises, p.low(), now);
    Line reference = Line.where(rises, p.high(), Line.where(away, p.high(), p.low()));
    Tensor tooShort = high.step().minus(low.step()).abs().le(threshold);
    return new Progress(
        p.count().plus(1),
        done,
        Numpy.logicalAnd(tooShort, Numpy.logicalNot(done)),
        p.zooming(),
        low,
        high,
        reference,
        best(p, now, fell, done),
        between(low, high, reference, Tensor.of(false)).astype(p.next().dtype()));
  }

  /** A step inside the interval: of a cubic, else of a quadratic, else the middle. */
  private static Tensor between(Line low, Line high, Line third, Tensor isNew) {
    Tensor a = Numpy.minimum(low.step(), high.step());
    Tensor b = Numpy.maximum(low.step(), high.step());
    Tensor length = b.minus(a);
    Tensor cubic = cubic(low, high, third);
    Tensor cubicFits =
        Numpy.logicalAnd(Numpy.logicalNot(isNew), inside(cubic, a, b, length.times(0.2)));
    Tensor quadratic = quadratic(low, high);
    Tensor quadraticFits = inside(quadratic, a, b, length.times(0.1));
    Tensor middle = a.plus(b).times(0.5);
    return Numpy.where(cubicFits, cubic, Numpy.where(quadraticFits, quadratic, middle));
  }

  private static Tensor inside(Tensor x, Tensor a, Tensor b, Tensor margin) {
    return Numpy.logicalAnd(
        Numpy.isfinite(x), Numpy.logicalAnd(x.gt(a.plus(margin)), x.lt(b.minus(margin))));
  }

  /** The minimum of the parabola through both values with the slope of the lower. */
  private static Tensor quadratic(Line low, Line high) {
    Tensor d = high.step().minus(low.step());
    Tensor curvature = high.value().minus(low.value()).minus(low.slope().times(d)).div(d.square());
    return low.step().minus(low.slope().div(curvature.times(2)));
  }

  /** The minimum of the cubic through three values with the slope of the lowest. */
  private static Tensor cubic(Line low, Line high, Line third) {
    Tensor db = high.step().minus(low.step());
    Tensor dc = third.step().minus(low.step());
    Tensor rb = high.value().minus(low.value()).minus(low.slope().times(db));
    Tensor rc = third.value().minus(low.value()).minus(low.slope().times(dc));
    Tensor denominator = db.times(dc).square().times(db.minus(dc));
    Tensor a = dc.square().times(rb).minus(db.square().times(rc)).div(denominator);
    Tensor b =
        db.square().times(db).times(rc).minus(dc.square().times(dc).times(rb)).div(denominator);
    Tensor radical = b.square().minus(a.times(low.slope()).times(3));
    return low.step().plus(radical.sqrt().minus(b).div(a.times(3)));
  }
}
