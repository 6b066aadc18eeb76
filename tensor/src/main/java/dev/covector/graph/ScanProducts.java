package dev.covector.graph;

import dev.covector.TensorType;
import dev.covector.op.BinaryArithmetic;
import dev.covector.op.DotGeneral;
import dev.covector.op.Op;
import dev.covector.op.Scan;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Takes matrix products out of scans where one large product does the work of many small ones:
 *
 * <ul>
 *   <li>the product of a slice and a constant (an input projection) becomes a product of the whole
 *       sequence before the loop;
 *   <li>a carry that only sums up products (the gradient of a weight) becomes one product after the
 *       loop, which contracts over the steps as well;
 *   <li>an output that is a slice of an input is that input.
 * </ul>
 *
 * <p>A large product packs its operands once and has the shape that products are fast at; a sum of
 * products needs no pass over the accumulator in every step.
 */
final class ScanProducts {
  /** The most that values may take which are stacked for a product outside of the loop. */
  private static final long MOST_BYTES = 256L << 20;

  /** Products with more rows are large enough where they are. */
  private static final long FEW_ROWS = 512;

  private final Scan scan;
  private final Equation equation;
  private final Graph body;
  private final List<Var> sequenceInputs;
  private final List<Atom> sequences;
  private final List<Atom> bodyOutputs;
  private final List<Var> outputs;
  private final List<Equation> before = new ArrayList<>();
  private final List<Equation> after = new ArrayList<>();
  private final Map<Var, Equation> definitions = new IdentityHashMap<>();
  private final Map<Var, Integer> uses = new IdentityHashMap<>();
  private final Map<Var, Atom> sameAs = new IdentityHashMap<>();
  private boolean changed;

  private ScanProducts(Equation equation, Scan scan, Graph body) {
    this.equation = equation;
    this.scan = scan;
    this.body = body;
    int first = scan.constants() + scan.carries();
    this.sequenceInputs = new ArrayList<>(body.inputs().subList(first, body.inputs().size()));
    this.sequences = new ArrayList<>(equation.inputs().subList(first, equation.inputs().size()));
    this.bodyOutputs = new ArrayList<>(body.outputs());
    this.outputs = new ArrayList<>(equation.outputs());
    for (Equation inside : body.equations()) {
      inside.outputs().forEach(output -> definitions.put(output, inside));
      inside.inputs().forEach(this::count);
    }
    body.outputs().forEach(this::count);
  }

  private void count(Atom atom) {
    if (atom instanceof Var variable) {
      uses.merge(variable, 1, Integer::sum);
    }
  }

  /** The graph with its scans rewritten. */
  static Graph run(Graph graph) {
    Rewriting rewriting = new Rewriting();
    boolean changed = false;
    for (Equation equation : graph.equations()) {
      List<Atom> inputs = rewriting.inputs(equation);
      Equation current = new Equation(equation.op(), inputs, equation.outputs(), equation.line());
      if (equation.op() instanceof Scan scan && scan.length() > 1) {
        Graph body = InlineCalls.butCheckpoints(scan.body());
        ScanProducts products = new ScanProducts(current, scan, body);
        changed |= products.rewrite(rewriting);
      } else {
        rewriting.add(current.op(), current.inputs(), current);
      }
    }
    return changed ? rewriting.finish(graph) : graph;
  }

  private boolean rewrite(Rewriting rewriting) {
    List<Equation> inside = new ArrayList<>();
    for (Equation e : body.equations()) {
      if (!moveBefore(e)) {
        inside.add(e);
      }
    }
    for (int k = 0; k < scan.carries(); k++) {
      moveAfter(k);
    }
    forwardSlices();
    if (!changed) {
      rewriting.add(equation.op(), equation.inputs(), equation);
      return false;
    }
    int first = scan.constants() + scan.carries();
    List<Var> bodyInputs = new ArrayList<>(body.inputs().subList(0, first));
    bodyInputs.addAll(sequenceInputs);
    List<Atom> operands = new ArrayList<>(equation.inputs().subList(0, first));
    operands.addAll(sequences);
    Scan smaller =
        new Scan(
            scan.length(),
            scan.reverse(),
            new Graph(bodyInputs, inside, bodyOutputs),
            scan.constants(),
            scan.carries());
    before.forEach(e -> rewriting.add(e.op(), e.inputs(), e));
    Equation loop = new Equation(smaller, operands, outputs, equation.line());
    rewriting.add(smaller, operands, loop);
    after.forEach(e -> rewriting.add(e.op(), e.inputs(), e));
    sameAs.forEach(rewriting::replace);
    return true;
  }

  private boolean isConstant(Atom atom) {
    return switch (atom) {
      case Var variable -> body.inputs().subList(0, scan.constants()).contains(variable);
      case Constant constant -> true;
      case Literal literal -> false;
    };
  }

  /** What a constant of the body is outside. */
  private Atom outside(Atom constant) {
    return constant instanceof Var variable
        ? equation.inputs().get(body.inputs().indexOf(variable))
        : constant;
  }

  private boolean moveBefore(Equation e) {
    if (!(e.op() instanceof DotGeneral dot) || !dot.lhsBatch().isEmpty()) {
      return false;
    }
    Atom lhs = e.inputs().get(0);
    Atom rhs = e.inputs().get(1);
    boolean isLeft = isConstant(rhs);
    Atom slice = isLeft ? lhs : rhs;
    Atom constant = isLeft ? rhs : lhs;
    int position = slice instanceof Var v ? sequenceInputs.indexOf(v) : -1;
    List<Integer> free = isLeft ? dot.lhsFree(lhs.type().shape()) : dot.rhsFree(rhs.type().shape());
    List<Integer> others =
        isLeft ? dot.rhsFree(rhs.type().shape()) : dot.lhsFree(lhs.type().shape());
    // with the sequence on the left its axis comes first; that exchanges the free axes
    boolean isInOrder = isLeft || free.isEmpty() || others.isEmpty();
    TensorType type = e.outputs().getFirst().type();
    long rows =
        free.stream().mapToLong(a -> slice.type().shape().dim(a)).reduce(1, Math::multiplyExact);
    if (position < 0
        || !isConstant(constant)
        || !isInOrder
        || others.isEmpty()
        || rows > FEW_ROWS
        || bytes(type) * scan.length() > MOST_BYTES) {
      return false;
    }
    DotGeneral whole =
        new DotGeneral(
            shifted(isLeft ? dot.lhsContracting() : dot.rhsContracting()),
            isLeft ? dot.rhsContracting() : dot.lhsContracting(),
            List.of(),
            List.of());
    List<Atom> operands = List.of(sequences.get(position), outside(constant));
    TensorType stacked = outputType(whole, operands);
    if (!stacked.equals(stacked(type))) {
      return false;
    }
    Var product = new Var(stacked);
    before.add(new Equation(whole, operands, List.of(product), e.line()));
    sequences.add(product);
    sequenceInputs.add(e.outputs().getFirst());
    changed = true;
    return true;
  }

  /** A carry {@code c + dot(x, y)} of which nothing else is used. */
  private void moveAfter(int k) {
    Var carry = body.inputs().get(scan.constants() + k);
    Optional<Equation> sum =
        definition(bodyOutputs.get(k), op -> op instanceof BinaryArithmetic.Add);
    if (sum.isEmpty() || uses.getOrDefault(carry, 0) != 1) {
      return;
    }
    List<Atom> terms = sum.get().inputs();
    int own = terms.indexOf(carry);
    if (own < 0 || !carry.type().dtype().isFloating()) {
      return;
    }
    Optional<Equation> product = definition(terms.get(1 - own), op -> op instanceof DotGeneral);
    if (product.isEmpty() || !(product.get().op() instanceof DotGeneral dot)) {
      return;
    }
    List<Atom> factors = product.get().inputs();
    if (!factors.stream().allMatch(f -> f instanceof Var v && !isConstant(v))) {
      return;
    }
    long newBytes =
        factors.stream().filter(f -> !isStacked(f)).mapToLong(f -> bytes(f.type())).sum();
    if (newBytes > bytes(carry.type()) || newBytes * scan.length() > MOST_BYTES) {
      return;
    }
    DotGeneral whole =
        new DotGeneral(
            withSteps(dot.lhsContracting()),
            withSteps(dot.rhsContracting()),
            shifted(dot.lhsBatch()),
            shifted(dot.rhsBatch()));
    List<TensorType> stackedTypes = factors.stream().map(f -> stacked(f.type())).toList();
    Var total = new Var(whole.outputTypes(stackedTypes).getFirst());
    Atom initial = equation.inputs().get(scan.constants() + k);
    Var result = equation.outputs().get(k);
    BinaryArithmetic.Add add = new BinaryArithmetic.Add();
    List<Atom> addends = List.of(initial, total);
    if (!outputType(add, addends).equals(result.type())) {
      return;
    }
    List<Atom> operands = factors.stream().map(f -> stack((Var) f)).toList();
    after.add(new Equation(whole, operands, List.of(total), product.get().line()));
    after.add(new Equation(add, addends, List.of(result), sum.get().line()));
    // the loop hands its carry through, and nobody reads what comes out
    bodyOutputs.set(k, carry);
    outputs.set(k, new Var(result.type()));
    changed = true;
  }

  private Optional<Equation> definition(Atom atom, Predicate<Op> kind) {
    return atom instanceof Var variable && uses.getOrDefault(variable, 0) == 1
        ? Optional.ofNullable(definitions.get(variable)).filter(e -> kind.test(e.op()))
        : Optional.empty();
  }

  private boolean isStacked(Atom factor) {
    return sequenceInputs.contains(factor)
        || bodyOutputs.subList(scan.carries(), bodyOutputs.size()).contains(factor);
  }

  /** All slices of a value of the body: a sequence, or a new output. */
  private Atom stack(Var slice) {
    int sequence = sequenceInputs.indexOf(slice);
    if (sequence >= 0) {
      return sequences.get(sequence);
    }
    int output = bodyOutputs.subList(scan.carries(), bodyOutputs.size()).indexOf(slice);
    if (output >= 0) {
      return outputs.get(scan.carries() + output);
    }
    bodyOutputs.add(slice);
    Var all = new Var(stacked(slice.type()));
    outputs.add(all);
    return all;
  }

  private void forwardSlices() {
    int first = scan.carries();
    for (int i = first; i < equation.outputs().size(); i++) {
      int sequence = sequenceInputs.indexOf(bodyOutputs.get(i));
      if (sequence >= 0 && sequences.get(sequence).type().equals(outputs.get(i).type())) {
        sameAs.put(outputs.get(i), sequences.get(sequence));
        changed = true;
      }
    }
  }

  private TensorType stacked(TensorType slice) {
    return slice.withShape(slice.shape().insert(0, scan.length()));
  }

  private static TensorType outputType(Op op, List<Atom> inputs) {
    return op.outputTypes(inputs.stream().map(Atom::type).toList()).getFirst();
  }

  private static long bytes(TensorType type) {
    return type.shape().size() * type.dtype().byteSize();
  }

  private static List<Integer> shifted(List<Integer> axes) {
    return axes.stream().map(a -> a + 1).toList();
  }

  private static List<Integer> withSteps(List<Integer> axes) {
    List<Integer> all = new ArrayList<>(List.of(0));
    all.addAll(shifted(axes));
    return all;
  }
}
