package dev.covector.lowering;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.TransformException;
import dev.covector.graph.Atom;
import dev.covector.graph.Equation;
import dev.covector.graph.Graph;
import dev.covector.graph.Var;
import dev.covector.kernel.Program;
import dev.covector.kernel.ScalarFn;
import dev.covector.op.ArgReduction;
import dev.covector.op.BinaryElementwise;
import dev.covector.op.BroadcastInDim;
import dev.covector.op.Callback;
import dev.covector.op.Collective;
import dev.covector.op.ComplexOp;
import dev.covector.op.Concatenate;
import dev.covector.op.Cond;
import dev.covector.op.ConvGeneralDilated;
import dev.covector.op.Conversion;
import dev.covector.op.Creation;
import dev.covector.op.CumulativeOp;
import dev.covector.op.CustomJvpCall;
import dev.covector.op.CustomOp;
import dev.covector.op.CustomVjpCall;
import dev.covector.op.DotGeneral;
import dev.covector.op.DynamicSlice;
import dev.covector.op.DynamicUpdateSlice;
import dev.covector.op.Gather;
import dev.covector.op.Interleave;
import dev.covector.op.JitCall;
import dev.covector.op.MatrixOp;
import dev.covector.op.Movement;
import dev.covector.op.Op;
import dev.covector.op.Pad;
import dev.covector.op.RandomOp;
import dev.covector.op.ReducePrecision;
import dev.covector.op.Reduction;
import dev.covector.op.Remat;
import dev.covector.op.Reshape;
import dev.covector.op.Reverse;
import dev.covector.op.Scan;
import dev.covector.op.Scatter;
import dev.covector.op.Select;
import dev.covector.op.Slice;
import dev.covector.op.SortOp;
import dev.covector.op.StopGradient;
import dev.covector.op.Transpose;
import dev.covector.op.UnaryElementwise;
import dev.covector.op.While;
import dev.covector.op.WindowOp;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Maps operations to kernels, from the last equation to the first, so that everything that reads a
 * value is known when its equation is reached.
 */
final class Lowering {
  private final boolean fuses;
  private final Plan plan;
  private final LoopPlan loops;
  private final ViewLowering views;
  private final RegionLowering regions;
  private final ReductionLowering reductions;
  private final DotLowering dots;
  private final ConvLowering convolutions;
  private final WindowLowering windows;
  private final IndexingLowering indexing;
  private final RowLowering rows;
  private final ComplexLowering complexes;
  private final CallLowering calls;
  private final MatrixLowering matrices;

  private Lowering(Optional<ValueFacts> facts) {
    fuses = facts.isPresent();
    plan = new Plan(fuses);
    loops = new LoopPlan(plan, facts);
    CopyLowering copies = new CopyLowering(plan);
    views = new ViewLowering(plan, copies);
    regions = new RegionLowering(plan, copies);
    reductions = new ReductionLowering(plan, loops, views);
    dots = new DotLowering(plan, loops);
    convolutions = new ConvLowering(plan, loops);
    windows = new WindowLowering(plan, loops);
    indexing = new IndexingLowering(plan, copies);
    rows = new RowLowering(plan);
    complexes = new ComplexLowering(plan, views, copies);
    calls = new CallLowering(plan);
    matrices = new MatrixLowering(calls);
  }

  /** The program of a graph without calls. */
  static Program lower(Graph graph) {
    return new Lowering(Optional.of(new ValueFacts(graph))).program(graph);
  }

  /** The program of a graph without calls where each value is stored. */
  static Program lowerUnfused(Graph graph) {
    return new Lowering(Optional.empty()).program(graph);
  }

  private Program program(Graph graph) {
    Results results = plan.add(new Results(plan.next()));
    for (Atom output : graph.outputs()) {
      plan.read(results, output, Read.Kind.DENSE, new IndexMap(List.of()));
    }
    for (Equation equation : graph.equations().reversed()) {
      if (plan.isRead(equation) || !equation.op().effects().isEmpty()) {
        lower(equation);
      }
    }
    List<Storage> inputs = new ArrayList<>();
    for (Var input : graph.inputs()) {
      Storage storage = Plan.storage(input.type());
      plan.resolve(plan.take(input), storage);
      inputs.add(storage);
    }
    if (fuses) {
      SmallLoops.join(plan);
    }
    return new Assembly(plan).assemble(inputs, results);
  }

  private void lower(Equation equation) {
    Op op = equation.op();
    switch (op) {
      case UnaryElementwise u ->
          loops.elementwise(equation, new Computation.Apply(u.fn(), dtype(equation)));
      case BinaryElementwise b ->
          loops.elementwise(equation, new Computation.Apply(b.fn(), dtype(equation)));
      case Select s ->
          loops.elementwise(equation, new Computation.Apply(ScalarFn.SELECT, dtype(equation)));
      case Conversion.ConvertElementType c ->
          loops.elementwise(equation, new Computation.Convert(dtype(equation)));
      case Conversion.BitcastConvertType c ->
          loops.elementwise(equation, new Computation.Bitcast(dtype(equation)));
      case ReducePrecision r ->
          loops.elementwise(equation, new Computation.Round(r.exponentBits(), r.mantissaBits()));
      case Creation.Iota iota ->
          loops.elementwise(equation, new Computation.Count(dtype(equation), iota.axis()));
      case RandomOp.Threefry2x32 t -> loops.elementwise(equation, new Computation.Cipher());
      case RandomOp.KeyData k -> views.reshaped(equation);
      case RandomOp.WrapKey k -> views.reshaped(equation);
      case ComplexOp.Real r -> complexes.part(equation, 0);
      case ComplexOp.Imag i -> complexes.part(equation, 1);
      case ComplexOp.Pair p -> complexes.pair(equation);
      case ComplexOp.Transform t -> complexes.transform(equation, t);
      case Movement m -> movement(equation, m);
      case Reduction r -> reductions.lower(equation, r);
      case DotGeneral d -> dots.lower(equation, d);
      case ConvGeneralDilated c -> convolutions.lower(equation, c);
      case WindowOp w -> windows.lower(equation, w);
      case Gather g -> indexing.lower(equation, g);
      case Scatter s -> indexing.lower(equation, s);
      case DynamicSlice d -> indexing.lower(equation, d);
      case DynamicUpdateSlice d -> indexing.lower(equation, d);
      case MatrixOp m -> matrices.lower(equation, m);
      case SortOp s -> rows.lower(equation, s);
      case CumulativeOp c -> rows.lower(equation, c);
      case ArgReduction a -> rows.lower(equation, a);
      case StopGradient s -> views.reshaped(equation);
      case JitCall call -> throw notInlined(op);
      case Remat call -> throw notInlined(op);
      case CustomJvpCall call -> throw notInlined(op);
      case CustomVjpCall call -> throw notInlined(op);
      case Cond c -> calls.lower(equation, c);
      case While w -> calls.lower(equation, w);
      case Scan s -> calls.lower(equation, s);
      case Callback c -> calls.lower(equation, c);
      case CustomOp custom ->
          throw new TransformException(
              "custom_vjp: the tangents of a function with a reverse-mode rule of its own cannot be"
                  + " computed forwards (linearize); give it a customJvp instead");
      case Collective c ->
          throw new CovectorException(
              c.name()
                  + ": no vmap with the axis name '"
                  + c.axis()
                  + "' is around this call; name its axis with Axes.FIRST.named(\""
                  + c.axis()
                  + "\")");
    }
  }

  private static DType dtype(Equation equation) {
    return equation.outputs().getFirst().type().dtype().physical();
  }

  private static IllegalStateException notInlined(Op op) {
    return new IllegalStateException("a call was not inlined: " + op.name());
  }

  private void movement(Equation equation, Movement op) {
    var in = equation.inputs().getFirst().type();
    switch (op) {
      case Reshape r -> views.reshaped(equation);
      case BroadcastInDim b ->
          views.rearranged(equation, (out, rank) -> MovementMap.through(b, in, out, rank));
      case Transpose t -> views.rearranged(equation, (out, rank) -> MovementMap.through(t, out));
      case Slice s -> views.rearranged(equation, (out, rank) -> MovementMap.through(s, out));
      case Reverse r -> views.rearranged(equation, (out, rank) -> MovementMap.through(r, in, out));
      case Concatenate c -> regions.concatenate(equation, c);
      case Pad p -> regions.pad(equation, p);
      case Interleave i -> regions.interleave(equation, i);
    }
  }
}
