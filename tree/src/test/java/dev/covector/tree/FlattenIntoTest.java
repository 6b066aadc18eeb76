package dev.covector.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class FlattenIntoTest {
  private record Linear(Object w, Object b) {}

  private static boolean fits(Object expected, Object tree) {
    TreeDef structure = Tree.structure(expected);
    return Tree.flattenInto(tree, structure, new Object[structure.leafCount()], 0);
  }

  @Test
  void copiesTheLeavesFromTheOffset() {
    TreeDef structure = Tree.structure(Map.of("a", new Linear(0, 0), "b", List.of(0)));
    Object[] out = new Object[5];
    assertTrue(
        Tree.flattenInto(
            Map.of("b", new LinkedList<>(List.of(3)), "a", new Linear(1, 2)), structure, out, 1));
    assertArrayEquals(new Object[] {null, 1, 2, 3, null}, out);
  }

  @Test
  void otherStructuresAreRefused() {
    assertFalse(fits(new Linear(1, 2), List.of(1, 2)));
    assertFalse(fits(List.of(1), List.of(1, 2)));
    assertFalse(fits(List.of(1, 2), List.of(1, List.of(2))));
    assertFalse(fits(List.of(List.of(1), 2), List.of(List.of(List.of()), 2)));
    assertFalse(fits(1, List.of()));
    assertFalse(fits(1, null));
    assertFalse(fits(null, 1));
    assertFalse(fits(Optional.of(1), Optional.empty()));
    assertFalse(fits(new Integer[] {1}, new Object[] {1}));
  }

  @Test
  void keysOfMapsAreCompared() {
    assertTrue(fits(Map.of("a", 1), new TreeMap<>(Map.of("a", 2))));
    assertFalse(fits(Map.of("a", 1), Map.of("b", 1)));
    assertFalse(fits(Map.of("a", 1), Map.of()));
    assertFalse(fits(Map.of("a", 1), new TreeMap<>(Map.of(1, 1))));
    assertTrue(fits(Collections.singletonMap("a", null), Collections.singletonMap("a", null)));
    assertFalse(fits(Collections.singletonMap("a", null), Collections.singletonMap("b", null)));
  }

  @Test
  void nullIsTheEmptySubtree() {
    assertTrue(fits(Arrays.asList(1, null), Arrays.asList(2, null)));
    assertTrue(fits(null, null));
  }

  @Test
  void refusedContainerIsPlaced() {
    TreeDef structure = Tree.structure(List.of(1, List.of(2)));
    TreeException e =
        assertThrows(
            TreeException.class,
            () -> Tree.flattenInto(List.of(1, List.of(Set.of(2))), structure, new Object[2], 0));
    assertTrue(e.getMessage().endsWith("(at 1/0)"), e.getMessage());
  }

  @Test
  void leavesMustFit() {
    TreeDef structure = Tree.structure(List.of(1, 2));
    IndexOutOfBoundsException e =
        assertThrows(
            IndexOutOfBoundsException.class,
            () -> Tree.flattenInto(List.of(1, 2), structure, new Object[2], 1));
    assertEquals(IndexOutOfBoundsException.class, e.getClass());
  }
}
