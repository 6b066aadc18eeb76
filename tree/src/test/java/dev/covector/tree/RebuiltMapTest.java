package dev.covector.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

/** Maps that a structure is rebuilt as, against a LinkedHashMap of the same entries. */
class RebuiltMapTest {
  private static Map<Object, Object> model() {
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put("w", 1);
    map.put("c", null);
    map.put("b", List.of(2));
    return map;
  }

  /** A map through the tree and back. */
  private static Map<Object, Object> rebuilt(Map<Object, Object> map) {
    Map<Object, Object> result = Tree.map((Object leaf) -> leaf, map);
    assertInstanceOf(RebuiltMap.class, result);
    return result;
  }

  @Test
  void isEqualToAnyMapOfItsEntries() {
    Map<Object, Object> map = rebuilt(model());
    assertEquals(model(), map);
    assertEquals(map, model());
    assertEquals(model().hashCode(), map.hashCode());
    assertEquals(model().toString(), map.toString());
    assertNotEquals(Map.of("w", 1), map);
    assertEquals(Map.of(), rebuilt(Map.of()));
  }

  @Test
  void keepsTheOwnOrderInAllViews() {
    Map<Object, Object> map = rebuilt(model());
    assertEquals(List.of("w", "c", "b"), new ArrayList<>(map.keySet()));
    assertEquals(Arrays.asList(1, null, List.of(2)), new ArrayList<>(map.values()));
    assertEquals(new ArrayList<>(model().entrySet()), new ArrayList<>(map.entrySet()));
    assertEquals(model().entrySet(), map.entrySet());
    List<Object> seen = new ArrayList<>();
    map.forEach((key, value) -> seen.add(key + "=" + value));
    assertEquals(List.of("w=1", "c=null", "b=[2]"), seen);
    assertEquals(3, map.keySet().size() + map.values().size() + map.entrySet().size() - 6);
  }

  @Test
  void findsItsKeysOnly() {
    Map<Object, Object> map = rebuilt(model());
    assertEquals(1, map.get("w"));
    assertNull(map.get("c"));
    assertTrue(map.containsKey("c"));
    assertEquals("none", map.getOrDefault("d", "none"));
    for (Object other : Arrays.asList("d", 7, null)) {
      assertNull(map.get(other));
      assertFalse(map.containsKey(other));
      assertFalse(map.entrySet().contains(other));
    }
    assertTrue(map.entrySet().contains(Map.entry("w", 1)));
    assertFalse(map.entrySet().contains(Map.entry("w", 2)));
    assertFalse(map.entrySet().contains(Map.entry("d", 1)));
  }

  /** Keys that compare as the same are told apart by their equality. */
  @Test
  void keysMayCompareAsEqual() {
    Map<Object, Object> map = new LinkedHashMap<>();
    map.put(new BigDecimal("2.0"), 1);
    map.put(new BigDecimal("2.00"), 2);
    assertEquals(map, rebuilt(map));
    assertEquals(2, rebuilt(map).get(new BigDecimal("2.00")));
  }

  @Test
  void cannotBeChanged() {
    Map<Object, Object> map = rebuilt(model());
    assertThrows(UnsupportedOperationException.class, () -> map.put("w", 2));
    assertThrows(UnsupportedOperationException.class, () -> map.remove("d"));
    assertThrows(UnsupportedOperationException.class, map::clear);
    assertThrows(UnsupportedOperationException.class, () -> map.keySet().remove("w"));
    assertThrows(UnsupportedOperationException.class, () -> map.values().remove(1));
    assertThrows(UnsupportedOperationException.class, () -> map.entrySet().clear());
    Map.Entry<Object, Object> entry = map.entrySet().iterator().next();
    assertThrows(UnsupportedOperationException.class, () -> entry.setValue(2));
    assertEquals(model(), map);
  }

  @Test
  void iteratorsEnd() {
    Iterator<Object> values = rebuilt(Map.of("w", 1)).values().iterator();
    assertEquals(1, values.next());
    assertFalse(values.hasNext());
    assertThrows(NoSuchElementException.class, values::next);
  }

  /** It is taken apart by its own keys, by equal ones in another order, and refused by others. */
  @Test
  void isTakenApartLikeAnyMap() {
    Map<Object, Object> map = rebuilt(Map.of("a", 1, "b", Map.of("c", 2)));
    TreeDef structure = Tree.structure(map);
    Map<Object, Object> turned = new LinkedHashMap<>();
    turned.put("b", Map.of("c", 4));
    turned.put("a", 3);
    assertEquals(structure, Tree.structure(turned));
    assertEquals(List.of(1, 2), fill(structure, map));
    assertEquals(List.of(3, 4), fill(structure, rebuilt(turned)));
    assertEquals(List.of(1, 2), fill(Tree.structure(turned), map));
    for (Map<Object, Object> other :
        List.<Map<Object, Object>>of(
            Map.of("a", 1, "d", Map.of("c", 2)),
            Map.of("a", 1, "b", Map.of("d", 2)),
            Map.of("a", 1),
            Map.of(1, 1, 2, Map.of("c", 2)))) {
      assertFalse(Tree.flattenInto(rebuilt(other), structure, new Object[2], 0), other::toString);
    }
  }

  private static List<Object> fill(TreeDef structure, Object tree) {
    Object[] out = new Object[structure.leafCount()];
    assertTrue(Tree.flattenInto(tree, structure, out, 0));
    return List.of(out);
  }

  @Test
  void sharesTheKeysOfItsStructure() {
    Map<?, ?> map = rebuilt(model());
    Map<?, ?> again = Tree.map((Object leaf) -> leaf, map);
    assertSame(((RebuiltMap) map).keys(), ((RebuiltMap) again).keys());
  }
}
