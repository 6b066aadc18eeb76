package dev.covector.graph;

import dev.covector.op.BroadcastInDim;
import dev.covector.op.Concatenate;
import dev.covector.op.Interleave;
import dev.covector.op.Movement;
import dev.covector.op.Op;
import dev.covector.op.Pad;
import dev.covector.op.Reduction;
import dev.covector.op.Reshape;
import dev.covector.op.Reverse;
import dev.covector.op.Slice;
import dev.covector.op.StopGradient;
import dev.covector.op.Transpose;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Identities of rearrangements. */
final class MovementIdentities {
  private final Rewriting rewriting;

  MovementIdentities(Rewriting rewriting) {
    this.rewriting = rewriting;
  }

  /** The operand that an equation's result equals. */
  Optional<Atom> apply(Equation equation, List<Atom> in) {
    Op op = equation.op();
    if (op instanceof StopGradient) {
      return Optional.of(in.getFirst());
    }
    if (op instanceof Reduction reduction && reduction.axes().isEmpty()) {
      return Optional.of(in.getFirst());
    }
    if (op instanceof Movement movement && isNothing(movement, equation, in)) {
      return Optional.of(in.getFirst());
    }
    // two rearrangements that undo each other
    if (op instanceof Movement movement) {
      Optional<Atom> before = before(in.getFirst());
      if (before.isPresent() && undoes(movement, in.getFirst(), before.get(), equation)) {
        return before;
      }
    }
    return Optional.empty();
  }

  private static boolean isNothing(Movement op, Equation equation, List<Atom> in) {
    boolean sameType = in.getFirst().type().equals(equation.outputs().getFirst().type());
    return sameType
        && switch (op) {
          case Reshape r -> true;
          case BroadcastInDim b -> true;
          case Transpose t ->
              t.permutation().equals(IntStream.range(0, t.permutation().size()).boxed().toList());
          case Slice s -> true; // of all elements, in order
          case Reverse r -> r.axes().isEmpty();
          case Concatenate c -> in.size() == 1;
          case Interleave i -> in.size() == 1;
          case Pad p ->
              p.low().stream().allMatch(n -> n == 0) && p.high().stream().allMatch(n -> n == 0);
        };
  }

  private Optional<Atom> before(Atom atom) {
    return rewriting
        .definition(atom)
        .filter(e -> e.op() instanceof Movement && e.inputs().size() == 1)
        .map(e -> e.inputs().getFirst());
  }

  private boolean undoes(Movement op, Atom middle, Atom before, Equation equation) {
    Op first = rewriting.definition(middle).orElseThrow().op();
    boolean sameType = before.type().equals(equation.outputs().getFirst().type());
    return sameType
        && (op instanceof Reshape && first instanceof Reshape
            || op instanceof Transpose t
                && first instanceof Transpose f
                && t.inverse().equals(f.permutation())
            || op instanceof Reverse && op.equals(first));
  }

  /** One rearrangement for two of a kind. */
  Optional<Simplification.Simpler> simpler(Op op, List<Atom> in) {
    return switch (op) {
      case Reshape r ->
          rewriting.definition(in.getFirst(), Reshape.class).map(first -> one(r, in.getFirst()));
      case Transpose t ->
          rewriting
              .definition(in.getFirst(), Transpose.class)
              .map(
                  first ->
                      one(
                          new Transpose(
                              t.permutation().stream().map(first.permutation()::get).toList()),
                          in.getFirst()));
      case BroadcastInDim b ->
          rewriting
              .definition(in.getFirst(), BroadcastInDim.class)
              .map(
                  first ->
                      one(
                          new BroadcastInDim(
                              b.shape(), first.axes().stream().map(b.axes()::get).toList()),
                          in.getFirst()));
      default -> Optional.empty();
    };
  }

  private Simplification.Simpler one(Op op, Atom middle) {
    return new Simplification.Simpler(op, List.of(rewriting.operand(middle)));
  }
}
