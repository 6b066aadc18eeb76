package dev.covector.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PrefixTest {
  private record Linear(Object w, Object b) {}

  private static final Linear LINEAR = new Linear(1.0, List.of(2.0, 3.0));

  @Nested
  class Broadcasting {
    @Test
    void oneLeafSpeaksForTheWholeTree() {
      assertEquals(List.of(7, 7, 7), Tree.broadcastPrefix(7, LINEAR));
      assertEquals(List.of(), Tree.broadcastPrefix(7, List.of()));
    }

    @Test
    void eachLeafSpeaksForTheLeavesBelowIt() {
      assertEquals(List.of(0, 0, 0, 1), Tree.broadcastPrefix(List.of(0, 1), List.of(LINEAR, "x")));
      assertEquals(
          List.of(2, 2, 1),
          Tree.broadcastPrefix(Map.of("b", 1, "a", 2), Map.of("a", List.of(8, 9), "b", 7)));
      assertEquals(List.of(0, 1, 1), Tree.broadcastPrefix(new Linear(0, 1), LINEAR));
    }

    @Test
    void mapFromComponentNamesIsAPrefixOfARecord() {
      assertEquals(List.of(0, 1, 1), Tree.broadcastPrefix(Map.of("b", 1, "w", 0), LINEAR));
      Map<String, Object> axes = new HashMap<>();
      axes.put("w", 0);
      axes.put("b", null);
      assertEquals(
          Arrays.asList(0, null, null),
          Tree.broadcastPrefix(axes, Tree.structure(LINEAR), Objects::isNull));
    }

    @Test
    void nullIsALeafOnlyOnDemand() {
      List<Object> prefix = Arrays.asList(0, null);
      assertEquals(
          Arrays.asList(0, null, null),
          Tree.broadcastPrefix(
              prefix, Tree.structure(List.of("x", List.of(1, 2))), Objects::isNull));
      assertEquals(List.of(0), Tree.broadcastPrefix(prefix, Arrays.asList("x", null)));
      assertEquals(
          "Tree.broadcastPrefix: trees differ at 1: expected a List of 2, got null",
          message(prefix, List.of("x", List.of(1, 2))));
    }

    private String message(Object prefix, Object tree) {
      return assertThrows(TreeMismatchException.class, () -> Tree.broadcastPrefix(prefix, tree))
          .getMessage();
    }

    @Test
    void prefixOfAnotherTreeIsRefused() {
      assertEquals(
          "Tree.broadcastPrefix: trees differ at a/b: expected a List of 2, got a List of 3",
          message(Map.of("a", new Linear(0, List.of(1, 2, 3))), Map.of("a", LINEAR)));
      assertEquals(
          "Tree.broadcastPrefix: trees differ at w: expected a leaf, got a List of 1",
          message(Map.of("w", List.of(0), "b", 1), LINEAR));
      assertEquals(
          "Tree.broadcastPrefix: trees differ at the root: expected a Linear, got a Map with keys"
              + " {weights}",
          message(Map.of("weights", 0), LINEAR));
      assertEquals(
          "Tree.broadcastPrefix: trees differ at the root: expected a List of 1, got a Map with"
              + " keys {a}",
          message(Map.of("a", 0), List.of(1)));
    }

    @Test
    void unregisteredContainerInAPrefixIsPlaced() {
      TreeException e =
          assertThrows(
              TreeException.class,
              () -> Tree.broadcastPrefix(List.of(new HashSet<>(Set.of(1))), List.of(1)));
      assertEquals("(at 0)", e.getMessage().substring(e.getMessage().length() - 6));
    }
  }

  @Nested
  class FlattenUpTo {
    @Test
    void subtreesAtTheLeavesAreKept() {
      TreeDef structure = Tree.structure(Map.of("a", 1, "b", new Linear(1, 2)));
      assertEquals(
          List.of(List.of(1), "w", Map.of("k", 2)),
          Tree.flattenUpTo(
              structure, Map.of("b", new Linear("w", Map.of("k", 2)), "a", List.of(1))));
      assertEquals(Collections.singletonList(null), Tree.flattenUpTo(TreeDef.leaf(), null));
      assertEquals(List.of(), Tree.flattenUpTo(Tree.structure(null), null));
    }

    @Test
    void treeThatStopsEarlierIsRefused() {
      TreeDef structure = Tree.structure(List.of(1, LINEAR));
      TreeMismatchException e =
          assertThrows(
              TreeMismatchException.class, () -> Tree.flattenUpTo(structure, List.of(1, 2)));
      assertEquals(
          "Tree.flattenUpTo: trees differ at 1: expected a Linear, got a leaf", e.getMessage());
    }
  }
}
