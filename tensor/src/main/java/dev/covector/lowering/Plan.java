package dev.covector.lowering;

import dev.covector.TensorType;
import dev.covector.graph.Atom;
import dev.covector.graph.Constant;
import dev.covector.graph.Equation;
import dev.covector.graph.Literal;
import dev.covector.graph.Var;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known so far while equations are lowered from the last to the first: the steps, and for
 * each value the reads that wait for it.
 */
final class Plan {
  private final Map<Var, List<Read>> waiting = new IdentityHashMap<>();
  final Map<Constant, Storage> tensors = new LinkedHashMap<>();
  final Map<Literal, Storage> scalars = new LinkedHashMap<>();
  final List<Step> steps = new ArrayList<>();
  private final boolean fuses;
  private int sequence;

  /**
   * A plan.
   *
   * @param fuses whether loops may be joined
   */
  Plan(boolean fuses) {
    this.fuses = fuses;
  }

  /** A number larger than all before. */
  int next() {
    return sequence++;
  }

  /** Adds a step. */
  <S extends Step> S add(S step) {
    steps.add(step);
    return step;
  }

  /** Lets a step read an operand. */
  Read read(Step step, Atom atom, Read.Kind kind, IndexMap map) {
    Read read = new Read(step, kind, map, Physical.sizes(atom.type()));
    step.reads.add(read);
    pass(read, atom);
    return read;
  }

  /** Hands a read to the value that it is of. */
  void pass(Read read, Atom atom) {
    switch (atom) {
      case Var variable -> waiting.computeIfAbsent(variable, v -> new ArrayList<>()).add(read);
      case Constant constant ->
          read.resolve(
              new Source.Stored(tensors.computeIfAbsent(constant, c -> storage(c.type()))));
      case Literal literal ->
          read.resolve(
              read.kind == Read.Kind.VALUE
                  ? new Source.Scalar(literal)
                  : new Source.Stored(scalars.computeIfAbsent(literal, l -> storage(l.type()))));
    }
  }

  /** The reads of a value. */
  List<Read> peek(Var variable) {
    return waiting.getOrDefault(variable, List.of());
  }

  /** The reads of a value, in no further need of keeping. */
  List<Read> take(Var variable) {
    List<Read> reads = waiting.remove(variable);
    return reads == null ? List.of() : reads;
  }

  /** Whether anything reads an output of an equation. */
  boolean isRead(Equation equation) {
    for (Var output : equation.outputs()) {
      if (waiting.containsKey(output)) {
        return true;
      }
    }
    return false;
  }

  /** A height above all readers. */
  static int heightAbove(List<Read> reads) {
    int height = 0;
    for (Read read : reads) {
      height = Math.max(height, read.step().height + 1);
    }
    return height;
  }

  /** A buffer to be for a value. */
  static Storage storage(TensorType type) {
    return new Storage(type.dtype().physical(), Physical.elements(type));
  }

  /** Answers reads with a buffer. */
  void resolve(List<Read> reads, Storage storage) {
    if (fuses) {
      Fusion.joinReaders(reads);
    }
    Source source = new Source.Stored(storage);
    reads.forEach(read -> read.resolve(source));
  }
}
