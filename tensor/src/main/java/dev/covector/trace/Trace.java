package dev.covector.trace;

import dev.covector.Tensor;
import dev.covector.TracerException;
import dev.covector.graph.Literal;
import dev.covector.op.JitCall;
import dev.covector.op.Op;
import java.util.List;
import java.util.function.Supplier;

/**
 * What happens when an operation is bound. One trace is current at a time; it handles the tensors
 * that belong to it and hands everything else to its parent. A trace belongs to its thread.
 */
public abstract sealed class Trace permits EvalTrace, GraphTrace, JvpTrace, BatchTrace {
  private static final ScopedValue<Trace> CURRENT = ScopedValue.newInstance();

  private final Thread owner = Thread.currentThread();
  private volatile boolean closed;

  /** The trace that operations are bound to now. */
  public static Trace current() {
    return CURRENT.isBound() ? CURRENT.get() : EvalTrace.INSTANCE;
  }

  /** Whether operations are computed at once. */
  public static boolean isEager() {
    return current() == EvalTrace.INSTANCE;
  }

  /** Binds an operation to the current trace. */
  public static List<Tensor> bind(Op op, List<Tensor> in) {
    return current().process(op, in);
  }

  /** Binds an operation with one result to the current trace. */
  public static Tensor bind(Op op, Tensor... in) {
    return current().process(op, List.of(in)).getFirst();
  }

  /** A scalar that graphs write down as a literal. */
  public static Tensor literal(Literal literal) {
    return ConcreteTensor.literal(literal);
  }

  /** Runs code with this trace as the current one. */
  public final <T> T run(Supplier<T> code) {
    return ScopedValue.where(CURRENT, this).call(code::get);
  }

  /** What the trace is for, in messages. */
  abstract String name();

  /** Handles an operation; operands of other traces are its parent's business. */
  abstract List<Tensor> process(Op op, List<Tensor> in);

  /** What the user calls an operation: an eager library function is a call of a staged one. */
  private static String name(Op op) {
    return op instanceof JitCall call ? call.function() : op.name();
  }

  /** Whether the trace has ended. */
  final boolean isClosed() {
    return closed;
  }

  /** Ends the trace: its tracers must not be used any more. */
  final void close() {
    closed = true;
  }

  /**
   * Checks that a tracer met by the outermost trace that could handle it is alive here.
   *
   * @throws TracerException when its trace has ended, or belongs to another thread
   */
  static void requireAlive(Op op, Tracer tracer) {
    Trace trace = tracer.trace();
    if (trace.owner != Thread.currentThread()) {
      throw new TracerException(
          name(op)
              + ": the operand "
              + tracer.type()
              + " is traced by "
              + trace.name()
              + " on thread '"
              + trace.owner.getName()
              + "', but is used on thread '"
              + Thread.currentThread().getName()
              + "'; a traced value stays on its thread: return it from the function instead");
    }
    if (trace.closed || EvalTrace.INSTANCE == current()) {
      throw new TracerException(
          name(op)
              + ": the operand "
              + tracer.type()
              + " escaped from the function that "
              + trace.name()
              + " traced, for example through a field or a captured variable; return it from the"
              + " function instead");
    }
  }
}
