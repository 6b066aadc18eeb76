package dev.covector.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.trace.GraphTrace;
import dev.covector.transform.Library;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

class GraphPrinterTest {
  private static final TensorType F32_3 = TensorType.of(DType.F32, 3);

  private static String print(Function<List<Tensor>, Tensor> function, TensorType... types) {
    return GraphTrace.stage("test", List.of(types), function.andThen(List::of)).graph().toString();
  }

  @Test
  void equationsAndParametersReadAsInJax() {
    assertEquals(
        """
        { lambda ; a:f32[3] b:f32[3]. let
            c:f32[3] = mul a b
            d:f32[3] = gt c c
            e:f32[] = reduce_sum[axes=(0,)] c
          in (e,) }"""
            .replace("d:f32[3] = gt", "d:bool[3] = gt"),
        print(
            in -> {
              Tensor c = Lax.mul(in.get(0), in.get(1));
              Lax.gt(c, c);
              return Lax.reduceSum(c, List.of(0));
            },
            F32_3,
            F32_3));
  }

  @Test
  void literalsHaveValueAndType() {
    assertEquals(
        """
        { lambda ; a:f32[]. let
            b:f32[] = mul a 0.1:f32[]
            c:f32[2,3] = broadcast_in_dim[shape=(2, 3) axes=()] b
          in (c,) }""",
        print(
            in ->
                Lax.broadcast(
                    Lax.mul(in.get(0), Lax.full(Shape.SCALAR, 0.1, DType.F32)), Shape.of(2, 3)),
            TensorType.of(DType.F32)));
  }

  @Test
  void constantsStandBeforeTheSemicolon() {
    Tensor weights = Tensor.of(new float[] {1, 2, 3});
    assertEquals(
        """
        { lambda a:f32[3] ; b:f32[3]. let
            c:f32[3] = add b a
          in (c,) }""",
        print(in -> Lax.add(in.get(0), weights), F32_3));
  }

  @Test
  void callsAreIndented() {
    assertEquals(
        """
        { lambda ; a:f32[3]. let
            b:f32[3] = jit[
              name=double
              jaxpr={ lambda ; c:f32[3]. let
                  d:f32[3] = add c c
                in (d,) }
            ] a
            e:f32[3] = neg b
          in (e,) }""",
        print(
            in ->
                Lax.neg(
                    Library.named(
                        "double",
                        List.of(),
                        x -> Lax.add(x.getFirst(), x.getFirst()),
                        in.getFirst())),
            F32_3));
  }
}
