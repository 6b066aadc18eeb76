package dev.covector.lowering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Graph;
import dev.covector.lax.Lax;
import dev.covector.op.DotGeneral;
import dev.covector.op.RandomOp;
import dev.covector.trace.Evaluation;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.Trace;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Programs against the evaluation of their graphs by definition. */
class LoweringTest {

  private record Case(
      String name, Function<List<Tensor>, List<Tensor>> function, TensorType... types) {
    static Case of(String name, Function<List<Tensor>, Tensor> function, TensorType... types) {
      return new Case(name, function.andThen(List::of), types);
    }
  }

  private static TensorType f32(int... sizes) {
    return TensorType.of(DType.F32, sizes);
  }

  private static final List<Case> CASES =
      List.of(
          Case.of("add", in -> Lax.add(in.get(0), in.get(1)), f32(2, 3), f32(2, 3)),
          Case.of("exp of a scalar", in -> Lax.exp(in.get(0)), f32()),
          Case.of("exp of nothing", in -> Lax.exp(in.get(0)), f32(0, 3)),
          Case.of(
              "select",
              in -> Lax.select(in.get(0), in.get(1), in.get(2)),
              TensorType.of(DType.BOOL, 4),
              f32(4),
              f32(4)),
          Case.of("convert", in -> Lax.convert(in.get(0), DType.F64), TensorType.of(DType.I32, 3)),
          Case.of("iota", in -> Lax.broadcastedIota(DType.I32, Shape.of(2, 3, 4), 1)),
          Case.of(
              "iota seen through a reshape",
              in ->
                  Lax.neg(
                      Lax.reshape(Lax.broadcastedIota(DType.F32, Shape.of(6), 0), Shape.of(2, 3)))),
          Case.of("transpose", in -> Lax.transpose(in.get(0), List.of(2, 0, 1)), f32(2, 3, 4)),
          Case.of(
              "reshape of a transpose",
              in -> Lax.reshape(Lax.transpose(in.get(0), List.of(1, 0)), Shape.of(6)),
              f32(2, 3)),
          Case.of(
              "sum of a reshape that does not divide",
              in -> Lax.add(Lax.reshape(Lax.exp(in.get(0)), Shape.of(3, 2)), in.get(1)),
              f32(2, 3),
              f32(3, 2)),
          Case.of(
              "product with a split reshape",
              in -> Lax.mul(Lax.reshape(Lax.exp(in.get(0)), Shape.of(24)), in.get(1)),
              f32(2, 3, 4),
              f32(24)),
          Case.of(
              "slice of a reverse",
              in ->
                  Lax.slice(
                      Lax.rev(in.get(0), List.of(0, 1)),
                      List.of(1, 0),
                      List.of(4, 5),
                      List.of(2, 3)),
              f32(4, 5)),
          Case.of(
              "broadcast",
              in -> Lax.exp(Lax.broadcastInDim(in.get(0), Shape.of(4, 2, 3), 1, 2)),
              f32(2, 1)),
          Case.of(
              "concatenate",
              in -> Lax.concatenate(List.of(in.get(0), Lax.exp(in.get(1)), in.get(0)), 1),
              f32(2, 3),
              f32(2, 1)),
          Case.of(
              "concatenate with nothing",
              in -> Lax.concatenate(List.of(in.get(0), in.get(1)), 0),
              f32(0, 3),
              f32(2, 3)),
          pad(List.of(1, 0), List.of(0, 2), List.of(0, 0)),
          pad(List.of(-1, 2), List.of(3, -1), List.of(0, 0)),
          pad(List.of(1, -2), List.of(1, -3), List.of(2, 1)),
          pad(List.of(0, -5), List.of(0, 2), List.of(0, 0)),
          reduce("sum of all", List.of(0, 1, 2)),
          reduce("sum of the last", List.of(2)),
          reduce("sum of the first", List.of(0)),
          reduce("sum of outer ones", List.of(0, 2)),
          Case.of("max of rows", in -> Lax.reduceMax(in.get(0), List.of(1)), f32(3, 5)),
          Case.of("sum of nothing", in -> Lax.reduceSum(in.get(0), List.of(1)), f32(3, 0)),
          Case.of(
              "prod of axes of one", in -> Lax.reduceProd(in.get(0), List.of(0, 2)), f32(1, 3, 1)),
          dot("matrices", List.of(1), List.of(0), List.of(), List.of(), f32(3, 4), f32(4, 5)),
          dot("transposed", List.of(0), List.of(1), List.of(), List.of(), f32(4, 3), f32(5, 4)),
          dot("vectors", List.of(0), List.of(0), List.of(), List.of(), f32(4), f32(4)),
          dot("outer", List.of(), List.of(), List.of(), List.of(), f32(2, 3), f32(4)),
          dot("empty", List.of(1), List.of(0), List.of(), List.of(), f32(3, 0), f32(0, 2)),
          dot("matrix vector", List.of(1), List.of(0), List.of(), List.of(), f32(3, 4), f32(4)),
          dot(
              "batches behind",
              List.of(0, 2),
              List.of(3, 1),
              List.of(1),
              List.of(2),
              f32(3, 2, 4, 5),
              f32(6, 4, 2, 3)),
          dot(
              "rows of batches",
              List.of(2),
              List.of(2),
              List.of(0),
              List.of(0),
              f32(2, 3, 4),
              f32(2, 1, 4)),
          Case.of(
              "dot of a merged transpose",
              in ->
                  Trace.bind(
                      new DotGeneral(List.of(2), List.of(1), List.of(0), List.of(0)),
                      Lax.reshape(Lax.transpose(in.get(0), List.of(0, 2, 1, 3)), Shape.of(6, 4, 5)),
                      in.get(1)),
              f32(2, 4, 3, 5),
              f32(6, 5)),
          new Case(
              "softmax",
              in -> {
                Tensor x = in.get(0);
                Tensor max = Lax.broadcastInDim(Lax.reduceMax(x, List.of(1)), x.shape(), 0);
                Tensor e = Lax.exp(Lax.sub(x, max));
                Tensor sum = Lax.broadcastInDim(Lax.reduceSum(e, List.of(1)), x.shape(), 0);
                return List.of(Lax.div(e, sum));
              },
              f32(3, 7)),
          new Case(
              "inputs and numbers as outputs",
              in -> List.of(in.get(0), Lax.full(Shape.of(2), 3, DType.I32), in.get(0)),
              f32(3)));

  private static Case pad(List<Integer> low, List<Integer> high, List<Integer> interior) {
    return Case.of(
        "pad " + low + high + interior,
        in -> Lax.pad(Lax.exp(in.get(0)), in.get(1), low, high, interior),
        f32(3, 4),
        f32());
  }

  private static Case reduce(String name, List<Integer> axes) {
    return Case.of(name, in -> Lax.reduceSum(in.get(0), axes), f32(2, 3, 4));
  }

  private static Case dot(
      String name,
      List<Integer> lhs,
      List<Integer> rhs,
      List<Integer> lhsBatch,
      List<Integer> rhsBatch,
      TensorType left,
      TensorType right) {
    return Case.of(
        "dot of " + name,
        in -> Trace.bind(new DotGeneral(lhs, rhs, lhsBatch, rhsBatch), in.get(0), in.get(1)),
        left,
        right);
  }

  @TestFactory
  Stream<DynamicTest> programAgreesWithDefinition() {
    return CASES.stream().map(c -> DynamicTest.dynamicTest(c.name, () -> check(c)));
  }

  private static void check(Case c) {
    Defaults.onBackend(
        "reference",
        () -> {
          Random random = new Random(7);
          Graph graph = GraphTrace.stage(c.name, List.of(c.types), c.function).graph();
          List<Tensor> in = Stream.of(c.types).map(type -> Values.random(type, random)).toList();
          List<Tensor> out = Evaluation.run(graph, in, null);
          List<double[]> expected =
              PlainEvaluation.run(graph, in.stream().map(Values::array).toList());
          for (int i = 0; i < out.size(); i++) {
            assertArrayEquals(expected.get(i), Values.array(out.get(i)), 1e-4, graph.toString());
          }
          return null;
        });
  }

  @Test
  void keysAreSplitAndJoinedWithoutKernels() {
    Function<List<Tensor>, List<Tensor>> function =
        in -> {
          Tensor key = Trace.bind(new RandomOp.WrapKey(DType.KEY), in.get(0));
          Tensor back = Trace.bind(new RandomOp.KeyData(), key);
          return List.of(key, Lax.transpose(back, List.of(1, 0)));
        };
    TensorType type = TensorType.of(DType.U32, 3, 2);
    Graph graph = GraphTrace.stage("keys", List.of(type), function).graph();
    assertEquals(1, Compilation.program(graph).kernels().size());
  }

  /** The vectors of the authors' reference implementation (kat_vectors of Random123). */
  @Test
  void threefryGivesThePublishedWords() {
    TensorType u32 = TensorType.of(DType.U32, 1);
    assertThreefry(u32, new long[] {0, 0, 0, 0}, 0x6b200159L, 0x99ba4efeL);
    assertThreefry(
        u32,
        new long[] {0x13198a2eL, 0x03707344L, 0x243f6a88L, 0x85a308d3L},
        0xc4923a9cL,
        0x483df7a0L);
  }

  private static void assertThreefry(TensorType type, long[] words, long first, long second) {
    Defaults.onBackend(
        "reference",
        () -> {
          Tensor[] in = new Tensor[4];
          for (int i = 0; i < 4; i++) {
            in[i] = Values.tensor(type, words[i]);
          }
          List<Tensor> out = Trace.bind(new RandomOp.Threefry2x32(), List.of(in));
          assertEquals(first, (long) Values.array(out.get(0))[0]);
          assertEquals(second, (long) Values.array(out.get(1))[0]);
          return null;
        });
  }
}
