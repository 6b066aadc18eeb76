package dev.covector.simd;

import dev.covector.kernel.Expression;
import dev.covector.kernel.Expression.RowReduce;
import java.lang.classfile.ClassBuilder;
import java.lang.classfile.ClassFile;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Writes the code of a loop for one place in one program: a method that walks the iteration space
 * with constant extents and strides, and one method per pass along the innermost dimension. {@code
 * static void (long[] state, long... buffers)}, the buffers in the order of {@link #buffers}.
 */
final class RegionKernel implements RegionMethod {
  private static final ClassDesc MEMORY = RegionMemory.class.describeConstable().orElseThrow();
  private static final MethodTypeDesc FILL =
      MethodTypeDesc.of(
          ConstantDescs.CD_void,
          ConstantDescs.CD_long,
          ConstantDescs.CD_long,
          ConstantDescs.CD_int,
          ConstantDescs.CD_long);

  /** More streams make more parameters than a method should have. */
  static final int MOST_STREAMS = 60;

  private final ClassDesc owner;
  private final String name;
  private final LoopPlan plan;
  private final LoopKey key;
  private final boolean vectors;
  private final List<Integer> buffers;
  private final List<Form> forms = new ArrayList<>();
  private final List<Integer> reduces;

  RegionKernel(ClassDesc owner, String name, LoopPlan plan, boolean vectors) {
    this.owner = owner;
    this.name = name;
    this.plan = plan;
    this.key = plan.key();
    this.vectors = vectors;
    this.buffers = buffers(plan);
    List<Expression.Node> nodes = key.body().nodes();
    List<Integer> found = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      if (nodes.get(i) instanceof RowReduce) {
        found.add(i);
      }
    }
    this.reduces = List.copyOf(found);
    Passes passes = plan.passes();
    passes.elements().forEach(p -> forms.add(form(p, false)));
    if (!passes.perRow().isEmpty()) {
      forms.add(form(new Passes.Pass(List.of(), passes.perRow(), List.of()), !key.column()));
    }
  }

  /** The buffers that a plan touches, each once. */
  static List<Integer> buffers(LoopPlan plan) {
    return plan.streams().stream().map(Stream::buffer).filter(b -> b >= 0).distinct().toList();
  }

  /** Bytes of scratch for the cells of a reduction along columns. */
  static long cellBytes(LoopPlan plan) {
    return plan.key().column() ? (plan.count() * 8 + 63) / 64 * 64 : 0;
  }

  /** How many reductions need such cells. */
  static long cells(LoopPlan plan) {
    return plan.key().column()
        ? plan.key().body().nodes().stream().filter(RowReduce.class::isInstance).count()
        : 0;
  }

  /**
   * How a pass is generated.
   *
   * @param laneBytes the size of the vectors' lanes; 0 for scalar code only
   */
  private record Form(
      Passes.Pass pass, boolean perRow, int laneBytes, boolean masked, int unroll) {}

  private Form form(Passes.Pass pass, boolean perRow) {
    PassShape shape = new PassShape(key, pass);
    int laneBytes = vectors && !perRow ? VectorSupport.laneBytes(shape) : 0;
    boolean masked = laneBytes > 0 && VectorWidth.hasMasks() && !shape.usesBoolMemory();
    return new Form(pass, perRow, laneBytes, masked, shape.accumulatorCount());
  }

  /** Whether all that runs along elements is vector code. */
  boolean hasVectors() {
    return forms.stream().allMatch(f -> f.perRow || f.laneBytes > 0);
  }

  private MethodTypeDesc type() {
    List<ClassDesc> parameters = new ArrayList<>();
    parameters.add(ConstantDescs.CD_long.arrayType());
    long cells = cells(plan) > 0 ? 1 : 0;
    parameters.addAll(Collections.nCopies((int) (buffers.size() + cells), ConstantDescs.CD_long));
    return MethodTypeDesc.of(ConstantDescs.CD_void, parameters);
  }

  @Override
  public void call(CodeBuilder code) {
    code.invokestatic(owner, name, type());
  }

  @Override
  public void addTo(ClassBuilder builder) {
    for (int i = 0; i < forms.size(); i++) {
      addPass(builder, i, forms.get(i));
    }
    builder.withMethodBody(name, type(), ClassFile.ACC_STATIC, code -> new Walk(code).emit());
  }

  private MethodTypeDesc passType(boolean vector) {
    List<ClassDesc> parameters = new ArrayList<>();
    parameters.add(ConstantDescs.CD_long.arrayType());
    int addresses = 2 + plan.streams().size() + (key.column() ? reduces.size() : 0);
    parameters.addAll(Collections.nCopies(addresses, ConstantDescs.CD_long));
    return MethodTypeDesc.of(vector ? ConstantDescs.CD_long : ConstantDescs.CD_void, parameters);
  }

  private void addPass(ClassBuilder builder, int index, Form form) {
    builder.withMethodBody(
        name + "scalar" + index,
        passType(false),
        ClassFile.ACC_STATIC,
        code -> new ScalarPass(frame(code, form)).emit());
    if (form.laneBytes > 0) {
      builder.withMethodBody(
          name + "vector" + index,
          passType(true),
          ClassFile.ACC_STATIC,
          code ->
              DirectVectors.emit(
                  code, c -> new VectorPass(frame(c, form), form.laneBytes, false, 1).emit()));
      if (form.masked) {
        builder.withMethodBody(
            name + "masked" + index,
            passType(true),
            ClassFile.ACC_STATIC,
            code ->
                DirectVectors.emit(
                    code, c -> new VectorPass(frame(c, form), form.laneBytes, true, 1).emit()));
      }
    }
  }

  private PassFrame frame(CodeBuilder code, Form form) {
    long[] constants = plan.arguments();
    int[] locals = new int[constants.length];
    int[] registers = new int[plan.streams().size()];
    Arrays.fill(locals, -1);
    Arrays.fill(registers, -1);
    int slot = 5;
    for (int s = 0; s < registers.length; s++, slot += 2) {
      locals[s] = slot;
    }
    if (key.column()) {
      for (int r : reduces) {
        locals[key.stateSlots() + r] = slot;
        slot += 2;
      }
    }
    DirectArguments direct = new DirectArguments(constants, locals, registers);
    return new PassFrame(code, new PassShape(key, form.pass), form.perRow, true, direct);
  }

  /** Emits the walk over the iteration space. */
  private final class Walk {
    private final CodeBuilder code;
    private final int[] at = new int[plan.streams().size()];

    Walk(CodeBuilder code) {
      this.code = code;
    }

    void emit() {
      if (plan.rows() != 0 && (!reduces.isEmpty() || plan.points() != 0)) {
        for (int s = 0; s < at.length; s++) {
          Stream stream = plan.streams().get(s);
          at[s] = code.allocateLocal(TypeKind.LONG);
          code.loadConstant(stream.base());
          if (stream.buffer() >= 0) {
            code.lload(1 + 2 * buffers.indexOf(stream.buffer())).ladd();
          }
          code.lstore(at[s]);
        }
        loops(0, plan.outerRank(), this::row);
      }
      code.return_();
    }

    /** Nested loops over the dimensions {@code from} to {@code to}. */
    private void loops(int from, int to, Runnable body) {
      if (from == to) {
        body.run();
        return;
      }
      int[] before = at.clone();
      for (int s = 0; s < at.length; s++) {
        if (plan.streams().get(s).strides()[from] != 0) {
          at[s] = code.allocateLocal(TypeKind.LONG);
          code.lload(before[s]).lstore(at[s]);
        }
      }
      int counter = code.allocateLocal(TypeKind.INT);
      code.iconst_0().istore(counter);
      Label head = code.newBoundLabel();
      Label end = code.newLabel();
      code.iload(counter).loadConstant((int) plan.extents()[from]).if_icmpge(end);
      loops(from + 1, to, body);
      for (int s = 0; s < at.length; s++) {
        long stride = plan.streams().get(s).strides()[from];
        if (stride != 0) {
          code.lload(at[s]).loadConstant(stride).ladd().lstore(at[s]);
        }
      }
      code.iinc(counter, 1).goto_(head);
      code.labelBinding(end);
      System.arraycopy(before, 0, at, 0, at.length);
    }

    private void row() {
      for (int i = 0; i < reduces.size(); i++) {
        RowReduce reduce = (RowReduce) key.body().nodes().get(reduces.get(i));
        Combiner combiner = new Combiner(reduce.combiner(), reduce.dtype());
        if (key.column()) {
          pushCell(i);
          code.loadConstant(plan.count())
              .loadConstant(reduce.dtype().byteSize())
              .loadConstant(combiner.identity())
              .invokestatic(MEMORY, "fill", FILL);
        } else {
          code.aload(0)
              .loadConstant(key.stateSlots() + reduces.get(i))
              .loadConstant(combiner.identity())
              .lastore();
        }
      }
      int passes = plan.passes().elements().size();
      if (plan.count() > 0) {
        for (int pass = 0; pass < passes; pass++) {
          int index = pass;
          loops(plan.outerRank(), plan.extents().length - 1, () -> pass(index));
        }
      }
      if (!plan.passes().perRow().isEmpty()) {
        pass(passes);
      }
    }

    private void pushCell(int reduce) {
      code.lload(1 + 2 * buffers.size());
      code.loadConstant(reduce * cellBytes(plan)).ladd();
    }

    private void pass(int index) {
      Form form = forms.get(index);
      int[] addresses = new int[at.length];
      for (int s = 0; s < at.length; s++) {
        addresses[s] = withOuterTerms(s);
      }
      long count = plan.count();
      if (form.laneBytes == 0) {
        call("scalar", index, 0, addresses);
        return;
      }
      long step = (long) (VectorWidth.bits() / 8 / form.laneBytes) * form.unroll;
      long whole = count / step * step;
      if (whole > 0) {
        call("vector", index, 0, addresses);
        code.pop2();
      }
      if (whole < count) {
        call(form.masked ? "masked" : "scalar", index, whole, addresses);
        if (form.masked) {
          code.pop2();
        }
      }
    }

    private void call(String kind, int index, long from, int[] addresses) {
      code.aload(0).loadConstant(from).loadConstant(plan.count());
      for (int address : addresses) {
        code.lload(address);
      }
      if (key.column()) {
        for (int i = 0; i < reduces.size(); i++) {
          pushCell(i);
        }
      }
      code.invokestatic(owner, name + kind + index, passType(!kind.equals("scalar")));
    }

    private int withOuterTerms(int s) {
      int inner = plan.extents().length - 1;
      int address = at[s];
      for (Stream.Term term : plan.streams().get(s).dynamic()) {
        Stream source = plan.streams().get(term.stream());
        if (source.strides()[inner] == 0) {
          int moved = code.allocateLocal(TypeKind.LONG);
          code.lload(address).lload(at[term.stream()]);
          RegionScalar.clipped(code, source.dtype(), term);
          code.ladd().lstore(moved);
          address = moved;
        }
      }
      return address;
    }
  }
}
