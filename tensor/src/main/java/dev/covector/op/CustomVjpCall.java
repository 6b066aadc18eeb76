package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;
import dev.covector.graph.Graph;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import dev.covector.trace.Transformations;
import dev.covector.transform.GraphBatching;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A call of a function with a reverse-mode rule of the user.
 *
 * @param body the function
 * @param forward from the operands to the outputs, then what the backward rule needs
 * @param backward from that, then the cotangents, to a cotangent per operand (null for zero)
 */
public record CustomVjpCall(Graph body, Rule forward, Rule backward) implements HigherOrder {

  /** A function over flat tensors. */
  @FunctionalInterface
  public interface Rule {
    /** Binds operations. */
    List<@Nullable Tensor> apply(List<Tensor> in);
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
    throw new TransformException(
        "custom_vjp: forward mode (jvp, jacfwd, hessian) of a function with a reverse-mode rule of"
            + " its own is not possible, as in JAX; give it a customJvp instead");
  }

  @Override
  public List<Dual> linearize(List<Dual> in) {
    List<Tensor> out = forward.apply(in.stream().map(Dual::primal).toList());
    int count = body.outputs().size();
    List<Tensor> residuals = out.subList(count, out.size());
    List<Tensor> operands = new ArrayList<>(residuals);
    in.forEach(dual -> operands.add(dual.tangentOrZeros()));
    LinearCall call = new LinearCall(residuals.size(), body.outputTypes(), backward);
    List<Tensor> tangents = Trace.bind(call, operands);
    List<Dual> duals = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean inexact = out.get(i).dtype().isInexact();
      duals.add(new Dual(out.get(i), inexact ? tangents.get(i) : null));
    }
    return duals;
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    List<Boolean> mapped = in.stream().map(Batched::mapped).toList();
    GraphBatching.Mapped batched =
        GraphBatching.mapped(body, axis, mapped, body.outputs().stream().map(o -> true).toList());
    Rule batchedForward = operands -> allMapped(forward, axis, operands, mapped);
    Rule batchedBackward =
        operands -> {
          List<@Nullable Tensor> cotangents =
              allMapped(backward, axis, operands, operands.stream().map(operand -> true).toList());
          List<@Nullable Tensor> result = new ArrayList<>();
          for (int i = 0; i < cotangents.size(); i++) {
            Tensor ct = cotangents.get(i);
            // an operand shared by all examples collects the cotangents of all
            result.add(ct == null || mapped.get(i) ? ct : Lax.reduceSum(ct, List.of(0)));
          }
          return result;
        };
    List<Tensor> out =
        Trace.bind(
            new CustomVjpCall(batched.graph(), batchedForward, batchedBackward),
            in.stream().map(Batched::value).toList());
    return out.stream().map(Batched::mapped).toList();
  }

  private static List<@Nullable Tensor> allMapped(
      Rule rule, BatchAxis axis, List<Tensor> operands, List<Boolean> mapped) {
    List<Batched> batched = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      batched.add(new Batched(operands.get(i), mapped.get(i)));
    }
    List<Boolean> present = new ArrayList<>();
    List<Batched> out =
        Transformations.vmap(
            flat -> {
              List<Tensor> results = new ArrayList<>();
              for (Tensor result : rule.apply(flat)) {
                present.add(result != null);
                if (result != null) {
                  results.add(result);
                }
              }
              return results;
            },
            axis,
            batched);
    List<@Nullable Tensor> results = new ArrayList<>();
    int next = 0;
    for (boolean is : present) {
      results.add(is ? axis.materialize(out.get(next++)) : null);
    }
    return results;
  }

  /**
   * The tangents of the outputs, known only by their transpose.
   *
   * @param residuals how many leading operands are not tangents
   * @param types of the outputs
   * @param backward the transpose
   */
  record LinearCall(int residuals, List<TensorType> types, Rule backward)
      implements CustomOp, Transposable {
    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      return types;
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      throw new TransformException(
          "custom_vjp: the tangents of a function with a reverse-mode rule of its own have no"
              + " forward-mode derivative");
    }

    @Override
    public List<Batched> batch(BatchAxis axis, List<Batched> in) {
      List<Tensor> operands = in.stream().map(axis::materialize).toList();
      List<TensorType> batchedTypes =
          types.stream().map(t -> t.withShape(t.shape().insert(0, axis.size()))).toList();
      Rule batchedBackward =
          values -> allMapped(backward, axis, values, values.stream().map(v -> true).toList());
      List<Tensor> out =
          Trace.bind(new LinearCall(residuals, batchedTypes, batchedBackward), operands);
      return out.stream().map(Batched::mapped).toList();
    }

    @Override
    public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
      List<Tensor> operands = new ArrayList<>();
      for (int i = 0; i < residuals; i++) {
        operands.add(in.get(i).known());
      }
      for (int i = 0; i < types.size(); i++) {
        Tensor ct = cotangents.get(i);
        operands.add(ct != null ? ct : Zeros.like(types.get(i)));
      }
      List<@Nullable Tensor> pulled = backward.apply(operands);
      List<@Nullable Tensor> result = new ArrayList<>();
      for (int i = 0; i < in.size(); i++) {
        boolean wanted = i >= residuals && in.get(i).isLinear();
        result.add(wanted ? pulled.get(i - residuals) : null);
      }
      return result;
    }
  }
}
