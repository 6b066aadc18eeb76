package dev.covector.optim;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Divides by the root of the average of squares, which for large matrices is kept as the product of
 * a row and a column.
 *
 * <p>Shazeer & Stern 2018, "Adafactor: Adaptive Learning Rates with Sublinear Memory Cost".
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.chain(Optax.scaleByFactoredRms().factored(false), Optax.scale(-0.1));
 * OptState state = tx.init(Tensor.of(new float[] {1, 2}));
 * }</pre>
 *
 * @param factored whether large matrices are factored
 * @param decayRate the exponent of the decay: 1 - t^-rate at step t
 * @param stepOffset what is subtracted from the number of the step
 * @param minDimSizeToFactor the least size of both axes of a factored matrix
 * @param epsilon what is added to squares
 */
public record ScaleByFactoredRms(
    boolean factored,
    Hyperparameter decayRate,
    int stepOffset,
    int minDimSizeToFactor,
    Hyperparameter epsilon)
    implements GradientTransformation {
  /**
   * The averages.
   *
   * @param count the number of steps, i32
   * @param vRow the averages over columns; one zero where not factored
   * @param vCol the averages over rows; one zero where not factored
   * @param v the averages; one zero where factored
   */
  public record State(Tensor count, Object vRow, Object vCol, Object v) implements OptState {}

  ScaleByFactoredRms() {
    this(true, Hyperparameter.of(0.8), 0, 128, Hyperparameter.of(1e-30));
  }

  /** These with another {@code factored}: whether large matrices are factored. */
  public ScaleByFactoredRms factored(boolean factored) {
    return Components.with(this, "factored", factored);
  }

  /** These with another {@code decayRate}: the exponent of the decay: 1 - t^-rate at step t. */
  public ScaleByFactoredRms decayRate(double decayRate) {
    return Components.with(this, "decayRate", decayRate);
  }

  /** These with another {@code stepOffset}: what is subtracted from the number of the step. */
  public ScaleByFactoredRms stepOffset(int stepOffset) {
    return Components.with(this, "stepOffset", stepOffset);
  }

  /**
   * These with another {@code minDimSizeToFactor}: the least size of both axes of a factored
   * matrix.
   */
  public ScaleByFactoredRms minDimSizeToFactor(int minDimSizeToFactor) {
    return Components.with(this, "minDimSizeToFactor", minDimSizeToFactor);
  }

  /** These with another {@code epsilon}: what is added to squares. */
  public ScaleByFactoredRms epsilon(double epsilon) {
    return Components.with(this, "epsilon", epsilon);
  }

  @Override
  public OptState init(Object params) {
    return new State(
        Counts.zero(),
        Leafwise.map(p -> zeros(p, isFactored(p) ? largest(p) : -1), params),
        Leafwise.map(p -> zeros(p, isFactored(p) ? second(p) : -1), params),
        Leafwise.map(p -> isFactored(p) ? zeros(p, -1) : Numpy.zerosLike(p), params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    if (params == null) {
      throw OptimException.missingParams("scale_by_factored_rms");
    }
    Agreement.check("scale_by_factored_rms", updates, params);
    State s = Agreement.state("scale_by_factored_rms", state, State.class);
    requireMoments(updates, s);
    Scalar decayRate = Scalar.of("decayRate", this.decayRate);
    Scalar epsilon = Scalar.of("epsilon", this.epsilon);
    Tensor step = s.count().minus(stepOffset).plus(1).astype(DType.F32);
    Tensor decay = Numpy.subtract(1, Numpy.power(step, decayRate.negated().tensor()));
    Tensor rest = Numpy.subtract(1, decay);
    Object squares = Leafwise.map(g -> Squares.of(g).plus(epsilon.tensor()), (Object) updates);
    Object rows =
        Leafwise.map(
            (r, q) -> isFactored(q) ? averaged(r, q.mean(largest(q)), decay, rest) : r,
            s.vRow(),
            squares);
    Object columns =
        Leafwise.map(
            (c, q) -> isFactored(q) ? averaged(c, q.mean(second(q)), decay, rest) : c,
            s.vCol(),
            squares);
    Object all =
        Leafwise.map((v, q) -> isFactored(q) ? v : averaged(v, q, decay, rest), s.v(), squares);
    P scaled =
        Leafwise.map(
            (g, r, c, v) -> isFactored(g) ? factoredScale(g, r, c) : g.times(Numpy.power(v, -0.5)),
            updates,
            rows,
            columns,
            all);
    return new Updated<>(scaled, new State(Counts.increment(s.count()), rows, columns, all));
  }

  private void requireMoments(Object updates, State s) {
    String op = "scale_by_factored_rms";
    Agreement.structure(op, "the gradients", updates, "the moments of the state", s.v());
    List<Tensor> gradients = Leafwise.tensors(updates);
    List<Tensor> rows = Leafwise.tensors(s.vRow());
    List<Tensor> columns = Leafwise.tensors(s.vCol());
    List<Tensor> all = Leafwise.tensors(s.v());
    for (int i = 0; i < gradients.size(); i++) {
      Tensor g = gradients.get(i);
      boolean fits =
          isFactored(g)
              ? rows.get(i).shape().equals(without(g, largest(g)))
                  && columns.get(i).shape().equals(without(g, second(g)))
              : all.get(i).shape().equals(g.shape());
      if (!fits) {
        throw new OptimException(
            op
                + ": the gradients have "
                + g.type()
                + " at "
                + TensorPaths.of(updates).get(i)
                + ", the moments of the state "
                + (isFactored(g) ? rows : all).get(i).type()
                + "; the state belongs to other parameters: call init(params) with these");
      }
    }
  }

  @Override
  public boolean needsParams() {
    return true;
  }

  private static Tensor averaged(Tensor average, Tensor now, Tensor decay, Tensor rest) {
    return decay.times(average).plus(rest.times(now)).astype(average.dtype());
  }

  private static Tensor factoredScale(Tensor g, Tensor row, Tensor column) {
    int first = largest(g);
    int other = second(g);
    int within = other > first ? other - 1 : other;
    Tensor mean = row.mean(new int[] {within}, true);
    return g.times(Numpy.power(row.div(mean), -0.5).expandDims(first))
        .times(Numpy.power(column, -0.5).expandDims(other));
  }

  private boolean isFactored(Tensor p) {
    return factored && p.rank() >= 2 && p.shape().toArray()[second(p)] >= minDimSizeToFactor;
  }

  /** The axis of the largest size, the last of equals. */
  private static int largest(Tensor p) {
    return ranked(p)[p.rank() - 1];
  }

  private static int second(Tensor p) {
    return ranked(p)[p.rank() - 2];
  }

  private static int[] ranked(Tensor p) {
    int[] sizes = p.shape().toArray();
    return IntStream.range(0, sizes.length)
        .boxed()
        .sorted(Comparator.comparingInt(axis -> sizes[axis]))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static Tensor zeros(Tensor p, int without) {
    return Numpy.zeros(without < 0 ? Shape.of(1) : without(p, without), p.dtype());
  }

  private static Shape without(Tensor p, int axis) {
    int[] sizes = p.shape().toArray();
    return Shape.of(
        IntStream.range(0, sizes.length).filter(a -> a != axis).map(a -> sizes[a]).toArray());
  }
}
