package dev.covector.kernel;

import dev.covector.DType;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Checks what a backend relies on: every access stays within its buffer over the whole iteration
 * space, dtypes agree, nothing is read before it is written, inputs and constants are not written,
 * and targets meet operands only as the kernels allow.
 *
 * <p>Used in tests, and by the CPU backends when the system property {@code covector.checkPrograms}
 * is {@code true}. A failure is a defect of lowering, not of the user's.
 */
public final class ProgramChecker {
  private final Program program;
  private final Set<Integer> readOnly = new HashSet<>();
  private final Set<Integer> written = new HashSet<>();
  private String where = "program";

  private ProgramChecker(Program program) {
    this.program = program;
  }

  /**
   * Checks a program and those nested in it.
   *
   * @throws IllegalStateException naming the kernel and what is wrong with it
   */
  public static void check(Program program) {
    new ProgramChecker(program).run();
  }

  private void run() {
    for (Buffer buffer : program.buffers()) {
      require(buffer.elements() >= 0 && !buffer.dtype().isPair(), buffer + " is not physical");
    }
    for (int input : program.inputs()) {
      require(readOnly.add(buffer(input)), "%" + input + " is an input twice");
    }
    for (Constant constant : program.constants()) {
      int b = buffer(constant.buffer());
      require(readOnly.add(b), "%" + b + " is a constant and something else");
      require(
          constant.data().byteSize() == program.buffers().get(b).byteSize(),
          "constant %" + b + " has " + constant.data().byteSize() + " bytes");
    }
    written.addAll(readOnly);
    for (int i = 0; i < program.kernels().size(); i++) {
      Kernel kernel = program.kernels().get(i);
      where = "kernel " + i + ": " + kernel;
      check(kernel);
      BufferUse use = BufferUse.of(kernel);
      written.addAll(use.writes());
    }
    where = "outputs";
    for (int output : program.outputs()) {
      requireWritten(output);
    }
  }

  private void check(Kernel kernel) {
    BufferUse use = BufferUse.of(kernel);
    use.reads().forEach(this::requireWritten);
    for (int target : use.writes()) {
      require(!readOnly.contains(buffer(target)), "%" + target + " is an input or constant");
    }
    AccessChecker accesses = new AccessChecker(program.buffers(), this::fail);
    switch (kernel) {
      case Loop loop -> checkLoop(loop, accesses);
      case ArgReduce arg -> {
        accesses.read(arg.extents(), arg.source());
        accesses.write(withoutLast(arg.extents()), arg.target());
        require(arg.target().dtype().isInteger(), "the target is not of integers");
        require(arg.extents()[arg.extents().length - 1] > 0, "the searched dimension is empty");
        requireApart(use);
      }
      case Cumulative scan -> {
        accesses.read(scan.extents(), scan.source());
        accesses.write(scan.extents(), scan.target());
        require(scan.source().dtype() == scan.target().dtype(), "the dtypes differ");
        requireApart(use);
      }
      case Matmul product -> {
        accesses.read(extents(product.batch(), product.m(), product.k()), product.lhs());
        accesses.read(extents(product.batch(), product.k(), product.n()), product.rhs());
        accesses.write(extents(product.batch(), product.m(), product.n()), product.out());
        requireApart(use);
      }
      case Convolution conv -> {
        accesses.read(conv.lhsExtents(), conv.lhs());
        accesses.read(conv.rhsExtents(), conv.rhs());
        accesses.write(conv.outExtents(), conv.out());
        requireApart(use);
      }
      case Scatter scatter -> {
        accesses.read(scatter.extents(), scatter.updates());
        accesses.scatter(scatter.extents(), scatter.target());
        require(scatter.updates().dtype() == scatter.target().dtype(), "the dtypes differ");
        require(
            scatter.updates().buffer() != scatter.target().buffer(), "the target is an operand");
      }
      case Sort sort -> {
        require(sort.sources().size() == sort.targets().size(), "an operand has no target");
        require(sort.keys() >= 1 && sort.keys() <= sort.sources().size(), "the keys are not there");
        sort.sources().forEach(source -> accesses.read(sort.extents(), source));
        require(
            sort.count() >= 0 && sort.count() <= sort.extents()[sort.extents().length - 1],
            "more elements are written than a row has");
        sort.targets().forEach(target -> accesses.write(sort.written(), target));
        requireApart(use);
      }
      case Decomposition d -> {
        checkSizes(d, d.sources(), d.sourceSizes());
        checkSizes(d, d.targets(), d.targetSizes());
        requireApart(use);
      }
      case Fourier transform -> {
        require(
            transform.sources().size() == 2 && transform.targets().size() == 2,
            "a transform has a real and an imaginary part");
        transform.sources().forEach(source -> accesses.read(transform.extents(), source));
        transform.targets().forEach(target -> accesses.write(transform.extents(), target));
        requireApart(use);
      }
      case HostCall _ -> requireApart(use);
      case Control control -> new ControlChecker(program, this::fail).check(control);
    }
  }

  private void checkSizes(Decomposition kernel, List<Integer> buffers, List<Long> sizes) {
    for (int i = 0; i < buffers.size(); i++) {
      Buffer buffer = program.buffers().get(buffer(buffers.get(i)));
      boolean counts = kernel instanceof Decomposition.Lu && sizes.size() == 3 && i > 0;
      require(
          buffer.elements() == kernel.batch() * sizes.get(i)
              && buffer.dtype() == (counts ? DType.I32 : kernel.dtype()),
          buffer + " does not hold " + kernel.batch() + " times " + sizes.get(i));
    }
  }

  private void checkLoop(Loop loop, AccessChecker accesses) {
    require(loop.rowRank() >= 0 && loop.rowRank() <= loop.extents().length, "the row has no room");
    loop.accesses().forEach(access -> accesses.read(loop.extents(), access));
    ExpressionChecker expression = new ExpressionChecker(loop, this::fail);
    expression.check();
    for (Loop.Store store : loop.stores()) {
      require(
          loop.body().nodes().get(store.node()).dtype() == store.target().dtype(),
          store + " changes the dtype");
      accesses.write(
          expression.isStoredOnce(store) ? withoutRow(loop) : loop.extents(), store.target());
      for (Access access : loop.accesses()) {
        require(
            access.buffer() != store.target().buffer() || access.equals(store.target()),
            store + " overwrites what another point reads");
        require(
            access.dynamic().stream()
                .noneMatch(term -> term.index().buffer() == store.target().buffer()),
            store + " overwrites an index");
      }
    }
  }

  private void requireApart(BufferUse use) {
    for (int target : use.writes()) {
      require(!use.reads().contains(target), "%" + target + " is read and written");
    }
  }

  private void requireWritten(int number) {
    require(
        written.contains(buffer(number)) || program.buffers().get(number).elements() == 0,
        "%" + number + " is read before it is written");
  }

  private int buffer(int number) {
    require(number >= 0 && number < program.buffers().size(), "there is no %" + number);
    return number;
  }

  private static long[] extents(long[] batch, long rows, long columns) {
    long[] extents = Arrays.copyOf(batch, batch.length + 2);
    extents[batch.length] = rows;
    extents[batch.length + 1] = columns;
    return extents;
  }

  /** The iteration space with one point per row. */
  private static long[] withoutRow(Loop loop) {
    long[] extents = loop.extents().clone();
    Arrays.fill(extents, extents.length - loop.rowRank(), extents.length, 1);
    return extents;
  }

  private static long[] withoutLast(long[] extents) {
    long[] result = extents.clone();
    result[result.length - 1] = 1;
    return result;
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      fail(problem);
    }
  }

  private void fail(String problem) {
    throw new IllegalStateException(problem + "; in " + where);
  }
}
