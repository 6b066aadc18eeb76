package dev.covector.trace;

import dev.covector.CovectorException;
import dev.covector.Tensor;
import dev.covector.op.Callback;
import dev.covector.op.Collective;
import dev.covector.op.Op;
import java.util.List;

/** Computes: the trace under all others. */
final class EvalTrace extends Trace {
  static final EvalTrace INSTANCE = new EvalTrace();

  private EvalTrace() {}

  @Override
  String name() {
    return "eager evaluation";
  }

  @Override
  List<Tensor> process(Op op, List<Tensor> in) {
    if (op instanceof Collective c) {
      throw new CovectorException(
          op.name()
              + ": no vmap with the axis name '"
              + c.axis()
              + "' is around this call; name its axis with Axes.FIRST.named(\""
              + c.axis()
              + "\")");
    }
    for (int i = 0; i < in.size(); i++) {
      if (in.get(i) instanceof Tracer tracer) {
        requireAlive(op, tracer);
      }
    }
    return op instanceof Callback callback ? callback.call(in) : Evaluation.run(op, in);
  }
}
