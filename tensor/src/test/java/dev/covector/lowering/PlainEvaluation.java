package dev.covector.lowering;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.TensorType;
import dev.covector.graph.Atom;
import dev.covector.graph.Constant;
import dev.covector.graph.Equation;
import dev.covector.graph.Graph;
import dev.covector.graph.Literal;
import dev.covector.graph.ScalarBits;
import dev.covector.graph.Var;
import dev.covector.kernel.ScalarFn;
import dev.covector.op.BinaryElementwise;
import dev.covector.op.BroadcastInDim;
import dev.covector.op.Concatenate;
import dev.covector.op.Conversion;
import dev.covector.op.Creation;
import dev.covector.op.DotGeneral;
import dev.covector.op.Pad;
import dev.covector.op.Reduction;
import dev.covector.op.Reshape;
import dev.covector.op.Reverse;
import dev.covector.op.Select;
import dev.covector.op.Slice;
import dev.covector.op.Transpose;
import dev.covector.op.UnaryElementwise;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/** Evaluates graphs equation by equation over arrays of doubles, as the definitions say. */
final class PlainEvaluation {
  private final Map<Var, double[]> values = new IdentityHashMap<>();

  private PlainEvaluation() {}

  static List<double[]> run(Graph graph, List<double[]> inputs) {
    PlainEvaluation evaluation = new PlainEvaluation();
    for (int i = 0; i < inputs.size(); i++) {
      evaluation.values.put(graph.inputs().get(i), inputs.get(i));
    }
    for (Equation equation : graph.equations()) {
      evaluation.values.put(equation.outputs().getFirst(), evaluation.value(equation));
    }
    return graph.outputs().stream().map(evaluation::value).toList();
  }

  private double[] value(Atom atom) {
    return switch (atom) {
      case Var v -> values.get(v);
      case Literal l ->
          new double[] {
            l.value() instanceof Boolean b ? (b ? 1 : 0) : ((Number) l.value()).doubleValue()
          };
      case Constant c -> Values.array(c.value());
    };
  }

  private double[] value(Equation e) {
    List<double[]> in = e.inputs().stream().map(this::value).toList();
    List<TensorType> types = e.inputs().stream().map(Atom::type).toList();
    TensorType out = e.outputs().getFirst().type();
    return switch (e.op()) {
      case UnaryElementwise u ->
          fill(out, i -> unary(u.fn(), types.getFirst().dtype(), in.getFirst()[at(i, out)]));
      case BinaryElementwise b ->
          fill(
              out,
              i ->
                  binary(
                      b.fn(),
                      types.getFirst().dtype(),
                      in.get(0)[at(i, out)],
                      in.get(1)[at(i, out)]));
      case Select s -> fill(out, i -> in.get(in.get(0)[at(i, out)] != 0 ? 1 : 2)[at(i, out)]);
      case Conversion.ConvertElementType c -> fill(out, i -> in.getFirst()[at(i, out)]);
      case Creation.Iota iota -> fill(out, i -> i[iota.axis()]);
      case Reshape r -> in.getFirst().clone();
      case Transpose t -> moved(out, in, types, i -> permute(i, t.inverse()));
      case BroadcastInDim b ->
          moved(out, in, types, i -> broadcast(i, b, types.getFirst().shape()));
      case Slice s ->
          moved(out, in, types, i -> each(i, a -> s.starts().get(a) + i[a] * s.strides().get(a)));
      case Reverse r ->
          moved(
              out,
              in,
              types,
              i -> each(i, a -> r.axes().contains(a) ? out.shape().dim(a) - 1 - i[a] : i[a]));
      case Pad p -> pad(out, in, types.getFirst(), p);
      case Concatenate c -> concatenate(out, in, types, c);
      case Reduction r -> reduce(out, in.getFirst(), types.getFirst(), r);
      case DotGeneral d -> dot(out, in, types, d);
      default -> throw new IllegalArgumentException(e.op().name());
    };
  }

  private static int[] each(int[] index, Function<Integer, Integer> axis) {
    int[] result = new int[index.length];
    Arrays.setAll(result, axis::apply);
    return result;
  }

  private static int[] permute(int[] index, List<Integer> inverse) {
    return each(index, a -> index[inverse.get(a)]);
  }

  private static int[] broadcast(int[] index, BroadcastInDim op, Shape shape) {
    int[] result = new int[shape.rank()];
    Arrays.setAll(result, a -> shape.dim(a) == 1 ? 0 : index[op.axes().get(a)]);
    return result;
  }

  private static double[] moved(
      TensorType out, List<double[]> in, List<TensorType> types, Function<int[], int[]> from) {
    return fill(out, i -> in.getFirst()[at(from.apply(i), types.getFirst())]);
  }

  private static double[] pad(TensorType out, List<double[]> in, TensorType x, Pad op) {
    double[] result = new double[Math.toIntExact(out.shape().size())];
    Arrays.fill(result, in.get(1)[0]);
    points(
        x,
        i -> {
          int[] target = each(i, a -> op.low().get(a) + i[a] * (op.interior().get(a) + 1));
          boolean inside = true;
          for (int a = 0; a < target.length; a++) {
            inside &= target[a] >= 0 && target[a] < out.shape().dim(a);
          }
          if (inside) {
            result[at(target, out)] = in.get(0)[at(i, x)];
          }
        });
    return result;
  }

  private static double[] concatenate(
      TensorType out, List<double[]> in, List<TensorType> types, Concatenate op) {
    double[] result = new double[Math.toIntExact(out.shape().size())];
    int[] start = {0};
    for (int n = 0; n < in.size(); n++) {
      double[] part = in.get(n);
      TensorType type = types.get(n);
      points(
          type,
          i ->
              result[at(each(i, a -> a == op.axis() ? start[0] + i[a] : i[a]), out)] =
                  part[at(i, type)]);
      start[0] += type.shape().dim(op.axis());
    }
    return result;
  }

  private static double[] reduce(TensorType out, double[] in, TensorType x, Reduction op) {
    double[] result = new double[Math.toIntExact(out.shape().size())];
    boolean[] started = new boolean[result.length];
    points(
        x,
        i -> {
          int[] kept = new int[out.shape().rank()];
          int next = 0;
          for (int a = 0; a < i.length; a++) {
            if (!op.axes().contains(a)) {
              kept[next++] = i[a];
            }
          }
          int target = at(kept, out);
          double value = in[at(i, x)];
          result[target] =
              started[target] ? binary(op.combiner(), x.dtype(), result[target], value) : value;
          started[target] = true;
        });
    return result;
  }

  private static double[] dot(
      TensorType out, List<double[]> in, List<TensorType> types, DotGeneral op) {
    double[] result = new double[Math.toIntExact(out.shape().size())];
    Shape lhs = types.get(0).shape();
    Shape rhs = types.get(1).shape();
    points(
        types.get(0),
        l ->
            points(
                types.get(1),
                r -> {
                  boolean meets = true;
                  for (int a = 0; a < op.lhsContracting().size(); a++) {
                    meets &= l[op.lhsContracting().get(a)] == r[op.rhsContracting().get(a)];
                  }
                  for (int a = 0; a < op.lhsBatch().size(); a++) {
                    meets &= l[op.lhsBatch().get(a)] == r[op.rhsBatch().get(a)];
                  }
                  if (meets) {
                    List<Integer> index = new ArrayList<>();
                    op.lhsBatch().forEach(a -> index.add(l[a]));
                    op.lhsFree(lhs).forEach(a -> index.add(l[a]));
                    op.rhsFree(rhs).forEach(a -> index.add(r[a]));
                    int target = at(index.stream().mapToInt(Integer::intValue).toArray(), out);
                    result[target] +=
                        in.get(0)[at(l, types.get(0))] * in.get(1)[at(r, types.get(1))];
                  }
                }));
    return result;
  }

  static double unary(ScalarFn fn, DType dtype, double x) {
    return dtype.isFloating() ? round(dtype, fn.reference(x)) : fn.reference((long) x);
  }

  static double binary(ScalarFn fn, DType dtype, double x, double y) {
    return dtype.isFloating()
        ? round(dtype, fn.reference(x, y))
        : ((Number) fn.reference((long) x, (long) y, false)).doubleValue();
  }

  private static double round(DType dtype, double value) {
    return ((Number) ScalarBits.decode(dtype, ScalarBits.encode(dtype, value))).doubleValue();
  }

  private static int at(int[] index, TensorType type) {
    int position = 0;
    for (int a = 0; a < index.length; a++) {
      position = position * type.shape().dim(a) + index[a];
    }
    return position;
  }

  private static double[] fill(TensorType type, ToDoubleFunction<int[]> value) {
    double[] result = new double[Math.toIntExact(type.shape().size())];
    points(type, i -> result[at(i, type)] = value.applyAsDouble(i));
    return result;
  }

  private static void points(TensorType type, java.util.function.Consumer<int[]> action) {
    int[] sizes = type.shape().toArray();
    for (int n = 0; n < type.shape().size(); n++) {
      int[] index = new int[sizes.length];
      int rest = n;
      for (int a = sizes.length - 1; a >= 0; a--) {
        index[a] = rest % sizes[a];
        rest /= sizes[a];
      }
      action.accept(index);
    }
  }
}
