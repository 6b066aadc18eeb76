package dev.covector.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TreeDefTest {
  private record Linear(Object w, Object b) {}

  private record Affine(Object w, Object b) {}

  private static void assertSameStructure(Object a, Object b) {
    assertEquals(Tree.structure(a), Tree.structure(b));
    assertEquals(Tree.structure(a).hashCode(), Tree.structure(b).hashCode());
  }

  private static void assertOtherStructure(Object a, Object b) {
    assertNotEquals(Tree.structure(a), Tree.structure(b));
  }

  @Test
  void leavesDoNotMatter() {
    assertSameStructure(new Linear(1, "b"), new Linear('c', 2.0));
    assertSameStructure(1, "x");
  }

  @Test
  void kindOfListOrMapDoesNotMatter() {
    assertSameStructure(new LinkedList<>(List.of(1)), new ArrayList<>(List.of(2)));
    Map<String, Object> map = new LinkedHashMap<>();
    map.put("z", 1);
    map.put("a", 2);
    assertSameStructure(map, Map.of("a", 1, "z", 2));
  }

  @Test
  void containersSizesKeysAndElementTypesMatter() {
    assertOtherStructure(new Linear(1, 2), new Affine(1, 2));
    assertOtherStructure(List.of(1), List.of(1, 2));
    assertOtherStructure(Map.of("a", 1), Map.of("b", 1));
    assertOtherStructure(List.of(1), new Object[] {1});
    assertOtherStructure(new Integer[] {1}, new Object[] {1});
    assertOtherStructure(Optional.empty(), Optional.of(1));
    assertOtherStructure(null, 1);
    assertOtherStructure(null, List.of());
    assertNotEquals(Tree.structure(1), "x");
  }

  @Test
  void pathsNameEveryLeaf() {
    Object tree =
        Map.of(
            "params",
            Map.of("dense", new Linear(1, Optional.of(2))),
            "layers",
            List.of(3, new Integer[] {4, 5}));
    assertEquals(
        List.of("layers/0", "layers/1/0", "layers/1/1", "params/dense/w", "params/dense/b"),
        Tree.structure(tree).paths().stream().map(Path::toString).toList());
  }

  @Test
  void pathEntriesKeepTheirKind() {
    Path path = Tree.structure(Map.of(7, List.of(new Linear(1, null)))).paths().getFirst();
    assertEquals(
        List.of(new Path.Key(7), new Path.Index(0), new Path.Component("w")), path.entries());
  }

  @Test
  void pathOfALeafIsTheEmptyRoot() {
    assertEquals(List.of(Path.ROOT), TreeDef.leaf().paths());
    assertEquals("", Path.ROOT.toString());
  }

  @Test
  void childrenAreStructures() {
    TreeDef structure = Tree.structure(Map.of("b", List.of(1, 2), "a", 3));
    assertEquals(3, structure.leafCount());
    assertEquals(
        List.of("*", "[*, *]"), structure.children().stream().map(TreeDef::toString).toList());
    assertTrue(structure.children().getFirst().isLeaf());
    assertFalse(structure.isLeaf());
    assertSame(TreeDef.leaf(), structure.children().getFirst());
  }

  @Test
  void textShowsContainersAndStars() {
    assertEquals(
        "{b: *, w: [*, *]}", Tree.structure(Map.of("w", List.of(1, 2), "b", 3)).toString());
    assertEquals(
        "[Linear(w=*, b=null), Optional(*), Integer[]{*}]",
        Tree.structure(List.of(new Linear(1, null), Optional.of(1), new Integer[] {1})).toString());
  }

  @Test
  void kindsAndEntriesDescribeTheRoot() {
    TreeDef linear = Tree.structure(new Linear(1, 2));
    assertEquals(TreeDef.Kind.PRODUCT, linear.kind());
    assertEquals(Optional.of(Linear.class), linear.rootClass());
    assertEquals(List.of(new Path.Component("w"), new Path.Component("b")), linear.entries());
    TreeDef map = Tree.structure(Map.of(7, 1));
    assertEquals(TreeDef.Kind.MAP, map.kind());
    assertEquals(Optional.empty(), map.rootClass());
    assertEquals(List.of(new Path.Key(7)), map.entries());
    assertEquals(TreeDef.Kind.LIST, Tree.structure(List.of()).kind());
    assertEquals(TreeDef.Kind.ARRAY, Tree.structure(new Integer[] {1}).kind());
    assertEquals(TreeDef.Kind.OPTIONAL, Tree.structure(Optional.of(1)).kind());
    assertEquals(List.of(), Tree.structure(Optional.of(1)).entries());
    assertEquals(TreeDef.Kind.NULL, Tree.structure(null).kind());
    assertEquals(TreeDef.Kind.LEAF, Tree.structure(1).kind());
  }
}
