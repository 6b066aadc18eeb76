package dev.covector.transform;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;
import dev.covector.graph.ClosedGraph;
import dev.covector.graph.Graph;
import dev.covector.graph.Var;
import dev.covector.lax.Lax;
import dev.covector.numpy.Promotion;
import dev.covector.op.Cond;
import dev.covector.op.Scan;
import dev.covector.op.While;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.Trace;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Control flow over trees: stages the functions of the user and binds the operation. */
public final class ControlFlow {
  private ControlFlow() {}

  private record Staged(Graph graph, List<Tensor> residuals, Leaves.Layout results) {}

  private static Staged stage(
      String op, TreeFunction function, Leaves.Layout layout, List<TensorType> types) {
    FlatFunction flat = new FlatFunction(function, layout);
    ClosedGraph closed = GraphTrace.stage(op, types, flat);
    return new Staged(closed.graph(), closed.residuals(), flat.results());
  }

  /** A graph whose residual inputs are those of another list: its own at an offset. */
  private static Graph widen(Staged staged, int before, List<Tensor> all) {
    int own = staged.residuals().size();
    List<Var> inputs = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      boolean mine = i >= before && i < before + own;
      inputs.add(mine ? staged.graph().inputs().get(i - before) : new Var(all.get(i).type()));
    }
    List<Var> rest = staged.graph().inputs();
    inputs.addAll(rest.subList(own, rest.size()));
    return new Graph(inputs, staged.graph().equations(), staged.graph().outputs());
  }

  /**
   * Runs one of several functions.
   *
   * @param index an integer scalar, clamped to the branches; or a bool, whose false is branch 0
   */
  public static @Nullable Object branch(
      String op, Tensor index, List<TreeFunction> functions, @Nullable Object[] operands) {
    if (functions.isEmpty()) {
      throw new TransformException(op + ": there must be at least one branch");
    }
    Tensor number = number(op, index, functions.size());
    Leaves in = Leaves.of(operands);
    List<Staged> staged = new ArrayList<>();
    List<Tensor> residuals = new ArrayList<>();
    for (TreeFunction function : functions) {
      Staged branch = stage(op, function, in.layout(), in.types());
      staged.add(branch);
      residuals.addAll(branch.residuals());
    }
    List<TensorType> types = joinTypes(op, staged);
    List<Graph> branches = new ArrayList<>();
    int before = 0;
    for (Staged branch : staged) {
      branches.add(converted(widen(branch, before, residuals), types));
      before += branch.residuals().size();
    }
    List<Tensor> all = new ArrayList<>();
    all.add(number);
    all.addAll(residuals);
    all.addAll(in.tensors());
    List<Tensor> out = Trace.bind(new Cond(branches), all);
    return staged.getFirst().results().rebuild(out);
  }

  private static Tensor number(String op, Tensor index, int branches) {
    if (index.rank() != 0 || !(index.dtype() == DType.BOOL || index.dtype().isInteger())) {
      throw new DTypeException(
          op
              + ": the choice is "
              + index.type()
              + "; it must be a scalar bool or integer (for a choice per element use Numpy.where)");
    }
    Tensor number = Lax.convert(index, DType.I32);
    return Lax.clamp(Lax.fullLike(number, 0), number, Lax.fullLike(number, branches - 1));
  }

  private static List<TensorType> joinTypes(String op, List<Staged> staged) {
    Staged first = staged.getFirst();
    List<TensorType> types = new ArrayList<>(first.graph().outputTypes());
    for (int i = 1; i < staged.size(); i++) {
      Staged other = staged.get(i);
      Leaves.requireSame(
          op + ": the results of branch 0 and branch " + i,
          first.results().structure(),
          other.results().structure());
      if (!first.results().equals(other.results())) {
        throw new TransformException(
            op + ": branch 0 and branch " + i + " return different values that are no tensors");
      }
      for (int j = 0; j < types.size(); j++) {
        TensorType a = types.get(j);
        TensorType b = other.graph().outputTypes().get(j);
        if (!a.matches(b)) {
          throw new ShapeException(
              op
                  + ": branch 0 returns "
                  + a
                  + " and branch "
                  + i
                  + " "
                  + b
                  + place(first.results(), j)
                  + "; all branches must return the same types");
        }
        types.set(j, a.weak() ? b : a);
      }
    }
    return types;
  }

  private static String place(Leaves.Layout layout, int leaf) {
    String path = layout.paths().get(leaf);
    return path.isEmpty() ? "" : " at " + path;
  }

  /** The graph with outputs that differ from the given types in weakness converted. */
  private static Graph converted(Graph graph, List<TensorType> types) {
    return graph.outputTypes().equals(types)
        ? graph
        : GraphTrace.stage(
                "convert",
                graph.inputTypes(),
                in -> {
                  List<Tensor> out = new ArrayList<>();
                  List<Tensor> results = graph.evaluate(in);
                  for (int i = 0; i < types.size(); i++) {
                    out.add(strengthen(results.get(i), types.get(i)));
                  }
                  return out;
                })
            .graph();
  }

  private static Tensor strengthen(Tensor x, TensorType type) {
    return x.type().equals(type) ? x : Lax.convert(x, type.dtype());
  }

  /** Runs a body while a condition holds. */
  public static @Nullable Object whileLoop(
      TreeFunction condition, TreeFunction body, @Nullable Object initial) {
    Leaves in = Leaves.of(new @Nullable Object[] {initial});
    List<Tensor> first = in.tensors();
    Staged staged = stage("while_loop", body, in.layout(), in.types());
    first = settleWeakness(first, staged.graph());
    List<TensorType> types = first.stream().map(Tensor::type).toList();
    if (!types.equals(in.types())) {
      staged = stage("while_loop", body, in.layout(), types);
    }
    Leaves.requireSame(
        "while_loop: the first carry and the body's result",
        Tree.structure(initial),
        staged.results().structure());
    requireCarry("while_loop", in.layout(), types, staged.graph());
    Staged test = stage("while_loop", condition, in.layout(), types);
    List<TensorType> predicate = test.graph().outputTypes();
    if (predicate.size() != 1
        || predicate.getFirst().dtype() != DType.BOOL
        || predicate.getFirst().shape().rank() != 0) {
      throw new DTypeException(
          "while_loop: the condition returned " + predicate + "; it must return one bool scalar");
    }
    List<Tensor> operands = new ArrayList<>(test.residuals());
    operands.addAll(staged.residuals());
    operands.addAll(first);
    While loop =
        new While(
            test.graph(),
            test.residuals().size(),
            converted(staged.graph(), types),
            staged.residuals().size());
    Object[] results = in.layout().rebuild(Trace.bind(loop, operands));
    return results[0];
  }

  /**
   * The first carry with weak leaves promoted to the body's result where that is strong, or weak of
   * a wider kind: an i32 of a literal becomes f32 when the body adds 0.5.
   */
  private static List<Tensor> settleWeakness(List<Tensor> first, Graph body) {
    List<TensorType> out = body.outputTypes();
    List<Tensor> settled = new ArrayList<>();
    for (int i = 0; i < first.size(); i++) {
      Tensor x = first.get(i);
      boolean weaker =
          i < out.size()
              && x.type().weak()
              && (!out.get(i).weak() || x.dtype() != out.get(i).dtype())
              && x.shape().equals(out.get(i).shape())
              && joins(x.type(), out.get(i));
      settled.add(weaker ? Lax.convert(x, out.get(i).dtype()) : x);
    }
    return settled;
  }

  /** Whether a weak type becomes the other by promotion. */
  private static boolean joins(TensorType weak, TensorType other) {
    return Promotion.of("carry", List.of(weak, other)).dtype() == other.dtype();
  }

  private static void requireCarry(
      String op, Leaves.Layout carry, List<TensorType> types, Graph body) {
    for (int i = 0; i < types.size(); i++) {
      TensorType out = body.outputTypes().get(i);
      if (!types.get(i).matches(out)) {
        throw new ShapeException(
            op
                + ": the carry"
                + place(carry, i)
                + " starts as "
                + types.get(i)
                + ", but the body returns "
                + out
                + "; they must be equal: convert or reshape one of them");
      }
    }
  }

  /** The last carry and the stacked outputs of a scan. */
  public record Scanned(@Nullable Object carry, @Nullable Object outputs) {}

  /**
   * Runs a body over slices along axis 0.
   *
   * @param body of the carry and a slice to an array of the next carry and an output
   * @param length needed when there are no sequences; else -1
   */
  public static Scanned scan(
      TreeFunction body,
      @Nullable Object initial,
      @Nullable Object sequences,
      int length,
      boolean reverse) {
    Leaves carry = Leaves.of(initial);
    Leaves xs = Leaves.of(sequences);
    int count = length(xs, length);
    List<TensorType> slices = new ArrayList<>();
    xs.types().forEach(type -> slices.add(type.withShape(type.shape().remove(0))));
    Leaves.Layout[] parts = new Leaves.Layout[2];
    List<Tensor> first = carry.tensors();
    ClosedGraph closed = stageScan(body, carry, xs, first, slices, parts);
    List<Tensor> settled = settleWeakness(first, closed.graph());
    if (!settled.stream().map(Tensor::type).toList().equals(carry.types())) {
      first = settled;
      closed = stageScan(body, carry, xs, first, slices, parts);
    }
    Leaves.requireSame(
        "scan: the first carry and the body's carry",
        carry.layout().structure(),
        parts[0].structure());
    List<TensorType> types = first.stream().map(Tensor::type).toList();
    requireCarry("scan", carry.layout(), types, closed.graph());
    List<TensorType> outputs = new ArrayList<>(closed.graph().outputTypes());
    for (int i = 0; i < types.size(); i++) {
      outputs.set(i, types.get(i));
    }
    List<Tensor> operands = new ArrayList<>(closed.residuals());
    operands.addAll(first);
    operands.addAll(xs.tensors());
    Scan scan =
        new Scan(
            count,
            reverse,
            converted(closed.graph(), outputs),
            closed.residuals().size(),
            first.size());
    List<Tensor> out = Trace.bind(scan, operands);
    return new Scanned(
        parts[0].rebuild(out.subList(0, first.size())),
        parts[1].rebuild(out.subList(first.size(), out.size())));
  }

  private static ClosedGraph stageScan(
      TreeFunction body,
      Leaves carry,
      Leaves xs,
      List<Tensor> first,
      List<TensorType> slices,
      Leaves.Layout[] parts) {
    List<TensorType> types = new ArrayList<>();
    first.forEach(tensor -> types.add(tensor.type()));
    types.addAll(slices);
    int carries = first.size();
    return LoopInvariants.hoist(
        GraphTrace.stage(
            "scan",
            types,
            in -> {
              Object result =
                  body.apply(
                      new @Nullable Object[] {
                        carry.layout().rebuild(in.subList(0, carries)),
                        xs.layout().rebuild(in.subList(carries, in.size()))
                      });
              @Nullable Object[] pair = (@Nullable Object[]) result;
              Leaves next = Leaves.of(pair[0]);
              Leaves output = Leaves.of(pair[1]);
              parts[0] = next.layout();
              parts[1] = output.layout();
              List<Tensor> flat = new ArrayList<>(next.tensors());
              flat.addAll(output.tensors());
              return flat;
            }));
  }

  private static int length(Leaves xs, int given) {
    int length = given;
    for (int i = 0; i < xs.tensors().size(); i++) {
      TensorType type = xs.types().get(i);
      String here = place(xs.layout(), i);
      if (type.shape().rank() == 0) {
        throw new ShapeException(
            "scan: the sequence" + here + " is " + type + "; it needs an axis 0 to run over");
      }
      int size = type.shape().dim(0);
      if (length != -1 && size != length) {
        throw new ShapeException(
            "scan: the sequence"
                + here
                + " is "
                + type
                + " with "
                + size
                + " slices, but the length is "
                + length);
      }
      length = size;
    }
    if (length < -1) {
      throw new ShapeException("scan: the length is " + length + "; it must not be negative");
    }
    if (length == -1) {
      throw new TransformException("scan: there are no sequences; give the length");
    }
    return length;
  }
}
