package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.Bitcast;
import dev.covector.kernel.Expression.Constant;
import dev.covector.kernel.Expression.Convert;
import dev.covector.kernel.Expression.Index;
import dev.covector.kernel.Expression.Load;
import dev.covector.kernel.Expression.RowReduce;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.TypeKind;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The local variables of a pass under emission: addresses, steps, terms and scalar values. */
final class PassFrame {
  /** The local variable of the first element's position. */
  static final int FROM = 1;

  private static final ClassDesc MEMORY = Memory.class.describeConstable().orElseThrow();
  private static final ClassDesc SEGMENT = MemorySegment.class.describeConstable().orElseThrow();
  private static final ClassDesc VALUE_LAYOUT = ValueLayout.class.describeConstable().orElseThrow();
  private static final ClassDesc CONVERSIONS = Conversions.class.describeConstable().orElseThrow();

  private final CodeBuilder code;
  private final PassShape shape;
  private final LoopKey key;
  private final boolean perRow;
  private final boolean copiesMath;
  private final @Nullable DirectArguments direct;
  private int[] addresses;
  private final int[] steps;
  private final int[] terms;
  private final int[] cells;
  private final int[] scalars;

  /** A pass that takes its arguments from an array. */
  PassFrame(CodeBuilder code, PassShape shape, boolean perRow, boolean copiesMath) {
    this(code, shape, perRow, copiesMath, null);
  }

  /** A pass whose addresses are parameters and whose steps are constants. */
  PassFrame(
      CodeBuilder code,
      PassShape shape,
      boolean perRow,
      boolean copiesMath,
      @Nullable DirectArguments direct) {
    this.code = code;
    this.direct = direct;
    this.shape = shape;
    this.key = shape.key();
    this.perRow = perRow;
    this.copiesMath = copiesMath;
    int nodes = key.body().nodes().size();
    this.addresses = new int[key.streams().size()];
    this.steps = new int[key.streams().size()];
    this.terms = new int[2 * key.innerTerms()];
    this.cells = new int[nodes];
    this.scalars = new int[nodes];
  }

  CodeBuilder code() {
    return code;
  }

  LoopKey key() {
    return key;
  }

  /** The nodes and what becomes of them. */
  PassShape shape() {
    return shape;
  }

  /** Whether this is the pass of per-row stores outside the loop. */
  boolean isPerRow() {
    return perRow;
  }

  /** Whether mathematical functions are copied into the code, not called. */
  boolean copiesMath() {
    return copiesMath;
  }

  int scalar(int position) {
    return scalars[position];
  }

  void setScalar(int position, int slot) {
    scalars[position] = slot;
  }

  /** Brings the addresses, steps and terms that the pass needs into local variables. */
  void loadArguments() {
    boolean[] used = new boolean[addresses.length];
    List<Integer> all = new ArrayList<>(shape.invariants());
    all.addAll(shape.variants());
    for (int position : all) {
      if (shape.reloaded(position) >= 0) {
        use(shape.reloaded(position), used);
        continue;
      }
      switch (shape.node(position)) {
        case Load load -> use(load.access(), used);
        case Index index -> use(key.iotas().get(index.dimension()), used);
        case RowReduce reduce when key.column() -> cells[position] = argument(state(position));
        case RowReduce reduce -> {}
        case Constant constant -> {}
        case Apply apply -> {}
        case Convert convert -> {}
        case Bitcast bitcast -> {}
      }
    }
    shape.pass().stores().forEach(s -> use(s.stream(), used));
    if (key.column()) {
      shape.pass().reduces().forEach(r -> cells[r] = argument(state(r)));
    }
  }

  private void use(int stream, boolean[] used) {
    if (used[stream]) {
      return;
    }
    used[stream] = true;
    LoopKey.Operand operand = key.streams().get(stream);
    addresses[stream] = argument(stream);
    if (operand.layout() == LayoutClass.STRIDED) {
      steps[stream] = argument(key.stepSlots() + stream);
    }
    for (int t = 0; t < operand.dynamic().size(); t++) {
      int term = 2 * (operand.firstTerm() + t);
      terms[term] = argument(key.termSlots() + term);
      terms[term + 1] = argument(key.termSlots() + term + 1);
      use(operand.dynamic().get(t), used);
    }
  }

  private int argument(int slot) {
    if (direct != null) {
      return direct.local(code, slot);
    }
    int local = code.allocateLocal(TypeKind.LONG);
    code.aload(0).loadConstant(slot).laload().lstore(local);
    return local;
  }

  /** The addresses of further runs of columns, by run; {@link #select} chooses. */
  int[][] runs(int count) {
    int[][] runs = new int[count][];
    runs[0] = addresses;
    for (int run = 1; run < count; run++) {
      runs[run] = new int[addresses.length];
      for (int s = 0; s < addresses.length; s++) {
        if (addresses[s] != 0) {
          int local = code.allocateLocal(TypeKind.LONG);
          code.lload(runs[run - 1][s]).aload(0).loadConstant(key.acrossSlots() + s).laload();
          code.ladd().lstore(local);
          runs[run][s] = local;
        }
      }
    }
    return runs;
  }

  /** The steps of the addresses in use from one run to the next, by stream. */
  int[] loadAcross() {
    int[] across = new int[addresses.length];
    for (int s = 0; s < addresses.length; s++) {
      if (addresses[s] != 0) {
        across[s] = argument(key.acrossSlots() + s);
      }
    }
    return across;
  }

  /** Moves the addresses to the next run by steps of {@link #loadAcross}. */
  void advance(int[] across) {
    for (int s = 0; s < addresses.length; s++) {
      if (addresses[s] != 0) {
        code.lload(addresses[s]).lload(across[s]).ladd().lstore(addresses[s]);
      }
    }
  }

  /** Makes addresses of {@link #runs} those that count. */
  void select(int[] run) {
    addresses = run;
  }

  private int state(int position) {
    return key.stateSlots() + position;
  }

  /** Pushes the argument array and the slot of a reduction's value. */
  void pushState(int position) {
    code.aload(0).loadConstant(state(position));
  }

  /** Pushes the address of a column's cell of a reduction. */
  void pushCell(int position) {
    code.lload(cells[position]);
    pushScaled(shape.node(position).dtype().byteSize());
    code.ladd();
  }

  /** Pushes the element of a stream. */
  void pushElement(int stream, DType dtype) {
    int register = direct == null ? -1 : direct.register(stream);
    if (register >= 0) {
      code.loadLocal(ScalarKind.of(dtype).type(), register);
      return;
    }
    if (isWord(dtype)) {
      pushWord(stream, dtype);
      return;
    }
    pushAddress(stream);
    access("get", dtype);
  }

  private static boolean isWord(DType dtype) {
    return switch (dtype) {
      case I32, U32, I64, U64, F32, F64 -> true;
      case BOOL, I8, I16, U8, U16, F16, BF16, C64, C128, KEY, KEY_ORIGINAL -> false;
    };
  }

  /**
   * What the getter of {@link Memory} does. C2 has seen no call before the loop of a vector method
   * when it compiles it, and leaves the getter out; the loop's counters and addresses then lie on
   * the stack, as registers do not survive a call: an outer sum took 1.1 ms instead of 0.7.
   */
  private void pushWord(int stream, DType dtype) {
    ClassDesc value = ScalarKind.of(dtype).descriptor();
    String name = accessor(dtype, true);
    ClassDesc layout =
        VALUE_LAYOUT.nested(
            switch (name) {
              case "I32" -> "OfInt";
              case "I64" -> "OfLong";
              case "F32" -> "OfFloat";
              default -> "OfDouble";
            });
    String constant =
        switch (name) {
          case "I32" -> "JAVA_INT_UNALIGNED";
          case "I64" -> "JAVA_LONG_UNALIGNED";
          case "F32" -> "JAVA_FLOAT_UNALIGNED";
          default -> "JAVA_DOUBLE_UNALIGNED";
        };
    code.getstatic(MEMORY, "ALL", SEGMENT).getstatic(VALUE_LAYOUT, constant, layout);
    pushAddress(stream);
    code.invokeinterface(SEGMENT, "get", MethodTypeDesc.of(value, layout, ConstantDescs.CD_long));
  }

  /** Pushes the address (or index) of a stream at the current element. */
  void pushAddress(int stream) {
    LoopKey.Operand operand = key.streams().get(stream);
    code.lload(addresses[stream]);
    switch (operand.layout()) {
      case BROADCAST -> {}
      case CONTIGUOUS -> {
        pushScaled(operand.role() == Stream.Role.IOTA ? 1 : operand.dtype().byteSize());
        code.ladd();
      }
      case STRIDED -> code.lload(FROM).lload(steps[stream]).lmul().ladd();
    }
    for (int t = 0; t < operand.dynamic().size(); t++) {
      int term = 2 * (operand.firstTerm() + t);
      int source = operand.dynamic().get(t);
      DType dtype = key.streams().get(source).dtype();
      pushAddress(source);
      access("get", dtype);
      new ScalarConversions(code).convert(dtype, DType.I64);
      code.lload(terms[term + 1])
          .invokestatic(CONVERSIONS, "clip", ScalarOps.type(ScalarKind.LONG, ScalarKind.LONG, 2))
          .lload(terms[term])
          .lmul()
          .ladd();
    }
  }

  private void pushScaled(int size) {
    code.lload(FROM);
    if (size > 1) {
      code.loadConstant(Integer.numberOfTrailingZeros(size)).lshl();
    }
  }

  /** Calls a getter (address on the stack) or a putter (address and value) of {@link Memory}. */
  void access(String verb, DType dtype) {
    ClassDesc value = ScalarKind.of(dtype).descriptor();
    boolean get = verb.equals("get");
    code.invokestatic(
        MEMORY,
        verb + accessor(dtype, get),
        get
            ? MethodTypeDesc.of(value, ConstantDescs.CD_long)
            : MethodTypeDesc.of(ConstantDescs.CD_void, ConstantDescs.CD_long, value));
  }

  /** Writing needs no signedness, and neither does reading whole words. */
  static String accessor(DType dtype, boolean get) {
    return switch (dtype) {
      case BOOL -> get ? "Bool" : "I8";
      case U8 -> get ? "U8" : "I8";
      case U16 -> get ? "U16" : "I16";
      case U32 -> "I32";
      case U64 -> "I64";
      case I8, I16, I32, I64, F16, BF16, F32, F64, C64, C128, KEY, KEY_ORIGINAL -> dtype.name();
    };
  }
}
