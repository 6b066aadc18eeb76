package dev.covector.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnflattenTest {
  private record Linear(Double w, int units) {}

  private record Holder(ArrayList<Object> list) {}

  private record Even(Integer value) {
    Even {
      if (value % 2 != 0) {
        throw new IllegalStateException(value + " is odd");
      }
    }
  }

  private record Fussy(Object value) {
    Fussy {
      value = String.class.cast(value);
    }
  }

  private static String message(Object tree, Object... leaves) {
    TreeDef structure = Tree.structure(tree);
    return assertThrows(TreeException.class, () -> Tree.unflatten(structure, Arrays.asList(leaves)))
        .getMessage();
  }

  @Test
  void leavesReturnToTheirPlaces() {
    TreeDef structure = Tree.structure(Map.of("a", new Linear(1.0, 2), "b", List.of(3)));
    assertEquals(
        Map.of("a", new Linear(0.5, 7), "b", List.of("x")),
        Tree.unflatten(structure, List.of(0.5, 7, "x")));
  }

  @Test
  void leavesMayBeNullOrTrees() {
    List<Object> tree = Tree.unflatten(Tree.structure(List.of(1, 2)), Arrays.asList(null, "x"));
    assertEquals(Arrays.asList(null, "x"), tree);
    assertEquals(Map.of("k", 1), Tree.<Object>unflatten(TreeDef.leaf(), List.of(Map.of("k", 1))));
    assertNull(Tree.<Object>unflatten(Tree.structure(null), List.of()));
  }

  @Test
  void listsAreUnmodifiable() {
    List<Object> list = Tree.unflatten(Tree.structure(new ArrayList<>(List.of(1))), List.of(2));
    assertThrows(UnsupportedOperationException.class, () -> list.add(3));
  }

  @Test
  void wrongNumberOfLeaves() {
    assertEquals(
        "Tree.unflatten: expected 2 leaves, got 1, for the structure Linear(w=*, units=*)",
        message(new Linear(1.0, 2), 1.0));
    assertTrue(message(Collections.nCopies(1000, 1)).endsWith("*, *..."));
  }

  @Test
  void componentOfWrongType() {
    String remedy =
        "; declare containers by their interface (List, Map), or flatten and keep the leaves where"
            + " their type changes";
    assertEquals(
        "cannot rebuild Linear: component w is declared Double and would be a String" + remedy,
        message(new Linear(1.0, 2), "x", 2));
    assertEquals(
        "cannot rebuild Linear: component units is declared int and would be null" + remedy,
        message(new Linear(1.0, 2), 1.0, null));
    assertTrue(
        message(new Holder(new ArrayList<>(List.of(1))), 1)
            .startsWith("cannot rebuild Holder: component list is declared ArrayList"));
  }

  @Test
  void elementOfWrongType() {
    assertEquals(
        "cannot rebuild Integer[]: element 1 would be a String; use a List where the type of"
            + " leaves changes",
        message(new Integer[] {1, 2}, 1, "x"));
    Integer[] withNull =
        Tree.unflatten(Tree.structure(new Integer[] {1}), Collections.singletonList(null));
    assertNull(withNull[0]);
  }

  @Test
  void emptyOptionalOutOfAFullOne() {
    assertEquals(
        "cannot rebuild an Optional: its content would be null",
        message(Optional.of(1), (Object) null));
  }

  @Test
  void exceptionsOfConstructorsPassThrough() {
    TreeDef even = Tree.structure(new Even(2));
    assertEquals(
        "3 is odd",
        assertThrows(IllegalStateException.class, () -> Tree.unflatten(even, List.of(3)))
            .getMessage());
    TreeDef fussy = Tree.structure(new Fussy("text"));
    assertSame(
        ClassCastException.class,
        assertThrows(RuntimeException.class, () -> Tree.unflatten(fussy, List.of(3))).getClass());
  }
}
