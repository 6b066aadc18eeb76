package dev.covector.nnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Padding;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializers;
import dev.covector.random.Random;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Layers that Flax has in linen only: they compute what those of linen do. */
final class LinenLayersTest {
  private static Tensor normal(int... sizes) {
    return Random.normal(Random.key(7), Shape.of(sizes));
  }

  /** The parameters of a module as those of linen: names without the underscore of Python. */
  private static Map<String, Object> params(Object module) {
    Map<String, Object> renamed = new LinkedHashMap<>();
    Nnx.state(module, Param.class)
        .toPureDict()
        .forEach((name, value) -> renamed.put(name.replaceAll("_$", ""), value));
    return renamed;
  }

  private static void equal(Tensor want, Tensor got) {
    assertEquals(want.shape(), got.shape());
    assertArrayEquals(want.toFloatArray(), got.toFloatArray(), 1e-5f);
  }

  @Test
  void minimalGatedUnits() {
    Tensor x = normal(2, 5, 3);
    for (boolean resets : new boolean[] {true, false}) {
      CellOptions options = new CellOptions().resetGate(resets).biasInit(Initializers.normal(1));
      MGUCell cell = new MGUCell(3, 4, options, new Rngs(0));
      var rnn = new dev.covector.linen.RNN<>(new dev.covector.linen.MGUCell(4).resetGate(resets));
      Tensor want = rnn.apply(Map.of("params", Map.of("cell", params(cell))), x);
      equal(want, new RNN<>(cell).apply(x));
    }
    assertArrayEquals(
        new float[] {1, 1},
        ((Tensor) ((Map<?, ?>) params(new MGUCell(3, 2, new Rngs(0))).get("if")).get("bias"))
            .toFloatArray(),
        "the gate forgets little at first");
  }

  @Test
  void convolutionalMemories() {
    Tensor x = normal(2, 3, 4, 5, 2);
    ConvLSTMCell cell = new ConvLSTMCell(2, 3, new int[] {3, 3}, new Rngs(1));
    var rnn = new dev.covector.linen.RNN<>(new dev.covector.linen.ConvLSTMCell(3, 3, 3));
    Tensor want = rnn.apply(Map.of("params", Map.of("cell", params(cell))), x);
    equal(want, new RNN<>(cell).apply(x));
    assertTrue(
        assertThrows(ShapeException.class, () -> new RNN<>(cell).apply(normal(2, 3, 4)))
            .getMessage()
            .contains("its last axes must be time and 3 of features"));
  }

  @Test
  void localConvolutions() {
    Tensor x = normal(2, 6, 5, 2);
    int[] sizes = {6, 5};
    ConvOptions options = new ConvOptions().strides(2, 1).padding(Padding.VALID).kernelDilation(1);
    ConvLocal conv = new ConvLocal(2, 3, sizes, new int[] {3, 2}, options, new Rngs(2));
    var linen = new dev.covector.linen.ConvLocal(3, 3, 2).strides(2, 1).padding(Padding.VALID);
    equal(linen.apply(Map.of("params", params(conv)), x), conv.apply(x));
    String message =
        assertThrows(ShapeException.class, () -> conv.apply(normal(2, 5, 5, 2))).getMessage();
    assertTrue(message.contains("its spatial axes must have the sizes [6, 5]"), message);
  }

  @Test
  void severalAxesOfExamples() {
    Linear linear = new Linear(3, 4, new Rngs(0));
    BatchApply<Linear> layer = new BatchApply<>(linear, 3);
    Tensor x = normal(2, 5, 1, 3);
    equal(linear.apply(x), layer.apply(x));
    assertEquals(2, Nnx.state(layer, Param.class).size());
    assertTrue(
        assertThrows(ShapeException.class, () -> layer.apply(Numpy.ones(2, 3)))
            .getMessage()
            .contains("the input is f32[2,3]; it must have at least 3 axes"));
  }
}
