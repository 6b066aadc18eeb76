package dev.covector.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class FlattenTest {
  private record Linear(Object w, Object b) {}

  private record Config(int width, double rate, String name) {}

  private record Nothing() {}

  private record Position(int row) implements Leaf {}

  private enum Mode {
    TRAIN
  }

  private static void assertTree(Object tree, String structure, Object... leaves) {
    assertEquals(structure, Tree.structure(tree).toString());
    assertEquals(Arrays.asList(leaves), Tree.leaves(tree));
    assertEquals(leaves.length, Tree.structure(tree).leafCount());
  }

  @Nested
  class Containers {
    @Test
    void recordsAreVisitedInDeclarationOrder() {
      assertTree(new Linear("w", "b"), "Linear(w=*, b=*)", "w", "b");
      assertTree(new Config(3, 0.5, "n"), "Config(width=*, rate=*, name=*)", 3, 0.5, "n");
    }

    @Test
    void recordsThatAreCollectionsAreTakenApartAsRecords() {
      record Batch(Object items) implements Iterable<Object> {
        @Override
        public Iterator<Object> iterator() {
          return List.of(items).iterator();
        }
      }
      assertTree(new Batch(1), "Batch(items=*)", 1);
    }

    @Test
    void recordsWithinMethodsAreContainers() {
      record Local(int a) {}
      assertTree(new Local(1), "Local(a=*)", 1);
    }

    @Test
    void listsOfAnyKindAreVisitedInOrder() {
      assertTree(List.of(1, List.of(2, 3)), "[*, [*, *]]", 1, 2, 3);
      assertTree(new LinkedList<>(List.of(1, 2)), "[*, *]", 1, 2);
    }

    @Test
    void mapsAreVisitedInSortedKeyOrder() {
      Map<String, Object> map = new LinkedHashMap<>();
      map.put("w", 1);
      map.put("b", 2);
      map.put("a", List.of(3));
      assertTree(map, "{a: [*], b: *, w: *}", 3, 2, 1);
      assertTree(Map.of(10, "x", 9, "y"), "{9: *, 10: *}", "y", "x");
    }

    @Test
    void arraysOfReferencesAreContainersAndOthersAreLeaves() {
      float[] row = {1, 2};
      assertTree(new Integer[] {1, 2}, "Integer[]{*, *}", 1, 2);
      assertTree(new float[][] {row}, "float[][]{*}", (Object) row);
      assertTree(row, "*", (Object) row);
    }

    @Test
    void optionalsHoldNoneOrOne() {
      assertTree(Optional.of(List.of(1)), "Optional([*])", 1);
      assertTree(Optional.empty(), "Optional()");
    }

    @Test
    void nullAndEmptyContainersHaveNoLeaves() {
      assertTree(null, "null");
      assertTree(List.of(), "[]");
      assertTree(Map.of(), "{}");
      assertTree(new Nothing(), "Nothing()");
      assertTree(new Object[0], "Object[]{}");
      assertTree(Arrays.asList(1, null, 2), "[*, null, *]", 1, 2);
    }
  }

  @Nested
  class Leaves {
    static Stream<Object> leaves() {
      return Stream.of(
          1,
          0.5,
          "text",
          Mode.TRAIN,
          new int[3],
          OptionalInt.of(1),
          new Object(),
          (Runnable) () -> {},
          Path.of("a", "b"),
          Map.entry(1, 2),
          new Position(1));
    }

    @ParameterizedTest
    @MethodSource("leaves")
    void everythingElseIsALeaf(Object leaf) {
      assertTrue(Tree.structure(leaf).isLeaf());
      assertSame(leaf, Tree.leaves(leaf).getFirst());
    }

    @Test
    void predicateStopsAtContainers() {
      Tree.Flattened flattened =
          Tree.flatten(List.of(1, Map.of("a", 2), List.of(3)), node -> node instanceof Map);
      assertEquals("[*, *, [*]]", flattened.structure().toString());
      assertEquals(List.of(1, Map.of("a", 2), 3), flattened.leaves());
    }

    @Test
    void predicateIsAskedAboutNullAndTheRoot() {
      assertEquals(
          Arrays.asList(1, null), Tree.flatten(Arrays.asList(1, null), Objects::isNull).leaves());
      assertTrue(Tree.flatten(List.of(1), node -> true).structure().isLeaf());
    }

    @Test
    void leavesAreUnmodifiable() {
      List<Object> leaves = Tree.leaves(List.of(1));
      assertThrows(UnsupportedOperationException.class, () -> leaves.set(0, 2));
    }
  }

  @Nested
  class Refusals {
    private String message(Object tree) {
      return assertThrows(TreeException.class, () -> Tree.flatten(tree)).getMessage();
    }

    @Test
    void setIsAnUnregisteredContainer() {
      assertEquals(
          "unregistered container java.util.HashSet: it holds elements (it is an Iterable), but a"
              + " tree cannot put them back; copy them to a List, call Tree.register(Set.class,"
              + " children, rebuild) once, or let the class implement Leaf (at params/1/tags)",
          message(Map.of("params", List.of(0, Map.of("tags", new HashSet<>(Set.of(1)))))));
    }

    static Stream<Object> containers() {
      return Stream.of(
          new java.util.ArrayDeque<>(),
          Map.of("a", 1).values(),
          List.of(1).iterator(),
          List.of(1).spliterator(),
          Stream.of(1),
          (Iterable<Object>) () -> List.of().iterator());
    }

    @ParameterizedTest
    @MethodSource("containers")
    void otherCollectionsIteratorsAndStreamsAreUnregisteredContainers(Object container) {
      String message = message(container);
      assertTrue(message.startsWith("unregistered container "), message);
      assertTrue(message.contains("Tree.register("), message);
    }

    @Test
    void keysThatCannotBeSortedAreNamed() {
      assertEquals(
          "the leaves of a Map are visited in sorted key order, but its keys of type Integer and"
              + " String are not mutually comparable; use keys of one Comparable type, such as"
              + " String (at a)",
          message(Map.of("a", Map.of("x", 1, 2, 3))));
    }

    @Test
    void keysThatAreNotComparableAreNamed() {
      String message = message(Map.of(new Position(1), 1, new Position(2), 2));
      assertTrue(message.contains("keys of type Position are not mutually comparable"), message);
    }

    @Test
    void nullKeyIsRefused() {
      Map<String, Integer> map = new HashMap<>();
      map.put(null, 1);
      assertEquals("a Map in a tree cannot have the key null; use String keys", message(map));
    }

    @Test
    void containerThatHoldsItselfIsRefused() {
      List<Object> list = new ArrayList<>();
      Map<String, Object> map = new TreeMap<>(Map.of("self", list));
      list.add(1);
      list.add(map);
      assertEquals(
          "the tree is nested more than 1000 deep, at 1/self/1/self/1/self/...; does a container"
              + " hold itself?",
          message(list));
    }

    @Test
    void deepTreesWithinTheLimitAreTakenApart() {
      Object tree = 1;
      for (int i = 0; i < 1000; i++) {
        tree = List.of(tree);
      }
      TreeDef structure = Tree.structure(tree);
      assertEquals(structure, Tree.structure(tree));
      assertEquals(1000, structure.paths().getFirst().entries().size());
      Object deep = tree;
      assertEquals(tree, Tree.unflatten(structure, Tree.leaves(deep)));
    }
  }
}
