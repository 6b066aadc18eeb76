package dev.covector.transform;

import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;
import dev.covector.lax.Lax;
import dev.covector.op.BatchAxis;
import dev.covector.op.Batched;
import dev.covector.op.Zeros;
import dev.covector.trace.Transformations;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Jacobians: a basis of tangents or cotangents, mapped over at once. */
public final class Jacobian {
  private Jacobian() {}

  /** Forward mode: the basis is of the argument. */
  public static Object forward(TreeFunction function, @Nullable Object[] arguments, int argnum) {
    Leaves in = Leaves.of(new @Nullable Object[] {argument("jacfwd", arguments, argnum)});
    requireInexact("jacfwd", in);
    FlatFunction flat = only(function, arguments, argnum, in);
    Linearization lin = Transformations.linearize(flat, in.tensors(), in.inexact());
    Leaves.Layout results = flat.results();
    List<List<Tensor>> blocks = new ArrayList<>(); // per result leaf, per argument leaf
    List<Tensor> columns = push(in, lin);
    for (int i = 0; i < columns.size(); i++) {
      Tensor moved = Lax.moveAxis(columns.get(i), 0, columns.get(i).rank() - 1);
      blocks.add(cut(moved, lin.outputs().get(i).shape(), in));
    }
    return assemble(results, in.layout(), blocks);
  }

  private static List<Tensor> push(Leaves in, Linearization lin) {
    List<Batched> operands = new ArrayList<>();
    lin.residuals().forEach(residual -> operands.add(Batched.shared(residual)));
    int total = total(in.types());
    basis(in.types(), total).forEach(seed -> operands.add(Batched.mapped(seed)));
    BatchAxis axis = new BatchAxis(total, Optional.empty());
    List<Batched> moving = Transformations.vmap(lin.linear()::evaluate, axis, operands);
    List<Tensor> columns = new ArrayList<>();
    int next = 0;
    for (int i = 0; i < lin.outputs().size(); i++) {
      TensorType type = lin.outputs().get(i).type();
      columns.add(
          lin.outputMoves().get(i)
              ? axis.materialize(moving.get(next++))
              : Zeros.like(type.withShape(type.shape().insert(0, total))));
    }
    return columns;
  }

  /** Reverse mode: the basis is of the result. */
  public static Object reverse(TreeFunction function, @Nullable Object[] arguments, int argnum) {
    Leaves in = Leaves.of(new @Nullable Object[] {argument("jacrev", arguments, argnum)});
    requireInexact("jacrev", in);
    FlatFunction flat = only(function, arguments, argnum, in);
    Linearization lin = Transformations.linearize(flat, in.tensors(), in.inexact());
    Leaves.Layout results = flat.results();
    List<TensorType> types = lin.outputs().stream().map(Tensor::type).toList();
    int total = total(types);
    List<Tensor> rows = pull(in, lin, types, total);
    List<List<Tensor>> blocks = new ArrayList<>();
    int start = 0;
    for (TensorType type : types) {
      int count = Math.toIntExact(type.shape().size());
      List<Tensor> row = new ArrayList<>();
      for (int j = 0; j < rows.size(); j++) {
        Tensor part = Lax.sliceInDim(rows.get(j), start, start + count, 0);
        row.add(Lax.reshape(part, join(type.shape(), in.tensors().get(j).shape())));
      }
      blocks.add(row);
      start += count;
    }
    return assemble(results, in.layout(), blocks);
  }

  private static List<Tensor> pull(
      Leaves in, Linearization lin, List<TensorType> types, int total) {
    BatchAxis axis = new BatchAxis(total, Optional.empty());
    List<Batched> seeds = new ArrayList<>();
    basis(types, total).forEach(seed -> seeds.add(Batched.mapped(seed)));
    int residuals = lin.residuals().size();
    lin.residuals().forEach(residual -> seeds.add(Batched.shared(residual)));
    List<Batched> pulled =
        Transformations.vmap(
            operands -> {
              List<@Nullable Tensor> known =
                  new ArrayList<>(operands.subList(types.size(), operands.size()));
              known.addAll(Collections.nCopies(in.tensors().size(), null));
              List<@Nullable Tensor> moving = new ArrayList<>();
              for (int i = 0; i < types.size(); i++) {
                if (lin.outputMoves().get(i)) {
                  moving.add(operands.get(i));
                }
              }
              List<@Nullable Tensor> all = BackwardPass.run(lin.linear(), known, moving);
              List<Tensor> out = new ArrayList<>();
              for (int i = 0; i < in.tensors().size(); i++) {
                Tensor ct = all.get(residuals + i);
                out.add(ct != null ? ct : Zeros.like(in.tensors().get(i).type()));
              }
              return out;
            },
            axis,
            seeds);
    return pulled.stream().map(axis::materialize).toList();
  }

  /** Forward mode over reverse mode. */
  public static Object hessian(TreeFunction function, @Nullable Object[] arguments, int argnum) {
    return forward(
        a ->
            ReverseMode.gradient(
                    b -> new ReverseMode.Outcome(function.apply(b), null), a, new int[] {argnum})
                .gradients()
                .getFirst(),
        arguments,
        argnum);
  }

  private static @Nullable Object argument(String name, @Nullable Object[] arguments, int argnum) {
    if (argnum < 0 || argnum >= arguments.length) {
      throw new TransformException(
          name + ": there is no argument " + argnum + "; the function takes " + arguments.length);
    }
    return arguments[argnum];
  }

  private static void requireInexact(String name, Leaves in) {
    for (Tensor leaf : in.tensors()) {
      if (!leaf.dtype().isInexact()) {
        throw new DTypeException(
            name
                + ": the argument has a leaf "
                + leaf.type()
                + "; derivatives are taken with respect to floats: convert it with astype");
      }
    }
  }

  private static FlatFunction only(
      TreeFunction function, @Nullable Object[] arguments, int argnum, Leaves in) {
    return new FlatFunction(
        trees -> {
          @Nullable Object[] all = arguments.clone();
          all[argnum] = trees[0];
          return function.apply(all);
        },
        in.layout());
  }

  private static int total(List<TensorType> types) {
    return Math.toIntExact(types.stream().mapToLong(type -> type.shape().size()).sum());
  }

  /** For each type, the unit vectors of all types together along axis 0. */
  private static List<Tensor> basis(List<TensorType> types, int total) {
    List<Tensor> basis = new ArrayList<>();
    int start = 0;
    for (TensorType type : types) {
      int count = Math.toIntExact(type.shape().size());
      Shape square = Shape.of(total, count);
      Tensor row = Lax.broadcastedIota(DType.I32, square, 0);
      Tensor column = Lax.broadcastedIota(DType.I32, square, 1);
      Tensor unit = Lax.eq(row, Lax.add(column, Lax.fullLike(column, start)));
      Tensor seed =
          Lax.select(
              unit,
              Zeros.filled(type.withShape(square), 1),
              Zeros.filled(type.withShape(square), 0));
      basis.add(Lax.reshape(seed, type.shape().insert(0, total)));
      start += count;
    }
    return basis;
  }

  private static Shape join(Shape first, Shape second) {
    int[] sizes = Arrays.copyOf(first.toArray(), first.rank() + second.rank());
    System.arraycopy(second.toArray(), 0, sizes, first.rank(), second.rank());
    return Shape.of(sizes);
  }

  private static List<Tensor> cut(Tensor columns, Shape result, Leaves in) {
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (Tensor leaf : in.tensors()) {
      int count = Math.toIntExact(leaf.size());
      Tensor part = Lax.sliceInDim(columns, start, start + count, columns.rank() - 1);
      parts.add(Lax.reshape(part, join(result, leaf.shape())));
      start += count;
    }
    return parts;
  }

  private static Object assemble(
      Leaves.Layout results, Leaves.Layout arguments, List<List<Tensor>> blocks) {
    List<Object> leaves = new ArrayList<>();
    int next = 0;
    for (Object leaf : results.statics()) {
      leaves.add(
          leaf == Leaves.Hole.DYNAMIC ? arguments.<Object[]>rebuild(blocks.get(next++))[0] : leaf);
    }
    return Tree.unflatten(results.structure(), leaves);
  }
}
