package dev.covector.trace;

import dev.covector.Tensor;

/** One example of a tensor whose axis 0 is mapped. */
public final class BatchTracer extends Tracer {
  private final BatchTrace trace;
  private final Tensor batch;

  BatchTracer(BatchTrace trace, Tensor batch) {
    super(batch.type().withShape(batch.shape().remove(0)));
    this.trace = trace;
    this.batch = batch;
  }

  @Override
  public BatchTrace trace() {
    return trace;
  }

  /** All examples, along axis 0. */
  Tensor batch() {
    return batch;
  }
}
