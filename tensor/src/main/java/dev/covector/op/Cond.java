package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Graph;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import dev.covector.transform.GraphBatching;
import dev.covector.transform.GraphDerivative;
import dev.covector.transform.GraphTransposition;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * One of several functions, chosen by the first operand (i32 scalar, clamped to the branches).
 *
 * @param branches functions of the other operands, all of the same types
 */
public record Cond(List<Graph> branches) implements HigherOrder, Transposable {
  /** Copies the list. */
  public Cond {
    branches = List.copyOf(branches);
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    return branches.getFirst().outputTypes();
  }

  @Override
  public List<Graph> graphs() {
    return branches;
  }

  @Override
  public Set<Effect> effects() {
    Set<Effect> effects = EnumSet.noneOf(Effect.class);
    branches.forEach(branch -> effects.addAll(branch.effects()));
    return effects;
  }

  @Override
  public Set<String> axisNames() {
    Set<String> names = new TreeSet<>();
    branches.forEach(branch -> names.addAll(branch.axisNames()));
    return names;
  }

  private static <T> List<T> rest(List<T> operands) {
    return operands.subList(1, operands.size());
  }

  private int outputs() {
    return branches.getFirst().outputs().size();
  }

  private List<Boolean> none() {
    return Collections.nCopies(outputs(), false);
  }

  @Override
  public List<Dual> jvp(List<Dual> in) {
    List<Boolean> moving = JitCall.moving(rest(in));
    List<Boolean> moves = none();
    for (Graph branch : branches) {
      moves = ScanParts.or(moves, GraphDerivative.forward(branch, moving).outputMoves());
    }
    List<Graph> forward = new ArrayList<>();
    for (Graph branch : branches) {
      forward.add(GraphDerivative.forward(branch, moving, moves).graph());
    }
    List<Tensor> operands = JitCall.primals(in);
    operands.addAll(JitCall.tangents(rest(in)));
    List<Tensor> out = Trace.bind(new Cond(forward), operands);
    return JitCall.pair(out.subList(0, outputs()), out, moves, outputs());
  }

  @Override
  public List<Dual> linearize(List<Dual> in) {
    List<Boolean> moving = JitCall.moving(rest(in));
    List<Boolean> moves = none();
    for (Graph branch : branches) {
      moves = ScanParts.or(moves, GraphDerivative.linearized(branch, moving).outputMoves());
    }
    LinearBranches linear = LinearBranches.of(branches, moving, moves);
    List<Tensor> out = Trace.bind(new Cond(linear.primal()), JitCall.primals(in));
    List<Tensor> operands = new ArrayList<>();
    operands.add(in.getFirst().primal());
    operands.addAll(out.subList(outputs(), out.size()));
    operands.addAll(JitCall.tangents(rest(in)));
    List<Tensor> tangents = Trace.bind(new Cond(linear.linear()), operands);
    return JitCall.pair(out.subList(0, outputs()), tangents, moves, 0);
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    List<Boolean> linear = rest(in).stream().map(Operand::isLinear).toList();
    List<Boolean> moving = cotangents.stream().map(ct -> ct != null).toList();
    List<Graph> transposed = new ArrayList<>();
    for (Graph branch : branches) {
      transposed.add(GraphTransposition.transposed(branch, linear, moving, true).graph());
    }
    List<Tensor> operands = new ArrayList<>();
    in.stream().filter(o -> !o.isLinear()).forEach(o -> operands.add(o.known()));
    cotangents.stream().filter(ct -> ct != null).forEach(operands::add);
    List<Tensor> out = Trace.bind(new Cond(transposed), operands);
    List<@Nullable Tensor> placed = new ArrayList<>();
    placed.add(null);
    int next = 0;
    for (boolean isLinear : linear) {
      placed.add(isLinear ? out.get(next++) : null);
    }
    return placed;
  }

  /** A mapped index runs every branch and selects, as in JAX. */
  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    List<Boolean> mapped = rest(in).stream().map(Batched::mapped).toList();
    if (in.getFirst().mapped()) {
      return select(axis, in.getFirst().value(), rest(in), mapped);
    }
    List<Boolean> outputMapped = none();
    for (Graph branch : branches) {
      outputMapped =
          ScanParts.or(outputMapped, GraphBatching.mapped(branch, axis, mapped).outputMapped());
    }
    List<Graph> batched = new ArrayList<>();
    for (Graph branch : branches) {
      batched.add(GraphBatching.mapped(branch, axis, mapped, outputMapped).graph());
    }
    List<Tensor> out = Trace.bind(new Cond(batched), in.stream().map(Batched::value).toList());
    List<Batched> results = new ArrayList<>();
    for (int i = 0; i < out.size(); i++) {
      results.add(new Batched(out.get(i), outputMapped.get(i)));
    }
    return results;
  }

  private List<Batched> select(
      BatchAxis axis, Tensor index, List<Batched> operands, List<Boolean> mapped) {
    List<Tensor> values = operands.stream().map(Batched::value).toList();
    List<Boolean> forced = Collections.nCopies(outputs(), true);
    List<Tensor> results = List.of();
    for (int i = branches.size() - 1; i >= 0; i--) {
      Graph branch = GraphBatching.mapped(branches.get(i), axis, mapped, forced).graph();
      List<Tensor> out = Trace.bind(new JitCall("branch", branch), values);
      if (results.isEmpty()) {
        results = out;
        continue;
      }
      // indices are clamped: the first branch takes all below it
      Tensor here = Lax.le(index, Lax.fullLike(index, i));
      List<Tensor> chosen = new ArrayList<>();
      for (int j = 0; j < out.size(); j++) {
        Tensor predicate = Lax.broadcastInDim(here, out.get(j).shape(), 0);
        chosen.add(Lax.select(predicate, out.get(j), results.get(j)));
      }
      results = chosen;
    }
    return results.stream().map(Batched::mapped).toList();
  }
}
