package dev.covector.reference;

import dev.covector.DType;
import dev.covector.host.CompiledKernel;
import dev.covector.kernel.Decomposition;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/** Factorizations and solutions by textbook algorithms in double precision, rounded once. */
record DecompositionInterpreter(Decomposition kernel) implements CompiledKernel {
  @Override
  public void run(MemorySegment[] buffers) {
    for (long b = 0; b < kernel.batch(); b++) {
      List<double[]> operands = new ArrayList<>();
      for (int i = 0; i < kernel.sources().size(); i++) {
        MemorySegment memory = buffers[kernel.sources().get(i)];
        operands.add(read(memory, b, kernel.sourceSizes().get(i)));
      }
      List<double[]> results = solve(operands);
      for (int i = 0; i < results.size(); i++) {
        boolean counts = kernel instanceof Decomposition.Lu && i > 0;
        MemorySegment memory = buffers[kernel.targets().get(i)];
        write(memory, counts ? DType.I32 : kernel.dtype(), b, results.get(i));
      }
    }
  }

  private List<double[]> solve(List<double[]> in) {
    double[] a = in.getFirst();
    return switch (kernel) {
      case Decomposition.Cholesky c ->
          List.of(Elimination.cholesky(a, size(c.n()), c.symmetrize()));
      case Decomposition.TriangularSolve t ->
          List.of(
              Elimination.triangularSolve(
                  a,
                  in.get(1),
                  size(t.m()),
                  size(t.n()),
                  new Elimination.Side(t.leftSide(), t.lower(), t.transpose(), t.unitDiagonal())));
      case Decomposition.Lu lu -> Elimination.lu(a, size(lu.m()), size(lu.n()));
      case Decomposition.Qr qr -> Reflections.qr(a, size(qr.m()), size(qr.n()), size(qr.columns()));
      case Decomposition.HouseholderProduct p ->
          List.of(Reflections.product(a, size(p.m()), size(p.n()), in.get(1), size(p.n())));
      case Decomposition.Eigh e -> Jacobi.eigh(a, size(e.n()));
      case Decomposition.Svd s -> {
        List<double[]> all =
            Jacobi.svd(a, size(s.m()), size(s.n()), size(s.left()), size(s.right()));
        yield s.vectors().isEmpty() ? all.subList(0, 1) : all;
      }
      case Decomposition.TridiagonalSolve t ->
          List.of(
              Elimination.tridiagonal(
                  a, in.get(1), in.get(2), in.get(3), size(t.n()), size(t.columns())));
    };
  }

  private static int size(long n) {
    return Math.toIntExact(n);
  }

  private double[] read(MemorySegment memory, long problem, long size) {
    double[] values = new double[size(size)];
    for (int i = 0; i < values.length; i++) {
      values[i] = Element.value(Element.read(memory, kernel.dtype(), problem * size + i));
    }
    return values;
  }

  private static void write(MemorySegment memory, DType dtype, long problem, double[] values) {
    for (int i = 0; i < values.length; i++) {
      long element = dtype == DType.I32 ? (long) values[i] : Element.round(dtype, values[i]);
      Element.write(memory, dtype, problem * values.length + i, element);
    }
  }
}
