package dev.covector.nnx;

import static dev.covector.nnx.Network.message;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.random.Random;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is said of wrong use. */
final class MessagesTest {
  private static final Tensor X = Random.normal(Random.key(7), 5, 3);

  @Test
  void missingStreamsAreNamed() {
    Rngs rngs = new Rngs(Map.of("params", 0));
    assertTrue(message(() -> new Dropout(0.5, rngs)).contains("dropout needs an rng stream"));
    assertTrue(message(() -> new Dropout(0.5).apply(X)).contains("Dropout needs an rng stream"));
    assertTrue(message(() -> new Rngs(Map.of("params", "x"))).contains("give a seed or a key"));
  }

  @Test
  void inputsOfOtherSizesAreRefused() {
    String text =
        assertThrows(ShapeException.class, () -> new Linear(4, 2, new Rngs(0)).apply(X))
            .getMessage();
    assertTrue(text.contains("Linear: the input is f32[5,3]; its last axis must have 4"), text);
    assertTrue(
        message(() -> new MultiHeadAttention(1, 3, new Rngs(0)).decode(X))
            .contains("call initCache"));
  }
}
