package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Atom;
import dev.covector.graph.Graph;
import dev.covector.graph.Var;
import dev.covector.lax.Lax;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.Trace;
import dev.covector.transform.BackwardPass;
import dev.covector.transform.GraphBatching;
import dev.covector.transform.GraphDerivative;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A loop of known length over slices along axis 0. Operands: constants, the first carry, sequences.
 * Results: the last carry, then the stacked outputs.
 *
 * @param length how many times the body runs
 * @param reverse whether it runs from the last slice to the first
 * @param body inputs: constants, carry, slices; outputs: the next carry, then one slice per output
 * @param constants how many operands are constants
 * @param carries how many operands are carried
 */
public record Scan(int length, boolean reverse, Graph body, int constants, int carries)
    implements HigherOrder, Transposable {

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    List<TensorType> out = body.outputTypes();
    List<TensorType> types = new ArrayList<>(out.subList(0, carries));
    for (TensorType slice : out.subList(carries, out.size())) {
      types.add(stacked(slice));
    }
    return types;
  }

  private TensorType stacked(TensorType slice) {
    return slice.withShape(slice.shape().insert(0, length));
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

  private <T> ScanParts<T> parts(List<T> operands) {
    return ScanParts.split(operands, constants, carries);
  }

  /** Which carries move (or are mapped) once those that feed them do. */
  private interface Spread {
    List<Boolean> outputs(List<Boolean> inputs, List<Boolean> forced);
  }

  private ScanParts<Boolean> settle(List<Boolean> flags, Spread spread) {
    ScanParts<Boolean> parts = parts(flags);
    List<Boolean> carry = parts.carry();
    while (true) {
      List<Boolean> inputs = ScanParts.join(parts.constants(), carry, parts.sequences());
      List<Boolean> next =
          ScanParts.or(carry, spread.outputs(inputs, forced(carry)).subList(0, carries));
      if (next.equals(carry)) {
        return new ScanParts<>(parts.constants(), carry, parts.sequences());
      }
      carry = next;
    }
  }

  private List<Boolean> forced(List<Boolean> carry) {
    return ScanParts.join(carry, Collections.nCopies(body.outputs().size() - carries, false));
  }

  private static List<Boolean> all(ScanParts<Boolean> flags) {
    return ScanParts.join(flags.constants(), flags.carry(), flags.sequences());
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    ScanParts<Boolean> moves =
        settle(
            JitCall.moving(in),
            (inputs, forced) -> GraphDerivative.forward(body, inputs, forced).outputMoves());
    GraphDerivative.Forward forward =
        GraphDerivative.forward(body, all(moves), forced(moves.carry()));
    int inputs = body.inputs().size();
    ScanParts<Var> values = parts(forward.graph().inputs().subList(0, inputs));
    ScanParts<Var> tangents =
        ScanParts.split(
            forward.graph().inputs().subList(inputs, forward.graph().inputs().size()),
            ScanParts.count(moves.constants()),
            ScanParts.count(moves.carry()));
    int outputs = body.outputs().size();
    List<Atom> out = forward.graph().outputs();
    int movingCarries = ScanParts.count(moves.carry());
    List<Atom> order =
        ScanParts.join(
            out.subList(0, carries),
            out.subList(outputs, outputs + movingCarries),
            out.subList(carries, outputs),
            out.subList(outputs + movingCarries, out.size()));
    Graph dualBody = new Graph(values.interleave(tangents), forward.graph().equations(), order);
    ScanParts<Tensor> primals = parts(JitCall.primals(in));
    ScanParts<Tensor> operandTangents =
        ScanParts.chosen(parts(in.stream().map(Scan::tangentIfAny).toList()), moves);
    Scan scan =
        new Scan(
            length,
            reverse,
            dualBody,
            constants + tangents.constants().size(),
            carries + movingCarries);
    List<Tensor> results = Trace.bind(scan, primals.interleave(operandTangents));
    List<Tensor> primalResults =
        ScanParts.join(
            results.subList(0, carries),
            results.subList(carries + movingCarries, movingCarries + outputs));
    List<Tensor> tangentResults =
        ScanParts.join(
            results.subList(carries, carries + movingCarries),
            results.subList(movingCarries + outputs, results.size()));
    return JitCall.pair(primalResults, tangentResults, forward.outputMoves(), 0);
  }

  private static Tensor tangentIfAny(Dual dual) {
    return dual.primal().dtype().isInexact() ? dual.tangentOrZeros() : dual.primal();
  }

  @Override
  public List<Dual> linearize(List<Dual> in) {
    ScanParts<Boolean> moves =
        settle(
            JitCall.moving(in),
            (inputs, forced) -> GraphDerivative.linearized(body, inputs, forced).outputMoves());
    GraphDerivative.Linearized split =
        GraphDerivative.linearized(body, all(moves), forced(moves.carry()));
    LinearScan linear = LinearScan.of(this, split);
    List<Tensor> out =
        Trace.bind(
            new Scan(length, reverse, linear.primal(), constants, carries), JitCall.primals(in));
    int outputs = body.outputs().size();
    ScanParts<Tensor> tangents =
        ScanParts.chosen(parts(in.stream().map(Scan::tangentIfAny).toList()), moves);
    List<Tensor> invariant = linear.invariant(JitCall.primals(in));
    List<Tensor> operands =
        ScanParts.join(
            invariant,
            tangents.constants(),
            tangents.carry(),
            out.subList(outputs, out.size()),
            tangents.sequences());
    Scan tangentScan =
        new Scan(
            length,
            reverse,
            linear.body(moves),
            invariant.size() + tangents.constants().size(),
            tangents.carry().size());
    List<Tensor> results = Trace.bind(tangentScan, operands);
    return JitCall.pair(out.subList(0, outputs), results, split.outputMoves(), 0);
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    ScanParts<Boolean> mapped =
        settle(
            in.stream().map(Batched::mapped).toList(),
            (inputs, forced) -> GraphBatching.mapped(body, axis, inputs, forced).outputMapped());
    GraphBatching.Mapped batched =
        GraphBatching.mapped(body, axis, all(mapped), forced(mapped.carry()));
    List<Tensor> operands = new ArrayList<>();
    for (int i = 0; i < in.size(); i++) {
      Batched operand = in.get(i);
      boolean isCarry = i >= constants && i < constants + carries;
      boolean isSequence = i >= constants + carries;
      if (isCarry && mapped.carry().get(i - constants)) {
        operands.add(axis.materialize(operand));
      } else if (isSequence && operand.mapped()) {
        operands.add(Lax.moveAxis(operand.value(), 0, 1)); // the scanned axis goes first
      } else {
        operands.add(operand.value());
      }
    }
    Scan scan = new Scan(length, reverse, batched.graph(), constants, carries);
    List<Tensor> out = Trace.bind(scan, operands);
    List<Batched> results = new ArrayList<>();
    for (int i = 0; i < out.size(); i++) {
      boolean isMapped = batched.outputMapped().get(i);
      Tensor value = isMapped && i >= carries ? Lax.moveAxis(out.get(i), 1, 0) : out.get(i);
      results.add(new Batched(value, isMapped));
    }
    return results;
  }

  /** Runs the other way round, carrying the cotangents of the carry and of the linear constants. */
  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    ScanParts<Operand> operands = parts(in);
    List<Boolean> linearConstants = operands.constants().stream().map(Operand::isLinear).toList();
    List<Boolean> linearSequences = operands.sequences().stream().map(Operand::isLinear).toList();
    ScanParts<TensorType> types = parts(body.inputTypes());
    List<TensorType> constantTypes = ScanParts.choose(types.constants(), linearConstants);
    List<Tensor> knownConstants = new ArrayList<>();
    List<Tensor> knownSequences = new ArrayList<>();
    operands.constants().stream()
        .filter(o -> !o.isLinear())
        .forEach(o -> knownConstants.add(o.known()));
    operands.sequences().stream()
        .filter(o -> !o.isLinear())
        .forEach(o -> knownSequences.add(o.known()));
    Graph transposed =
        transposedBody(linearConstants, linearSequences, types, constantTypes.size());
    List<Tensor> first = new ArrayList<>();
    constantTypes.forEach(type -> first.add(Zeros.like(type)));
    for (int i = 0; i < carries; i++) {
      Tensor ct = cotangents.get(i);
      first.add(ct != null ? ct : Zeros.like(body.outputTypes().get(i)));
    }
    List<Tensor> slices = new ArrayList<>();
    for (int i = carries; i < cotangents.size(); i++) {
      Tensor ct = cotangents.get(i);
      slices.add(ct != null ? ct : Zeros.like(stacked(body.outputTypes().get(i))));
    }
    Scan scan = new Scan(length, !reverse, transposed, knownConstants.size(), first.size());
    List<Tensor> out =
        Trace.bind(scan, ScanParts.join(knownConstants, first, knownSequences, slices));
    return place(operands, linearConstants, linearSequences, out, constantTypes.size());
  }

  private Graph transposedBody(
      List<Boolean> linearConstants,
      List<Boolean> linearSequences,
      ScanParts<TensorType> types,
      int sums) {
    List<Boolean> knownConstants = linearConstants.stream().map(flag -> !flag).toList();
    List<Boolean> knownSequences = linearSequences.stream().map(flag -> !flag).toList();
    List<TensorType> outputs = body.outputTypes();
    List<TensorType> inputTypes =
        ScanParts.join(
            ScanParts.choose(types.constants(), knownConstants),
            ScanParts.choose(types.constants(), linearConstants),
            outputs.subList(0, carries),
            ScanParts.choose(types.sequences(), knownSequences),
            outputs.subList(carries, outputs.size()));
    record Key(List<Boolean> constants, List<Boolean> sequences) {}
    return body.derived(
        new Key(linearConstants, linearSequences),
        () ->
            GraphTrace.stage(
                    "scan",
                    inputTypes,
                    arguments -> pull(arguments, linearConstants, linearSequences, types, sums))
                .graph());
  }

  private List<Tensor> pull(
      List<Tensor> arguments,
      List<Boolean> linearConstants,
      List<Boolean> linearSequences,
      ScanParts<TensorType> types,
      int sums) {
    int next = 0;
    List<@Nullable Tensor> known = new ArrayList<>();
    for (boolean linear : linearConstants) {
      known.add(linear ? null : arguments.get(next++));
    }
    List<Tensor> totals = arguments.subList(next, next + sums);
    List<Tensor> carryCotangents = arguments.subList(next + sums, next + sums + carries);
    next += sums + carries;
    known.addAll(Collections.nCopies(carries, null));
    for (boolean linear : linearSequences) {
      known.add(linear ? null : arguments.get(next++));
    }
    List<@Nullable Tensor> cotangents = new ArrayList<>(carryCotangents);
    cotangents.addAll(arguments.subList(next, arguments.size()));
    ScanParts<@Nullable Tensor> pulled = parts(BackwardPass.run(body, known, cotangents));
    List<Tensor> results = new ArrayList<>();
    int total = 0;
    for (int i = 0; i < constants; i++) {
      if (linearConstants.get(i)) {
        Tensor ct = pulled.constants().get(i);
        Tensor sum = totals.get(total++);
        results.add(ct == null ? sum : Lax.add(sum, ct));
      }
    }
    for (int i = 0; i < carries; i++) {
      Tensor ct = pulled.carry().get(i);
      results.add(ct != null ? ct : Zeros.like(types.carry().get(i)));
    }
    for (int i = 0; i < linearSequences.size(); i++) {
      if (linearSequences.get(i)) {
        Tensor ct = pulled.sequences().get(i);
        results.add(ct != null ? ct : Zeros.like(types.sequences().get(i)));
      }
    }
    return results;
  }

  private List<@Nullable Tensor> place(
      ScanParts<Operand> operands,
      List<Boolean> linearConstants,
      List<Boolean> linearSequences,
      List<Tensor> out,
      int sums) {
    List<@Nullable Tensor> placed = new ArrayList<>();
    int next = 0;
    for (boolean linear : linearConstants) {
      placed.add(linear ? out.get(next++) : null);
    }
    next = sums;
    for (Operand carry : operands.carry()) {
      Tensor ct = out.get(next++);
      placed.add(carry.isLinear() ? ct : null);
    }
    for (boolean linear : linearSequences) {
      placed.add(linear ? out.get(next++) : null);
    }
    return placed;
  }
}
