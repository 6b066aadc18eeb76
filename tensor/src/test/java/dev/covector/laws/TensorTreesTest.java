package dev.covector.laws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Covector;
import dev.covector.DTypeException;
import dev.covector.Tensor;
import dev.covector.TransformException;
import dev.covector.lax.Lax;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Maps over trees of tensors, and nulls where a value is needed. */
class TensorTreesTest {
  private record Linear(Tensor w, Tensor b) {}

  @Test
  void theResultHasTheTypeOfTheFirstTree() {
    Linear p = new Linear(Tensor.of(2f), Tensor.of(3f));
    Linear sum = Covector.treeMap((a, b) -> a.plus(b), p, new Linear(Tensor.of(1f), Tensor.of(4f)));
    assertEquals(3f, sum.w().toFloat());
    assertEquals(7f, sum.b().toFloat());
  }

  @Test
  void treesThatDifferAreNamedWithTheUsersLine() {
    Tensor x = Tensor.of(1f);
    String message =
        assertThrows(
                TransformException.class,
                () ->
                    Covector.treeMap(
                        (a, b) -> a.plus(b), Map.of("a", x, "b", x), Map.of("a", x, "c", x)))
            .getMessage();
    assertTrue(message.startsWith("treeMap: "), message);
    assertTrue(message.contains("TensorTreesTest.java:"), message);
  }

  @Test
  void aLeafThatIsNoTensorIsNamed() {
    String message =
        assertThrows(
                TransformException.class, () -> Covector.treeMap(x -> x.times(2), List.of("text")))
            .getMessage();
    assertTrue(message.contains("a leaf is a String; all must be tensors"), message);
  }

  @Test
  void nullIsNoData() {
    String message =
        assertThrows(DTypeException.class, () -> Tensor.of((Object) null)).getMessage();
    assertTrue(message.startsWith("Tensor.of: the data is null"), message);
  }

  @Test
  void aScanBodyMustReturnSomething() {
    Tensor xs = Tensor.of(new float[] {1, 2});
    String message =
        assertThrows(
                TransformException.class,
                () -> Lax.scan((Tensor carry, Tensor x) -> null, Tensor.of(0f), xs))
            .getMessage();
    assertTrue(message.startsWith("scan: the body returned null"), message);
  }
}
