package dev.covector.host;

import dev.covector.DType;
import dev.covector.backend.DeviceBuffer;
import dev.covector.backend.Executable;
import dev.covector.kernel.Access;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Constant;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Kernel;
import dev.covector.kernel.Loop;
import dev.covector.kernel.Program;
import dev.covector.kernel.ProgramChecker;
import dev.covector.kernel.ScalarFn;
import dev.covector.reference.ReferenceBackend;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayList;
import java.util.List;

/** Makes small programs, and runs them on the reference backend. */
public final class Run {
  private static final ReferenceBackend BACKEND = new ReferenceBackend();
  private final List<Buffer> buffers = new ArrayList<>();
  private final List<Integer> inputs = new ArrayList<>();
  private final List<Integer> outputs = new ArrayList<>();
  private final List<Constant> constants = new ArrayList<>();
  private final List<Kernel> kernels = new ArrayList<>();

  /** A temporary. */
  public int buffer(DType dtype, long elements) {
    buffers.add(new Buffer(dtype, elements));
    return buffers.size() - 1;
  }

  /** An input. */
  public int input(DType dtype, long elements) {
    inputs.add(buffer(dtype, elements));
    return inputs.getLast();
  }

  /** A constant of f32 elements. */
  public int constant(float... values) {
    int b = buffer(DType.F32, values.length);
    constants.add(new Constant(b, MemorySegment.ofArray(values)));
    return b;
  }

  /** Adds a kernel. */
  public Run then(Kernel kernel) {
    kernels.add(kernel);
    return this;
  }

  /** Marks outputs. */
  public Run outputs(int... numbers) {
    for (int n : numbers) {
      outputs.add(n);
    }
    return this;
  }

  /** The program. */
  public Program program() {
    return new Program(buffers, inputs, outputs, constants, kernels);
  }

  /** The executable of the program. */
  public Executable compile() {
    ProgramChecker.check(program());
    return BACKEND.compile(program());
  }

  /** Adds {@code target = fn(a, b)} elementwise over dense buffers of one size. */
  public Run apply(ScalarFn fn, int target, int... operands) {
    DType dtype = buffers.get(operands[operands.length - 1]).dtype();
    long elements = buffers.get(target).elements();
    List<Access> accesses = new ArrayList<>();
    List<Expression.Node> nodes = new ArrayList<>();
    List<Integer> arguments = new ArrayList<>();
    for (int operand : operands) {
      long stride = buffers.get(operand).elements() == 1 && elements > 1 ? 0 : 1;
      DType own = buffers.get(operand).dtype();
      accesses.add(new Access(operand, own, 0, stride));
      nodes.add(new Expression.Load(arguments.size(), own));
      arguments.add(arguments.size());
    }
    nodes.add(
        new Expression.Apply(fn, fn.isPredicate() ? DType.BOOL : dtype, List.copyOf(arguments)));
    return then(loop(target, elements, accesses, nodes));
  }

  /** Adds {@code target = source}. */
  public Run copy(int target, int source) {
    Buffer from = buffers.get(source);
    return then(
        loop(
            target,
            from.elements(),
            List.of(new Access(source, from.dtype(), 0, 1)),
            List.of(new Expression.Load(0, from.dtype()))));
  }

  private Loop loop(int target, long elements, List<Access> accesses, List<Expression.Node> nodes) {
    Access to = new Access(target, buffers.get(target).dtype(), 0, 1);
    return new Loop(
        new long[] {elements},
        0,
        accesses,
        new Expression(nodes),
        List.of(new Loop.Store(to, nodes.size() - 1)));
  }

  /** A buffer of these floats. */
  public static DeviceBuffer of(float... values) {
    DeviceBuffer buffer = BACKEND.allocate(4L * values.length);
    MemorySegment.copy(MemorySegment.ofArray(values), 0, buffer.segment(), 0, 4L * values.length);
    return buffer;
  }

  /** A buffer of these ints. */
  public static DeviceBuffer of(int... values) {
    DeviceBuffer buffer = BACKEND.allocate(4L * values.length);
    MemorySegment.copy(MemorySegment.ofArray(values), 0, buffer.segment(), 0, 4L * values.length);
    return buffer;
  }

  /** A buffer of these bytes. */
  public static DeviceBuffer of(byte... values) {
    DeviceBuffer buffer = BACKEND.allocate(values.length);
    MemorySegment.copy(MemorySegment.ofArray(values), 0, buffer.segment(), 0, values.length);
    return buffer;
  }

  /** The floats in a buffer. */
  public static float[] floats(DeviceBuffer buffer) {
    return buffer.segment().toArray(ValueLayout.JAVA_FLOAT);
  }

  /** The ints in a buffer. */
  public static int[] ints(DeviceBuffer buffer) {
    return buffer.segment().toArray(ValueLayout.JAVA_INT);
  }

  /** Runs the program. */
  public DeviceBuffer[] run(DeviceBuffer... in) {
    return compile().run(in, null);
  }
}
