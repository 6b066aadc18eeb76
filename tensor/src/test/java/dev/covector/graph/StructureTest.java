package dev.covector.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.lax.Lax;
import dev.covector.op.Cond;
import dev.covector.op.Remat;
import dev.covector.op.Scan;
import dev.covector.trace.GraphTrace;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class StructureTest {
  private static final TensorType TYPE = TensorType.of(DType.F32, 3);

  private static Graph graph(TensorType type, UnaryOperator<Tensor> f) {
    return GraphTrace.stage("test", List.of(type), in -> List.of(f.apply(in.getFirst()))).graph();
  }

  private static Structure of(UnaryOperator<Tensor> f) {
    return Structure.of(new Remat(graph(TYPE, f))).orElseThrow();
  }

  private static Tensor wave(Tensor x) {
    return Lax.sin(x).times(x);
  }

  @Test
  void graphsOfOneFunctionAreEqual() {
    assertEquals(of(StructureTest::wave), of(StructureTest::wave));
    assertEquals(of(StructureTest::wave).hashCode(), of(StructureTest::wave).hashCode());
  }

  @Test
  void whatIsComputedAndOnWhatIsCompared() {
    Structure wave = of(StructureTest::wave);
    assertNotEquals(wave, of(x -> Lax.cos(x).times(x)));
    assertNotEquals(wave, of(x -> Lax.sin(x).times(Lax.sin(x))));
    assertNotEquals(of(x -> x.times(2)), of(x -> x.times(3)));
    assertNotEquals(
        wave,
        Structure.of(new Remat(graph(TensorType.of(DType.F32, 4), StructureTest::wave)))
            .orElseThrow());
  }

  @Test
  void parametersAndNestedGraphsAreCompared() {
    Graph body = graph(TYPE, StructureTest::wave);
    Graph same = graph(TYPE, StructureTest::wave);
    Optional<Structure> scan = Structure.of(new Scan(5, false, body, 0, 1));
    assertEquals(scan, Structure.of(new Scan(5, false, same, 0, 1)));
    assertNotEquals(scan, Structure.of(new Scan(6, false, body, 0, 1)));
    assertNotEquals(scan, Structure.of(new Scan(5, true, body, 0, 1)));
    assertNotEquals(scan, Structure.of(new Scan(5, false, body, 1, 0)));
    Graph other = graph(TYPE, x -> Lax.cos(x).times(x));
    Optional<Structure> cond = Structure.of(new Cond(List.of(body, other)));
    assertEquals(cond, Structure.of(new Cond(List.of(same, other))));
    assertNotEquals(cond, Structure.of(new Cond(List.of(other, same))));
    assertNotEquals(cond, Structure.of(new Cond(List.of(body))));
  }

  @Test
  void constantsAreComparedByIdentityAndLargeOnesAreNotKept() {
    Tensor mine = Tensor.of(new float[] {1, 2, 3});
    Tensor other = Tensor.of(new float[] {1, 2, 3});
    UnaryOperator<Tensor> plusMine = x -> x.plus(mine);
    assertEquals(of(plusMine), of(plusMine));
    assertNotEquals(of(plusMine), of(x -> x.plus(other)));
    Tensor large = Tensor.of(new float[3000]);
    Graph holding = graph(TensorType.of(DType.F32, 3000), x -> x.plus(large));
    assertTrue(Structure.of(new Remat(holding)).isEmpty());
  }
}
