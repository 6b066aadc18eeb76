package dev.covector.laws;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.jvp;
import static dev.covector.Covector.vjp;
import static dev.covector.Covector.vmap;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.Axes;
import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.op.Callback;
import dev.covector.op.Collective;
import dev.covector.op.CustomOp;
import dev.covector.op.HigherOrder;
import dev.covector.op.Op;
import dev.covector.op.RandomOp;
import dev.covector.trace.ConcreteTensor;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The contracts of every operation, at sizes 0, 1 and 3. */
class OpTableTest {
  private static final double STEP = 1e-6;
  private static final int EXAMPLES = 3;

  /**
   * Families that hold functions: the nested steps of the laws and the tests of promises are
   * theirs.
   */
  private static final List<Class<?>> ELSEWHERE =
      List.of(HigherOrder.class, Callback.class, Collective.class, CustomOp.class);

  private static void leaves(Class<?> type, Set<Class<?>> found) {
    if (ELSEWHERE.contains(type)) {
      return;
    }
    if (type.isRecord()) {
      found.add(type);
    }
    if (type.isSealed()) {
      Arrays.stream(type.getPermittedSubclasses()).forEach(sub -> leaves(sub, found));
    }
  }

  @Test
  void everyOperationHasARow() {
    Set<Class<?>> all = new LinkedHashSet<>();
    leaves(Op.class, all);
    OpTable.rows().forEach(row -> all.remove(row.op().apply(1).getClass()));
    assertEquals(Set.of(), all);
  }

  @TestFactory
  Stream<DynamicTest> contracts() {
    return OpTable.rows()
        .flatMap(
            row ->
                row.sizes().stream()
                    .map(
                        size ->
                            DynamicTest.dynamicTest(
                                row.op().apply(size) + " at " + size,
                                () ->
                                    Defaults.wide(
                                        () -> {
                                          check(row, size);
                                          return row;
                                        }))));
  }

  private static void check(OpCase row, int size) {
    Op op = row.op().apply(size);
    Fn1<List<Tensor>, List<Tensor>> f = in -> Trace.bind(op, in);
    List<Tensor> in = row.draw(size, 0);
    List<Tensor> out = f.apply(in);
    assertEquals(
        op.outputTypes(in.stream().map(Tensor::type).toList()),
        out.stream().map(Tensor::type).toList());
    requireEqual(out, jit(f).apply(in), 0);
    mapped(row, size, f);
    if (row.derivative() != OpCase.Derivative.NONE) {
      derivatives(row, f, in);
    }
  }

  /** Every set of mapped operands against a loop. */
  private static void mapped(OpCase row, int size, Fn1<List<Tensor>, List<Tensor>> f) {
    int count = row.operands().size();
    List<List<Tensor>> examples = new ArrayList<>();
    for (int e = 0; e < EXAMPLES; e++) {
      examples.add(row.draw(size, e));
    }
    for (int set = 1; set < 1 << count; set++) {
      List<Integer> axes = new ArrayList<>();
      List<Tensor> batch = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        boolean isMapped = (set >> i & 1) == 1;
        axes.add(isMapped ? 0 : null);
        batch.add(isMapped ? stacked(examples, i) : examples.getFirst().get(i));
      }
      List<Tensor> all = vmap(f, Axes.in(axes)).apply(batch);
      for (int e = 0; e < EXAMPLES; e++) {
        List<Tensor> one = new ArrayList<>();
        for (int i = 0; i < count; i++) {
          one.add(examples.get(axes.get(i) == null ? 0 : e).get(i));
        }
        int example = e;
        requireEqual(
            f.apply(one),
            all.stream().<Tensor>map(t -> ((ConcreteTensor) t).example(example)).toList(),
            1e-12);
      }
    }
  }

  private static Tensor stacked(List<List<Tensor>> examples, int operand) {
    return ConcreteTensor.stack(
        examples.stream().map(e -> (ConcreteTensor) e.get(operand).blockUntilReady()).toList());
  }

  private static void derivatives(OpCase row, Fn1<List<Tensor>, List<Tensor>> f, List<Tensor> in) {
    List<Tensor> tangents = directions(in.stream().map(Tensor::type).toList(), 3);
    var forward = jvp(f, in, tangents);
    if (row.derivative() == OpCase.Derivative.SMOOTH) {
      List<Tensor> above = f.apply(along(in, tangents, STEP));
      List<Tensor> below = f.apply(along(in, tangents, -STEP));
      for (int i = 0; i < above.size(); i++) {
        if (above.get(i).dtype().part() == DType.F64) {
          Tensor slope = above.get(i).minus(below.get(i)).times(1 / (2 * STEP));
          requireEqual(List.of(slope), List.of(forward.tangent().get(i)), 1e-5);
        }
      }
    }
    List<Tensor> cotangents = directions(forward.value().stream().map(Tensor::type).toList(), 5);
    List<Tensor> pulled = vjp(f, in).pullback().apply(cotangents);
    double scale = 1 + Math.abs(dot(cotangents, forward.tangent()));
    assertEquals(dot(cotangents, forward.tangent()), dot(pulled, tangents), 1e-6 * scale);
  }

  /** Small numbers for floats and complex numbers, zeros for the rest. */
  private static List<Tensor> directions(List<TensorType> types, int seed) {
    List<Tensor> all = new ArrayList<>();
    for (TensorType type : types) {
      if (type.dtype().isComplex()) {
        TensorType part = type.withDType(type.dtype().part());
        List<Tensor> parts = directions(List.of(part, part), seed);
        all.add(Lax.complex(parts.get(0), parts.get(1)));
        continue;
      }
      if (!type.dtype().isFloating()) {
        all.add(Lax.full(type.shape(), 0, type.dtype().isKey() ? DType.BOOL : type.dtype()));
        continue;
      }
      double[] data = new double[(int) type.shape().size()];
      for (int i = 0; i < data.length; i++) {
        data[i] = Math.sin(seed * (i + 1) + all.size());
      }
      all.add(Lax.reshape(Tensor.of(data, type.dtype()), type.shape()));
    }
    return all;
  }

  private static List<Tensor> along(List<Tensor> in, List<Tensor> tangents, double step) {
    List<Tensor> moved = new ArrayList<>();
    for (int i = 0; i < in.size(); i++) {
      boolean moves = in.get(i).dtype().isInexact();
      moved.add(moves ? in.get(i).plus(tangents.get(i).times(step)) : in.get(i));
    }
    return moved;
  }

  /** The real part of the sum of products, without conjugation, as transposes have it. */
  private static double dot(List<Tensor> a, List<Tensor> b) {
    double sum = 0;
    for (int i = 0; i < a.size(); i++) {
      if (a.get(i).dtype().isComplex()) {
        sum += dot(List.of(Lax.real(a.get(i))), List.of(Lax.real(b.get(i))));
        sum -= dot(List.of(Lax.imag(a.get(i))), List.of(Lax.imag(b.get(i))));
      }
      if (a.get(i).dtype().isFloating()) {
        double[] x = a.get(i).toDoubleArray();
        double[] y = b.get(i).toDoubleArray();
        for (int j = 0; j < x.length; j++) {
          sum += x[j] * y[j];
        }
      }
    }
    return sum;
  }

  private static void requireEqual(List<Tensor> expected, List<Tensor> actual, double tolerance) {
    assertEquals(expected.size(), actual.size());
    for (int i = 0; i < expected.size(); i++) {
      Tensor want = expected.get(i);
      Tensor got = actual.get(i);
      assertEquals(want.type().strong(), got.type().strong(), () -> want + " and " + got);
      if (want.dtype().isKey()) {
        assertArrayEquals(keyWords(want), keyWords(got));
        continue;
      }
      if (want.dtype().isComplex()) {
        List<Tensor> parts = List.of(Lax.real(want), Lax.imag(want));
        requireEqual(parts, List.of(Lax.real(got), Lax.imag(got)), tolerance);
        continue;
      }
      double[] x = want.toDoubleArray();
      double[] y = got.toDoubleArray();
      for (int j = 0; j < x.length; j++) {
        assertEquals(x[j], y[j], tolerance * (1 + Math.abs(x[j])), want + " and " + got);
      }
    }
  }

  private static long[] keyWords(Tensor key) {
    return Trace.bind(new RandomOp.KeyData(), key).toLongArray();
  }
}
