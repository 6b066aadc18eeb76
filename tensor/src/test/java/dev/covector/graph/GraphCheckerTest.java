package dev.covector.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.TensorType;
import dev.covector.op.Arithmetic;
import dev.covector.op.BinaryArithmetic;
import dev.covector.op.Op;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GraphCheckerTest {
  private final Var x = new Var(TensorType.of(DType.F32, 3));
  private final Var y = new Var(TensorType.of(DType.F32, 3));
  private final Var wrong = new Var(TensorType.of(DType.F32, 4));

  private static Equation equation(Op op, Var output, Atom... inputs) {
    return new Equation(op, List.of(inputs), List.of(output), Optional.empty());
  }

  private void assertRefused(String message, Equation... equations) {
    Graph graph = new Graph(List.of(x), List.of(equations), List.of(y));
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> GraphChecker.check("a pass", graph));
    String first = error.getMessage().lines().findFirst().orElseThrow();
    assertEquals("after a pass: " + message + ", in", first);
  }

  @Test
  void wrongOutputTypesAreNamed() {
    assertRefused(
        "equation 0 (neg) gives [f32[3]], but its outputs are [f32[4]]",
        equation(new Arithmetic.Neg(), wrong, x));
  }

  @Test
  void operandsThatDoNotTypeAreNamed() {
    Var out = new Var(wrong.type());
    Graph graph =
        new Graph(
            List.of(x, wrong),
            List.of(equation(new BinaryArithmetic.Add(), out, x, wrong)),
            List.of());
    IllegalStateException error =
        assertThrows(IllegalStateException.class, () -> GraphChecker.check("a pass", graph));
    assertTrue(error.getMessage().startsWith("after a pass: equation 0 (add) does not type"));
    assertTrue(error.getCause().getMessage().contains("f32[4]"));
  }

  @Test
  void usesBeforeDefinitionsAreNamed() {
    assertRefused(
        "equation 0 (neg) uses a value of type f32[3] that is not defined before",
        equation(new Arithmetic.Neg(), x, y));
    assertRefused("an output uses a value of type f32[3] that is not defined before");
  }

  @Test
  void secondDefinitionsAreNamed() {
    assertRefused(
        "equation 1 (neg) defines a value of type f32[3] again",
        equation(new Arithmetic.Neg(), y, x),
        equation(new Arithmetic.Neg(), y, x));
  }
}
