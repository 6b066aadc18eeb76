package dev.covector.op;

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
 * A call whose derivative keeps only its operands: what the backward pass needs is computed again.
 * Passes must not share its equations with equations outside.
 *
 * @param body the function
 */
public record Remat(Graph body) implements HigherOrder, Transposable {
  @Override
  public String name() {
    return "checkpoint";
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
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
    GraphDerivative.Forward forward = GraphDerivative.forward(body, JitCall.moving(in));
    List<Tensor> operands = JitCall.primals(in);
    operands.addAll(JitCall.tangents(in));
    List<Tensor> out = Trace.bind(new Remat(forward.graph()), operands);
    int count = body.outputs().size();
    return JitCall.pair(out.subList(0, count), out, forward.outputMoves(), count);
  }

  @Override
  public List<Dual> linearize(List<Dual> in) {
    GraphDerivative.Tangents tangents = GraphDerivative.tangents(body, JitCall.moving(in));
    List<Tensor> out = Trace.bind(this, JitCall.primals(in));
    List<Tensor> operands = JitCall.primals(in);
    operands.addAll(JitCall.tangents(in));
    List<Tensor> moves = Trace.bind(new Remat(tangents.graph()), operands);
    return JitCall.pair(out, moves, tangents.outputMoves(), 0);
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    GraphBatching.Mapped mapped =
        GraphBatching.mapped(body, axis, in.stream().map(Batched::mapped).toList());
    List<Tensor> out =
        Trace.bind(new Remat(mapped.graph()), in.stream().map(Batched::value).toList());
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
    return transposed.place(Trace.bind(new Remat(transposed.graph()), operands));
  }
}
