package dev.covector.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import kotlin.Metadata;
import kotlin.Pair;
import org.junit.jupiter.api.Test;

class KotlinDataClassTest {
  /** As from {@code data class Dense(private val kernel: Any, internal val units: Int)}. */
  @Metadata
  static final class Dense {
    static final String COMPANION = "no property";
    private final Object kernel;
    private final int units;
    private final String derived = "not in the constructor";

    private Dense(Object kernel, int units) {
      this.kernel = kernel;
      this.units = units;
    }

    private Object component1() {
      return kernel;
    }

    int component2$nn_main() {
      return units;
    }

    static Dense copy$default(Dense self, Object kernel, int units, int mask, Object marker) {
      return new Dense(kernel, self.units + units + mask);
    }

    String describe() {
      return component1() + "x" + component2$nn_main() + (derived.isEmpty() ? "?" : "");
    }
  }

  /** Destructures, but is no data class. */
  @Metadata
  static final class Point {
    int component1() {
      return 1;
    }
  }

  /** Properties are stored under other types than the component methods return. */
  @Metadata
  static final class Widened {
    private final Integer held;

    Widened(Number held) {
      this.held = held.intValue();
    }

    Number component1() {
      return held;
    }

    static Widened copy$default(Widened self, Number held, int mask, Object marker) {
      return new Widened(mask == 0 ? held : self.held);
    }
  }

  @Test
  void pairIsTakenApartAndRebuilt() {
    Pair pair = new Pair(1, List.of(2, 3));
    assertEquals("Pair(first=*, second=[*, *])", Tree.structure(pair).toString());
    Pair doubled = Tree.map((Integer x) -> 2 * x, pair);
    assertEquals(2, doubled.component1());
    assertEquals(List.of(4, 6), doubled.component2());
  }

  @Test
  void privateAndInternalPropertiesAreComponents() {
    Dense dense = new Dense("k", 3);
    assertEquals("Dense(kernel=*, units=*)", Tree.structure(dense).toString());
    assertEquals(List.of("k", 3), Tree.leaves(dense));
    assertEquals("q", Dense.copy$default(dense, "q", 0, 0, "").kernel);
    Dense rebuilt = Tree.unflatten(Tree.structure(dense), List.of("m", 4));
    assertEquals("mx4", rebuilt.describe());
  }

  @Test
  void classWithComponentMethodsButNoCopyIsALeaf() {
    assertTrue(Tree.structure(new Point()).isLeaf());
    assertEquals(1, new Point().component1());
  }

  @Test
  void componentsWithoutMatchingFieldsAreNamedAsTheirMethods() {
    assertEquals("Widened(component1=*)", Tree.structure(new Widened(1)).toString());
  }

  @Test
  void componentOfWrongTypeIsNamed() {
    TreeDef structure = Tree.structure(new Dense("k", 3));
    TreeException e =
        assertThrows(TreeException.class, () -> Tree.unflatten(structure, List.of("k", "three")));
    assertEquals(
        "cannot rebuild Dense: component units is declared int and would be a String; declare"
            + " containers by their interface (List, Map), or flatten and keep the leaves where"
            + " their type changes",
        e.getMessage());
  }
}
