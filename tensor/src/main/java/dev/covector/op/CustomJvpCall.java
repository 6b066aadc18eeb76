package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Graph;
import dev.covector.trace.Trace;
import dev.covector.trace.Transformations;
import dev.covector.transform.GraphBatching;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A call of a function with a forward-mode rule of the user.
 *
 * @param body the function
 * @param rule its derivative
 */
public record CustomJvpCall(Graph body, Rule rule) implements HigherOrder {

  /** From values and tangents (zeros where nothing moves) to the outputs and their tangents. */
  @FunctionalInterface
  public interface Rule {
    /** Binds operations; the tangents must be linear in the given ones. */
    List<Dual> apply(List<Tensor> primals, List<Tensor> tangents);
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
    return rule.apply(
        in.stream().map(Dual::primal).toList(), in.stream().map(Dual::tangentOrZeros).toList());
  }

  @Override
  public List<Dual> linearize(List<Dual> in) {
    return jvp(in);
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    List<Boolean> mapped = in.stream().map(Batched::mapped).toList();
    GraphBatching.Mapped batched =
        GraphBatching.mapped(body, axis, mapped, body.outputs().stream().map(o -> true).toList());
    Rule batchedRule =
        (primals, tangents) -> {
          List<Batched> operands = new ArrayList<>();
          for (int i = 0; i < primals.size(); i++) {
            operands.add(new Batched(primals.get(i), mapped.get(i)));
          }
          for (int i = 0; i < tangents.size(); i++) {
            operands.add(new Batched(tangents.get(i), mapped.get(i)));
          }
          int count = primals.size();
          List<Batched> out =
              Transformations.vmap(
                  flat -> {
                    List<Tensor> results = new ArrayList<>();
                    List<Tensor> moves = new ArrayList<>();
                    for (Dual dual :
                        rule.apply(flat.subList(0, count), flat.subList(count, flat.size()))) {
                      results.add(dual.primal());
                      moves.add(dual.tangentOrZeros());
                    }
                    results.addAll(moves);
                    return results;
                  },
                  axis,
                  operands);
          List<Dual> duals = new ArrayList<>();
          int outputs = out.size() / 2;
          for (int i = 0; i < outputs; i++) {
            duals.add(
                new Dual(axis.materialize(out.get(i)), axis.materialize(out.get(outputs + i))));
          }
          return duals;
        };
    List<Tensor> out =
        Trace.bind(
            new CustomJvpCall(batched.graph(), batchedRule),
            in.stream().map(Batched::value).toList());
    return out.stream().map(Batched::mapped).toList();
  }
}
