package dev.covector;

import dev.covector.kernel.Scatter.Combine;
import dev.covector.numpy.IndexOperations;
import dev.covector.numpy.Numpy;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * A part of a tensor, to be replaced or combined with values: {@code x.at(0).set(1)} is a new
 * tensor. Values broadcast to the part and take x's dtype. Where an element is named twice, sums
 * and products take both, and the last one set wins. Indices out of range are left out, unless
 * {@link #mode} says otherwise.
 */
public final class IndexedUpdate {
  private final Tensor x;
  private final List<Index> index;
  private final IndexMode mode;
  private final boolean unique;

  IndexedUpdate(Tensor x, List<Index> index, IndexMode mode, boolean unique) {
    this.x = x;
    this.index = List.copyOf(index);
    this.mode = mode;
    this.unique = unique;
  }

  /** The same part with another treatment of indices out of range. */
  public IndexedUpdate mode(IndexMode mode) {
    return new IndexedUpdate(x, index, mode, unique);
  }

  /** The same part, with the promise that no element is named twice. */
  public IndexedUpdate uniqueIndices() {
    return new IndexedUpdate(x, index, mode, true);
  }

  private Tensor update(String op, Tensor values, Combine combine) {
    return IndexOperations.update(op, x, index, values, combine, mode, unique);
  }

  /** x with the part replaced. */
  public Tensor set(Tensor values) {
    return update("set", values, Combine.SET);
  }

  /** x with the part replaced by a number. */
  public Tensor set(Number value) {
    return set(Tensor.of(value));
  }

  /** x with values added to the part. */
  public Tensor add(Tensor values) {
    return update("add", values, Combine.ADD);
  }

  /** x with a number added to the part. */
  public Tensor add(Number value) {
    return add(Tensor.of(value));
  }

  /** x with values subtracted from the part. */
  public Tensor subtract(Tensor values) {
    return update("subtract", Numpy.negative(values), Combine.ADD);
  }

  /** x with a number subtracted from the part. */
  public Tensor subtract(Number value) {
    return subtract(Tensor.of(value));
  }

  /** x with the part multiplied by values. */
  public Tensor multiply(Tensor values) {
    return update("multiply", values, Combine.MUL);
  }

  /** x with the part multiplied by a number. */
  public Tensor multiply(Number value) {
    return multiply(Tensor.of(value));
  }

  /** x with the part divided by values. */
  public Tensor divide(Tensor values) {
    return Numpy.divide(x, factors(values));
  }

  /** x with the part divided by a number. */
  public Tensor divide(Number value) {
    return divide(Tensor.of(value));
  }

  /** x with the part raised to the power of values. */
  public Tensor power(Tensor values) {
    return Numpy.power(x, factors(values));
  }

  /** x with the part raised to the power of a number. */
  public Tensor power(Number value) {
    return power(Tensor.of(value));
  }

  private Tensor factors(Tensor values) {
    return new IndexedUpdate(Numpy.onesLike(x), index, mode, unique).multiply(values);
  }

  /** x with the part replaced by the smaller of itself and values. */
  public Tensor min(Tensor values) {
    return update("min", values, Combine.MIN);
  }

  /** x with the part replaced by the smaller of itself and a number. */
  public Tensor min(Number value) {
    return min(Tensor.of(value));
  }

  /** x with the part replaced by the larger of itself and values. */
  public Tensor max(Tensor values) {
    return update("max", values, Combine.MAX);
  }

  /** x with the part replaced by the larger of itself and a number. */
  public Tensor max(Number value) {
    return max(Tensor.of(value));
  }

  /** x with the part replaced by a function of it; an element named twice is changed once. */
  public Tensor apply(UnaryOperator<Tensor> function) {
    return set(function.apply(get()));
  }

  /** The part; indices out of range are clipped unless {@link #mode} says FILL. */
  public Tensor get() {
    return mode == IndexMode.FILL
        ? get(IndexOperations.fill(x.dtype()))
        : IndexOperations.get(x, index, IndexMode.CLIP, 0);
  }

  /** The part, with a number where indices are out of range. */
  public Tensor get(Number fillValue) {
    return IndexOperations.get(x, index, IndexMode.FILL, fillValue);
  }

  /** The part, with another treatment of indices out of range. */
  public Tensor get(IndexMode mode) {
    return mode(mode).get();
  }
}
