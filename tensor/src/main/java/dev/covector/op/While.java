package dev.covector.op;

import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;
import dev.covector.graph.Graph;
import dev.covector.graph.Var;
import dev.covector.kernel.ScalarFn;
import dev.covector.lax.Lax;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.Trace;
import dev.covector.transform.GraphBatching;
import dev.covector.transform.GraphDerivative;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;

/**
 * A loop while a condition holds. Operands: the condition's constants, the body's constants, the
 * first carry. Results: the last carry.
 *
 * @param condition inputs: its constants, the carry; output: one bool
 * @param conditionConstants how many operands are constants of the condition
 * @param body inputs: its constants, the carry; outputs: the next carry
 * @param bodyConstants how many operands are constants of the body
 */
public record While(Graph condition, int conditionConstants, Graph body, int bodyConstants)
    implements HigherOrder {

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    return body.outputTypes();
  }

  @Override
  public List<Graph> graphs() {
    return List.of(condition, body);
  }

  @Override
  public Set<Effect> effects() {
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    effects.addAll(condition.effects());
    effects.addAll(body.effects());
    return effects;
  }

  @Override
  public Set<String> axisNames() {
    Set<String> names = new TreeSet<>(condition.axisNames());
    names.addAll(body.axisNames());
    return names;
  }

  private <T> List<T> ofCondition(List<T> operands) {
    return operands.subList(0, conditionConstants);
  }

  private <T> List<T> ofBody(List<T> operands) {
    return operands.subList(conditionConstants, conditionConstants + bodyConstants);
  }

  private <T> List<T> carry(List<T> operands) {
    return operands.subList(conditionConstants + bodyConstants, operands.size());
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    List<Boolean> constants = JitCall.moving(ofBody(in));
    List<Boolean> moves = JitCall.moving(carry(in));
    while (true) {
      List<Boolean> next =
          ScanParts.or(
              moves,
              GraphDerivative.forward(body, ScanParts.join(constants, moves), moves).outputMoves());
      if (next.equals(moves)) {
        break;
      }
      moves = next;
    }
    Graph forward = GraphDerivative.forward(body, ScanParts.join(constants, moves), moves).graph();
    int carries = moves.size();
    int movingConstants = ScanParts.count(constants);
    List<Var> inputs = forward.inputs();
    int values = body.inputs().size();
    // constants, their tangents, carry, its tangents
    List<Var> order =
        ScanParts.join(
            inputs.subList(0, bodyConstants),
            inputs.subList(values, values + movingConstants),
            inputs.subList(bodyConstants, values),
            inputs.subList(values + movingConstants, inputs.size()));
    Graph dualBody = new Graph(order, forward.equations(), forward.outputs());
    List<Var> unused = new ArrayList<>();
    List<TensorType> carryTypes = carryTypes();
    for (int i = 0; i < carries; i++) {
      if (moves.get(i)) {
        unused.add(new Var(carryTypes.get(i)));
      }
    }
    Graph dualCondition =
        new Graph(
            ScanParts.join(condition.inputs(), unused), condition.equations(), condition.outputs());
    List<Tensor> operands = new ArrayList<>();
    ofCondition(in).forEach(dual -> operands.add(dual.primal()));
    ofBody(in).forEach(dual -> operands.add(dual.primal()));
    operands.addAll(JitCall.tangents(ofBody(in)));
    carry(in).forEach(dual -> operands.add(dual.primal()));
    for (int i = 0; i < carries; i++) {
      if (moves.get(i)) {
        operands.add(carry(in).get(i).tangentOrZeros());
      }
    }
    While loop =
        new While(dualCondition, conditionConstants, dualBody, bodyConstants + movingConstants);
    List<Tensor> out = Trace.bind(loop, operands);
    return JitCall.pair(out.subList(0, carries), out, moves, carries);
  }

  private List<TensorType> carryTypes() {
    List<TensorType> types = body.inputTypes();
    return types.subList(bodyConstants, types.size());
  }

  @Override
  public List<Dual> linearize(List<Dual> in) {
    throw new TransformException(
        "while_loop: reverse mode needs the values of every iteration, and their number is not"
            + " known; use scan, or foriLoop with bounds that are plain ints, or forward mode");
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    List<Boolean> conditionMapped = ofCondition(in).stream().map(Batched::mapped).toList();
    List<Boolean> bodyMapped = ofBody(in).stream().map(Batched::mapped).toList();
    List<Boolean> mapped = carry(in).stream().map(Batched::mapped).toList();
    boolean mappedPredicate;
    while (true) {
      mappedPredicate =
          GraphBatching.mapped(condition, axis, ScanParts.join(conditionMapped, mapped))
              .outputMapped()
              .getFirst();
      List<Boolean> next =
          mappedPredicate
              ? Collections.nCopies(mapped.size(), true)
              : ScanParts.or(
                  mapped,
                  GraphBatching.mapped(body, axis, ScanParts.join(bodyMapped, mapped), mapped)
                      .outputMapped());
      if (next.equals(mapped)) {
        break;
      }
      mapped = next;
    }
    Graph batchedCondition =
        GraphBatching.mapped(condition, axis, ScanParts.join(conditionMapped, mapped)).graph();
    Graph batchedBody =
        GraphBatching.mapped(body, axis, ScanParts.join(bodyMapped, mapped), mapped).graph();
    List<Tensor> constants = new ArrayList<>();
    ofCondition(in).forEach(operand -> constants.add(operand.value()));
    ofBody(in).forEach(operand -> constants.add(operand.value()));
    List<Tensor> first = new ArrayList<>();
    for (int i = 0; i < mapped.size(); i++) {
      Batched operand = carry(in).get(i);
      first.add(mapped.get(i) ? axis.materialize(operand) : operand.value());
    }
    While loop =
        mappedPredicate
            ? whileAny(batchedCondition, batchedBody)
            : new While(batchedCondition, conditionConstants, batchedBody, bodyConstants);
    List<Tensor> operands =
        mappedPredicate
            ? ScanParts.join(ofCondition(constants), constants, first)
            : ScanParts.join(constants, first);
    List<Tensor> out = Trace.bind(loop, operands);
    List<Batched> results = new ArrayList<>();
    for (int i = 0; i < out.size(); i++) {
      results.add(new Batched(out.get(i), mapped.get(i)));
    }
    return results;
  }

  /** Runs while any example goes on; examples that are done keep their carry. */
  private While whileAny(Graph batchedCondition, Graph batchedBody) {
    Graph any =
        GraphTrace.stage(
                "while",
                batchedCondition.inputTypes(),
                in -> {
                  Tensor predicate = batchedCondition.evaluate(in).getFirst();
                  return List.of(
                      Trace.bind(
                          new Reduction.ReduceBits(
                              ScalarFn.OR, IntStream.range(0, predicate.rank()).boxed().toList()),
                          predicate));
                })
            .graph();
    List<TensorType> types =
        ScanParts.join(ofCondition(batchedCondition.inputTypes()), batchedBody.inputTypes());
    Graph selecting =
        GraphTrace.stage(
                "while",
                types,
                in -> {
                  List<Tensor> carry = carry(in);
                  Tensor predicate =
                      batchedCondition.evaluate(ScanParts.join(ofCondition(in), carry)).getFirst();
                  List<Tensor> next =
                      batchedBody.evaluate(in.subList(conditionConstants, in.size()));
                  List<Tensor> kept = new ArrayList<>();
                  for (int i = 0; i < next.size(); i++) {
                    Shape shape = next.get(i).shape();
                    Tensor goesOn = Lax.broadcastInDim(predicate, shape, 0);
                    kept.add(Lax.select(goesOn, next.get(i), carry.get(i)));
                  }
                  return kept;
                })
            .graph();
    return new While(any, conditionConstants, selecting, conditionConstants + bodyConstants);
  }
}
