package dev.covector.transform;

import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.op.Dual;
import dev.covector.op.Zeros;
import dev.covector.trace.Transformations;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** {@code jvp} and {@code linearize} over trees. */
public final class ForwardMode {
  private ForwardMode() {}

  /** A value and its tangent. */
  public record Jvp(@Nullable Object value, @Nullable Object tangent) {}

  /** The value and tangent of a function; {@code tangents} is a tree like the arguments. */
  public static Jvp jvp(
      TreeFunction function, @Nullable Object[] arguments, @Nullable Object[] tangents) {
    Leaves in = Leaves.of(arguments);
    List<Tensor> moves = tangents("jvp", in, tangents);
    FlatFunction flat = new FlatFunction(function, in.layout());
    List<Dual> duals = new ArrayList<>();
    for (int i = 0; i < moves.size(); i++) {
      Tensor primal = in.tensors().get(i);
      duals.add(new Dual(primal, primal.dtype().isInexact() ? moves.get(i) : null));
    }
    List<Dual> out = Transformations.jvp(flat, duals);
    return new Jvp(
        flat.results().rebuild(out.stream().map(Dual::primal).toList()),
        flat.results().rebuild(out.stream().map(ForwardMode::tangent).toList()));
  }

  private static Tensor tangent(Dual dual) {
    return dual.tangentOrZeros();
  }

  /** A value and the map of its tangents. */
  public record Linearized(@Nullable Object value, Function<@Nullable Object[], Object> map) {}

  /** The value of a function and the linear map of its tangents, to be applied many times. */
  public static Linearized linearize(TreeFunction function, @Nullable Object[] arguments) {
    Leaves in = Leaves.of(arguments);
    FlatFunction flat = new FlatFunction(function, in.layout());
    Linearization lin = Transformations.linearize(flat, in.tensors(), in.inexact());
    Leaves.Layout results = flat.results();
    return new Linearized(
        results.rebuild(lin.outputs()),
        trees -> {
          List<Tensor> operands = new ArrayList<>(lin.residuals());
          List<Tensor> moves = tangents("linearize", in, trees);
          for (int i = 0; i < moves.size(); i++) {
            if (in.tensors().get(i).dtype().isInexact()) {
              operands.add(moves.get(i));
            }
          }
          List<Tensor> moving = lin.linear().evaluate(operands);
          List<Tensor> all = new ArrayList<>();
          int next = 0;
          for (int i = 0; i < lin.outputs().size(); i++) {
            all.add(
                lin.outputMoves().get(i)
                    ? moving.get(next++)
                    : Zeros.like(lin.outputs().get(i).type()));
          }
          return results.rebuild(all);
        });
  }

  private static List<Tensor> tangents(String op, Leaves in, @Nullable Object[] trees) {
    Leaves given = Leaves.of(trees);
    Leaves.requireSame(
        op + ": the tangents and the arguments",
        in.layout().structure(),
        given.layout().structure());
    for (int i = 0; i < in.tensors().size(); i++) {
      Tensor primal = in.tensors().get(i);
      Tensor tangent = given.tensors().get(i);
      if (primal.dtype().isInexact() && !primal.type().matches(tangent.type())) {
        throw new ShapeException(
            op
                + ": the tangent at "
                + in.layout().paths().get(i)
                + " is "
                + tangent.type()
                + ", the argument there is "
                + primal.type()
                + "; they must have one type");
      }
    }
    return given.tensors();
  }
}
