package dev.covector.op;

import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Graph;
import dev.covector.trace.Trace;
import dev.covector.transform.GraphBatching;
import dev.covector.transform.GraphDerivative;
import dev.covector.transform.GraphTransposition;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of a staged function.
 *
 * @param function its name in printed programs
 * @param body the function
 */
public record JitCall(String function, Graph body) implements HigherOrder, Transposable {
  @Override
  public String name() {
    return "jit";
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    List<TensorType> expected = body.inputTypes();
    boolean fits = expected.size() == in.size();
    for (int i = 0; fits && i < in.size(); i++) {
      fits = expected.get(i).matches(in.get(i));
    }
    if (!fits) {
      throw new ShapeException("jit " + function + ": takes " + expected + ", got " + in);
    }
    return body.outputTypes();
  }

  @Override
  public List<Graph> graphs() {
    return List.of(body);
  }

  @Override
  public Set<Effect> effects() {
    return body.effects();
  }

  @Override
  public Set<String> axisNames() {
    return body.axisNames();
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    GraphDerivative.Forward forward = GraphDerivative.forward(body, moving(in));
    List<Tensor> operands = primals(in);
    operands.addAll(tangents(in));
    List<Tensor> out = Trace.bind(new JitCall(function, forward.graph()), operands);
    return pair(
        out.subList(0, body.outputs().size()), out, forward.outputMoves(), body.outputs().size());
  }

  @Override
  public List<Dual> linearize(List<Dual> in) {
    GraphDerivative.Linearized parts = GraphDerivative.linearized(body, moving(in));
    List<Tensor> out = Trace.bind(new JitCall(function, parts.primal()), primals(in));
    int count = body.outputs().size();
    List<Tensor> operands = new ArrayList<>(out.subList(count, out.size()));
    operands.addAll(tangents(in));
    List<Tensor> tangents = Trace.bind(new JitCall(function, parts.linear()), operands);
    return pair(out.subList(0, count), tangents, parts.outputMoves(), 0);
  }

  /** Which operands have tangents. */
  static List<Boolean> moving(List<Dual> in) {
    return in.stream().map(Dual::moves).toList();
  }

  /** The values, in a list that may grow. */
  static List<Tensor> primals(List<Dual> in) {
    List<Tensor> primals = new ArrayList<>();
    in.forEach(dual -> primals.add(dual.primal()));
    return primals;
  }

  /** The tangents that are not symbolic zeros. */
  static List<Tensor> tangents(List<Dual> in) {
    List<Tensor> tangents = new ArrayList<>();
    in.forEach(dual -> dual.tangent().ifPresent(tangents::add));
    return tangents;
  }

  /** Values with the tangents, found from position {@code next} on, of those that have one. */
  static List<Dual> pair(
      List<Tensor> primals, List<Tensor> tangents, List<Boolean> moves, int next) {
    List<Dual> duals = new ArrayList<>();
    int position = next;
    for (int i = 0; i < primals.size(); i++) {
      duals.add(new Dual(primals.get(i), moves.get(i) ? tangents.get(position++) : null));
    }
    return duals;
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    GraphBatching.Mapped mapped =
        GraphBatching.mapped(body, axis, in.stream().map(Batched::mapped).toList());
    List<Tensor> out =
        Trace.bind(new JitCall(function, mapped.graph()), in.stream().map(Batched::value).toList());
    List<Batched> result = new ArrayList<>();
    for (int i = 0; i < out.size(); i++) {
      result.add(new Batched(out.get(i), mapped.outputMapped().get(i)));
    }
    return result;
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    GraphTransposition.Transposed transposed =
        GraphTransposition.transposed(
            body,
            in.stream().map(Operand::isLinear).toList(),
            cotangents.stream().map(ct -> ct != null).toList());
    List<Tensor> operands = new ArrayList<>();
    in.stream().filter(o -> !o.isLinear()).forEach(o -> operands.add(o.known()));
    cotangents.stream().filter(ct -> ct != null).forEach(operands::add);
    List<Tensor> out = Trace.bind(new JitCall(function, transposed.graph()), operands);
    return transposed.place(out);
  }
}
