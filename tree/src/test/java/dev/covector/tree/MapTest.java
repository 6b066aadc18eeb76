package dev.covector.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class MapTest {
  private record Linear(Double w, Double b) {}

  private record Network(Linear first, List<Linear> rest) {}

  private static final Network NETWORK =
      new Network(new Linear(1.0, 2.0), List.of(new Linear(3.0, 4.0)));

  @Test
  void resultHasTheTypeOfTheTree() {
    Network doubled = Tree.map((Double x) -> 2 * x, NETWORK);
    assertEquals(new Network(new Linear(2.0, 4.0), List.of(new Linear(6.0, 8.0))), doubled);
  }

  @Test
  void severalTreesAreVisitedTogether() {
    Network difference = Tree.map((Double a, Double b) -> a - b, NETWORK, NETWORK);
    assertEquals(List.of(0.0, 0.0, 0.0, 0.0), Tree.leaves(difference));
    Linear sum =
        Tree.map(
            (Double a, Double b, Double c) -> a + b + c,
            new Linear(1.0, 2.0),
            new Linear(10.0, 20.0),
            new Linear(100.0, 200.0));
    assertEquals(new Linear(111.0, 222.0), sum);
    List<Integer> totals =
        Tree.map(
            (List<Integer> row) -> row.stream().mapToInt(Integer::intValue).sum(),
            List.of(1, 2),
            List.of(List.of(3, 4), List.of(5, 6), List.of(7, 8)));
    assertEquals(List.of(16, 20), totals);
  }

  @Test
  void treeMayBeOneLeafOrEmpty() {
    assertEquals(3, Tree.<Integer, Integer>map(x -> x + 1, 2));
    assertNull(Tree.<Object, Object>map(x -> x, null));
    assertEquals(List.of(), Tree.map(x -> x, List.of()));
  }

  @Test
  void functionMayGiveNullOrASubtree() {
    List<Object> result = Tree.map((Integer x) -> x == 1 ? null : List.of(x), List.of(1, 2));
    assertEquals(Arrays.asList(null, List.of(2)), result);
  }

  @Test
  void mapsKeepTheirOwnOrderAndAreUnmodifiable() {
    Map<String, Integer> map = new LinkedHashMap<>();
    map.put("w", 1);
    map.put("b", 2);
    List<Object> visited = new ArrayList<>();
    Map<String, Integer> mapped =
        Tree.map(
            (Integer x) -> {
              visited.add(x);
              return x;
            },
            map);
    assertEquals(List.of(2, 1), visited);
    assertEquals(List.of("w", "b"), List.copyOf(mapped.keySet()));
    assertThrows(UnsupportedOperationException.class, () -> mapped.put("c", 3));
  }

  @Test
  void partnersInMapsAreFoundByKey() {
    Map<String, Integer> left = new LinkedHashMap<>();
    left.put("w", 1);
    left.put("b", 2);
    Map<String, Integer> sum =
        Tree.map((Integer a, Integer b) -> a + b, left, Map.of("b", 20, "w", 10));
    assertEquals(Map.of("w", 11, "b", 22), sum);
  }

  @Test
  void arraysAndOptionalsAreRebuilt() {
    Integer[] array = Tree.map((Integer x) -> x + 1, new Integer[] {1, 2});
    assertArrayEquals(new Integer[] {2, 3}, array);
    assertEquals(Optional.of(2), Tree.map((Integer x) -> x + 1, Optional.of(1)));
  }

  @Test
  void pathsComeWithTheLeaves() {
    List<String> seen = new ArrayList<>();
    Tree.mapWithPath(
        (Path path, Double x) -> {
          seen.add(path + "=" + x);
          return x;
        },
        NETWORK);
    assertEquals(List.of("first/w=1.0", "first/b=2.0", "rest/0/w=3.0", "rest/0/b=4.0"), seen);
    Map<String, String> both =
        Tree.mapWithPath(
            (Path path, String a, String b) -> path + a + b, Map.of("k", "x"), Map.of("k", "y"));
    assertEquals(Map.of("k", "kxy"), both);
  }

  @Test
  void reduceGoesFromLeftToRight() {
    assertEquals("-abc", Tree.reduce(String::concat, List.of("a", Map.of("k", "b"), "c"), "-"));
    assertEquals(7, Tree.<Integer>reduce(Integer::sum, null, 7));
  }

  @Nested
  class Mismatches {
    private String message(Object tree, Object other) {
      return assertThrows(
              TreeMismatchException.class, () -> Tree.map((Object a, Object b) -> a, tree, other))
          .getMessage();
    }

    @Test
    void leafAgainstContainer() {
      assertEquals(
          "Tree.map, tree 2: trees differ at params/dense/kernel: expected a leaf, got a List of 3",
          message(
              Map.of("params", Map.of("dense", Map.of("bias", 1, "kernel", 2))),
              Map.of("params", Map.of("dense", Map.of("bias", 1, "kernel", List.of(1, 2, 3))))));
      assertEquals(
          "Tree.map, tree 2: trees differ at the root: expected a List of 1, got a leaf",
          message(List.of(1), 1));
    }

    @Test
    void sizes() {
      assertEquals(
          "Tree.map, tree 2: trees differ at 1: expected a List of 2, got a List of 1",
          message(List.of(0, List.of(1, 2), List.of(3)), List.of(0, List.of(1), List.of())));
      assertEquals(
          "Tree.map, tree 2: trees differ at the root: expected an Integer[] of 2, got an"
              + " Integer[] of 0",
          message(new Integer[] {1, 2}, new Integer[0]));
    }

    @Test
    void keys() {
      assertEquals(
          "Tree.map, tree 2: trees differ at the root: expected a Map with keys {b, w}, got a Map"
              + " with keys {bias, w}; missing [b]; unexpected [bias]",
          message(Map.of("w", 1, "b", 2), Map.of("w", 1, "bias", 2)));
      assertEquals(
          "Tree.map, tree 2: trees differ at the root: expected a Map with keys {b, w}, got a Map"
              + " with keys {w}; missing [b]",
          message(Map.of("w", 1, "b", 2), Map.of("w", 1)));
    }

    @Test
    void manyKeysAreElided() {
      Map<Integer, Integer> many = new HashMap<>();
      for (int i = 0; i < 20; i++) {
        many.put(i, i);
      }
      assertEquals(
          "Tree.map, tree 2: trees differ at the root: expected a Map with keys {0, 1, 2, 3, 4, 5,"
              + " 6, 7, 8, 9, 10, 11, ... 20 in all}, got null",
          message(many, null));
    }

    @Test
    void containerTypes() {
      assertEquals(
          "Tree.map, tree 2: trees differ at rest: expected a List of 1, got an Optional with a"
              + " value",
          message(Map.of("rest", List.of(1)), Map.of("rest", Optional.of(1))));
      assertEquals(
          "Tree.map, tree 2: trees differ at 0: expected a Linear, got an empty Optional",
          message(List.of(new Linear(1.0, 2.0)), List.of(Optional.empty())));
    }

    @Test
    void classesOfTheSameNameAreToldApart() {
      record Linear(Double w, Double b) {}
      String message = message(new MapTest.Linear(1.0, 2.0), new Linear(1.0, 2.0));
      assertEquals(
          "Tree.map, tree 2: trees differ at the root: expected dev.covector.tree.MapTest$Linear,"
              + " got dev.covector.tree.MapTest$Mismatches$1Linear",
          message);
    }

    @Test
    void treeOfSeveralIsNumbered() {
      TreeMismatchException e =
          assertThrows(
              TreeMismatchException.class,
              () -> Tree.map((List<Object> row) -> row, List.of(1), List.of(List.of(2), 3)));
      assertEquals(
          "Tree.map, tree 3: trees differ at the root: expected a List of 1, got a leaf",
          e.getMessage());
    }

    @Test
    void requireSameStructureBeginsWithWhatIsDone() {
      TreeDef two = Tree.structure(List.of(1, 2));
      Tree.requireSameStructure("scan, carry", two, Tree.structure(List.of(3, 4)));
      TreeMismatchException e =
          assertThrows(
              TreeMismatchException.class,
              () -> Tree.requireSameStructure("scan, carry", two, TreeDef.leaf()));
      assertEquals(
          "scan, carry: trees differ at the root: expected a List of 2, got a leaf",
          e.getMessage());
    }
  }
}
