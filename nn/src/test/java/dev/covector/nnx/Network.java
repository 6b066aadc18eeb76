package dev.covector.nnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.covector.Tensor;
import dev.covector.functions.Functions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A network with a list, a map, static fields and state. */
final class Network extends Module {
  final List<Linear> layers = new ArrayList<>();
  final Map<String, Module> others;
  final BatchNorm norm;
  final Dropout dropout;
  final String name = "network";

  Network(Rngs rngs) {
    layers.add(new Linear(3, 4, rngs));
    layers.add(new Linear(4, 3, rngs));
    norm = new BatchNorm(4, rngs);
    dropout = new Dropout(0.5, rngs);
    others = Map.of("slope", new PReLU());
  }

  Tensor apply(Tensor x) {
    Tensor y = norm.apply(layers.getFirst().apply(x));
    return layers.getLast().apply(dropout.apply(Functions.relu(y)));
  }

  static void assertClose(Tensor want, Tensor got) {
    assertEquals(want.shape(), got.shape());
    assertArrayEquals(want.toFloatArray(), got.toFloatArray(), 2e-5f);
  }

  static String message(Runnable code) {
    return assertThrows(NnxException.class, code::run).getMessage();
  }
}
