package dev.covector.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.op.Remat;
import dev.covector.op.Scan;
import dev.covector.trace.GraphTrace;
import dev.covector.trace.Trace;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is left of graphs after all passes. */
class PassesTest {
  private static final TensorType X = TensorType.of(DType.F32, 3);
  private static final TensorType N = TensorType.of(DType.I32, 3);

  private static Graph stage(Function<List<Tensor>, List<Tensor>> function, TensorType... types) {
    return GraphTrace.stage("test", List.of(types), function).graph();
  }

  /** The names of the equations that are left. */
  private static String left(Function<List<Tensor>, Tensor> function, TensorType... types) {
    return Passes.run(stage(function.andThen(List::of), types)).equations().stream()
        .map(e -> e.op().name())
        .collect(Collectors.joining(" "));
  }

  private static Tensor like(Tensor x, Number value) {
    return Lax.fullLike(x, value);
  }

  @Test
  void identitiesOfArithmetic() {
    assertEquals("", left(in -> Lax.add(in.get(0), like(in.get(0), 0)), X));
    assertEquals("", left(in -> Lax.mul(like(in.get(0), 1), in.get(0)), X));
    assertEquals("neg", left(in -> Lax.mul(in.get(0), like(in.get(0), -1)), X));
    assertEquals("", left(in -> Lax.neg(Lax.neg(in.get(0))), X));
    assertEquals("mul", left(in -> Lax.pow(in.get(0), like(in.get(0), 2)), X));
    assertEquals("sub", left(in -> Lax.add(in.get(0), Lax.neg(in.get(1))), X, X));
    double infinity = Double.POSITIVE_INFINITY;
    assertEquals("", left(in -> Lax.max(like(in.get(0), -infinity), in.get(0)), X));
    assertEquals("", left(in -> Lax.min(in.get(0), like(in.get(0), infinity)), X));
    assertEquals(
        "broadcast_in_dim max", left(in -> Lax.max(in.get(0), like(in.get(0), infinity)), X));
  }

  @Test
  void productsWithZeroStayForFloatsThatMayBeNan() {
    assertEquals("broadcast_in_dim mul", left(in -> Lax.mul(in.get(0), like(in.get(0), 0)), X));
    assertEquals("broadcast_in_dim", left(in -> Lax.mul(in.get(0), like(in.get(0), 0)), N));
  }

  @Test
  void movementsMeetAndVanish() {
    TensorType matrix = TensorType.of(DType.F32, 2, 3);
    List<Integer> swap = List.of(1, 0);
    assertEquals("", left(in -> Lax.transpose(Lax.transpose(in.get(0), swap), swap), matrix));
    assertEquals(
        "reshape",
        left(in -> Lax.reshape(Lax.reshape(in.get(0), Shape.of(6)), Shape.of(3, 2)), matrix));
    assertEquals("", left(in -> Lax.rev(Lax.rev(in.get(0), List.of(1)), List.of(1)), matrix));
  }

  @Test
  void conversionsThatLoseNothingVanish() {
    assertEquals("", left(in -> Lax.convert(Lax.convert(in.get(0), DType.F64), DType.F32), X));
    assertEquals(
        "convert_element_type convert_element_type",
        left(in -> Lax.convert(Lax.convert(in.get(0), DType.BF16), DType.F32), X));
  }

  @Test
  void numbersAreComputed() {
    assertEquals(
        """
        { lambda ; a:f32[3]. let
            b:f32[3] = broadcast_in_dim[shape=(3,) axes=()] 5.0:f32[]
            c:f32[3] = mul a b
          in (c,) }""",
        Passes.run(
                stage(
                    in ->
                        List.of(
                            Lax.mul(
                                in.get(0),
                                Lax.add(
                                    Lax.mul(like(in.get(0), 2), like(in.get(0), 2)),
                                    like(in.get(0), 1)))),
                    X))
            .toString());
  }

  @Test
  void equalEquationsAreOne() {
    assertEquals("sin add", left(in -> Lax.add(Lax.sin(in.get(0)), Lax.sin(in.get(0))), X));
  }

  @Test
  void checkpointsComputeAgain() {
    Graph body = stage(in -> List.of(Lax.sin(in.get(0))), X);
    assertEquals(
        "sin sin add",
        left(in -> Lax.add(Lax.sin(in.get(0)), Trace.bind(new Remat(body), in).getFirst()), X));
  }

  @Test
  void unusedPartsOfScansAreDropped() {
    Graph body =
        stage(
            in -> {
              Tensor used = in.get(0);
              Tensor unused = in.get(1);
              return List.of(
                  Lax.add(used, in.get(2)), Lax.sin(unused), Lax.cos(unused), Lax.neg(used));
            },
            X,
            X,
            X);
    Graph graph =
        stage(
            in -> {
              List<Tensor> out = Trace.bind(new Scan(4, false, body, 0, 2), in);
              return List.of(out.get(0), out.get(3));
            },
            X,
            X,
            TensorType.of(DType.F32, 4, 3));
    Scan left = (Scan) Passes.run(graph).equations().getFirst().op();
    assertEquals(1, left.carries());
    assertEquals(
        List.of("add", "neg"), left.body().equations().stream().map(e -> e.op().name()).toList());
  }
}
