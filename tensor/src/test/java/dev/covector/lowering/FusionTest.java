package dev.covector.lowering;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.functions.Functions;
import dev.covector.graph.Graph;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Loop;
import dev.covector.kernel.Program;
import dev.covector.kernel.ScalarFn;
import dev.covector.lax.Lax;
import dev.covector.trace.Evaluation;
import dev.covector.trace.GraphTrace;
import dev.covector.transform.Library;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** How many kernels programs have. */
class FusionTest {
  private static TensorType f32(int... sizes) {
    return TensorType.of(DType.F32, sizes);
  }

  private static void assertKernels(
      int expected, Function<List<Tensor>, List<Tensor>> function, TensorType... types) {
    Defaults.onBackend(
        "reference",
        () -> {
          Graph graph = GraphTrace.stage("test", List.of(types), function).graph();
          Program program = Compilation.program(graph);
          Random random = new Random(3);
          List<Tensor> in = Stream.of(types).map(type -> Values.random(type, random)).toList();
          List<Tensor> out = Evaluation.run(graph, in, null);
          List<double[]> plain =
              PlainEvaluation.run(
                  dev.covector.graph.Passes.run(graph), in.stream().map(Values::array).toList());
          for (int i = 0; i < out.size(); i++) {
            assertArrayEquals(plain.get(i), Values.array(out.get(i)), 1e-4, program.toString());
          }
          assertEquals(expected, program.kernels().size(), program.toString());
          return null;
        });
  }

  @Test
  void smallLoopsThatNeedNothingOfEachOtherShareAKernel() {
    Function<List<Tensor>, List<Tensor>> updates =
        in -> in.stream().map(x -> Lax.mul(x, Lax.exp(x))).toList();
    assertKernels(2, updates, f32(3), f32(5), f32(3), f32(3), f32(5));
    assertKernels(2, updates, f32(2000), f32(2000));
  }

  private static Tensor rows(Tensor perRow, Tensor like) {
    return Lax.broadcastInDim(perRow, like.shape(), 0);
  }

  private static Tensor softmax(Tensor x) {
    Tensor e = Lax.exp(Lax.sub(x, rows(Lax.reduceMax(x, List.of(1)), x)));
    return Lax.div(e, rows(Lax.reduceSum(e, List.of(1)), e));
  }

  @Test
  void softmaxAndLogSoftmaxOfTheLibraryAreOneKernelEach() {
    assertKernels(1, in -> List.of(Functions.softmax(in.get(0))), f32(4, 9));
    assertKernels(1, in -> List.of(Functions.logSoftmax(in.get(0))), f32(4, 9));
  }

  @Test
  void softmaxIsOneKernel() {
    assertKernels(1, in -> List.of(softmax(in.get(0))), f32(4, 9));
    assertKernels(
        1,
        in -> List.of(Library.named("softmax", List.of(), x -> softmax(x.getFirst()), in.get(0))),
        f32(4, 9));
  }

  private static Tensor layerNorm(Tensor x, Tensor scale, Tensor bias) {
    Tensor count = Lax.fullLike(Lax.reduceSum(x, List.of(1)), x.shape().dim(1));
    Tensor mean = Lax.div(Lax.reduceSum(x, List.of(1)), count);
    Tensor centered = Lax.sub(x, rows(mean, x));
    Tensor variance = Lax.div(Lax.reduceSum(Lax.square(centered), List.of(1)), count);
    Tensor inverse = Lax.rsqrt(Lax.add(variance, Lax.fullLike(variance, 1e-5)));
    Tensor normal = Lax.mul(centered, rows(inverse, x));
    return Lax.add(
        Lax.mul(normal, Lax.broadcastInDim(scale, x.shape(), 1)),
        Lax.broadcastInDim(bias, x.shape(), 1));
  }

  @Test
  void aProductThatOneSumTakesIsContracted() {
    assertContracted(1, in -> List.of(Lax.add(Lax.mul(in.get(0), in.get(1)), in.get(2))));
    assertContracted(1, in -> List.of(Lax.add(in.get(2), Lax.mul(in.get(0), in.get(1)))));
    assertContracted(1, in -> List.of(Lax.sub(Lax.mul(in.get(0), in.get(1)), in.get(2))));
    assertContracted(1, in -> List.of(Lax.sub(in.get(2), Lax.mul(in.get(0), in.get(1)))));
    assertContracted(
        1, in -> List.of(Lax.sub(Lax.mul(in.get(0), in.get(1)), Lax.mul(in.get(1), in.get(2)))));
  }

  @Test
  void aProductThatIsTakenTwiceOrStoredIsNotContracted() {
    assertContracted(
        0,
        in -> {
          Tensor product = Lax.mul(in.get(0), in.get(1));
          return List.of(Lax.add(product, in.get(2)), product);
        });
    assertContracted(
        0,
        in -> {
          Tensor product = Lax.mul(in.get(0), in.get(1));
          return List.of(Lax.mul(Lax.add(product, in.get(2)), product));
        });
  }

  private static void assertContracted(
      int expected, Function<List<Tensor>, List<Tensor>> function) {
    List<TensorType> types = List.of(f32(5), f32(5), f32(5));
    assertKernels(1, function, types.toArray(TensorType[]::new)); // and their values
    Program program = Compilation.program(GraphTrace.stage("test", types, function).graph());
    long found =
        program.kernels().stream()
            .map(kernel -> (Loop) kernel)
            .flatMap(loop -> loop.body().nodes().stream())
            .filter(n -> n instanceof Expression.Apply a && a.fn() == ScalarFn.FMA)
            .count();
    assertEquals(expected, found, program.toString());
  }

  @Test
  void layerNormIsOneKernel() {
    assertKernels(
        1, in -> List.of(layerNorm(in.get(0), in.get(1), in.get(2))), f32(4, 9), f32(9), f32(9));
  }

  @Test
  void crossEntropyPerExampleIsOneKernel() {
    assertKernels(
        1,
        in -> {
          Tensor x = in.get(0);
          Tensor shifted = Lax.sub(x, rows(Lax.reduceMax(x, List.of(1)), x));
          Tensor sum = Lax.reduceSum(Lax.exp(shifted), List.of(1));
          Tensor logits = Lax.sub(shifted, rows(Lax.log(sum), x));
          Tensor classes = Lax.broadcastedIota(DType.I32, x.shape(), 1);
          Tensor isLabel = Lax.eq(rows(in.get(1), x), classes);
          Tensor picked = Lax.select(isLabel, logits, Lax.fullLike(logits, 0));
          return List.of(Lax.neg(Lax.reduceSum(picked, List.of(1))));
        },
        f32(4, 9),
        TensorType.of(DType.I32, 4));
  }

  @Test
  void chainsAreOneKernel() {
    assertKernels(
        1,
        in -> List.of(Lax.exp(Lax.mul(Lax.sin(in.get(0)), Lax.add(in.get(0), in.get(1))))),
        f32(4, 9),
        f32(4, 9));
  }

  @Test
  void producersAndConsumersJoinTheReduction() {
    assertKernels(
        1,
        in -> List.of(Lax.sqrt(Lax.reduceSum(Lax.square(Lax.exp(in.get(0))), List.of(0, 1)))),
        f32(4, 9));
  }

  @Test
  void resultsOverTheSameSpaceAreOneKernel() {
    assertKernels(
        1,
        in -> {
          Tensor e = Lax.exp(in.get(0));
          return List.of(Lax.neg(e), e, Lax.sin(e));
        },
        f32(5));
    assertKernels(
        1,
        in ->
            List.of(
                Lax.reduceSum(in.get(0), List.of(1)),
                Lax.reduceSum(Lax.square(in.get(0)), List.of(1))),
        f32(4, 9));
  }

  @Test
  void expensiveValuesAreNotRepeated() {
    assertKernels(
        2,
        in -> List.of(Lax.mul(rows(Lax.exp(in.get(0)), in.get(1)), in.get(1))),
        f32(4),
        f32(4, 9));
    assertKernels(
        1,
        in -> List.of(Lax.mul(rows(Lax.neg(in.get(0)), in.get(1)), in.get(1))),
        f32(4),
        f32(4, 9));
  }

  @Test
  void reshapesDoNotSeparateLoops() {
    assertKernels(
        1,
        in -> {
          Tensor e = Lax.exp(Lax.transpose(in.get(0), List.of(1, 0)));
          return List.of(Lax.neg(Lax.reshape(e, Shape.of(3, 3, 4))));
        },
        f32(4, 9));
  }

  @Test
  void producersWriteTheirPartOfAConcatenation() {
    assertKernels(
        2,
        in -> List.of(Lax.concatenate(List.of(Lax.exp(in.get(0)), Lax.sin(in.get(1))), 0)),
        f32(4, 9),
        f32(2, 9));
  }

  @Test
  void longChainsAreCut() {
    assertKernels(
        4,
        in -> {
          Tensor x = in.get(0);
          for (int i = 0; i < 200; i++) {
            x = Lax.sin(x);
          }
          return List.of(x);
        },
        f32(3));
  }

  @Test
  void columnReductionsAreNotMixedWithElements() {
    assertKernels(
        2,
        in -> {
          Tensor sum = Lax.reduceSum(in.get(0), List.of(0));
          return List.of(Lax.div(in.get(0), Lax.broadcastInDim(sum, in.get(0).shape(), 1)));
        },
        f32(4, 9));
  }

  @Test
  void rowsWithoutTheirReductionStillComputeTheirValues() {
    assertKernels(
        3,
        in -> {
          Tensor x = in.get(0);
          Tensor perRow = Lax.exp(Lax.exp(Lax.reduceSum(x, List.of(1))));
          Tensor y = Lax.mul(x, rows(perRow, x));
          for (int i = 0; i < 57; i++) { // no room is left for the reduction
            y = Lax.sin(y);
          }
          return List.of(y, perRow);
        },
        f32(4, 9));
  }
}
