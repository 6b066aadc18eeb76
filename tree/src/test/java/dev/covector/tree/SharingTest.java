package dev.covector.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Parts without leaves are one object for all trees of a structure, and no less checked. */
final class SharingTest {
  private record Empty() {}

  private record Other() {}

  private record Chain(List<Object> inner) {}

  private record State(Map<String, Object> params, @Nullable Object rest) {}

  private record Result(State state, Object loss) {}

  private static State state(Object w, Object rest) {
    return new State(Map.of("a", Map.of("w", w)), rest);
  }

  private static boolean has(Object tree, TreeDef expected) {
    return Tree.flattenInto(tree, expected, new Object[expected.leafCount()], 0);
  }

  @Test
  void partsWithoutLeavesAreMadeOnce() {
    Object rest = new Chain(List.of(new Empty(), Optional.empty(), Map.of(), List.of()));
    TreeDef structure = Tree.structure(state(1, rest));
    State first = Tree.unflatten(structure, List.of(2));
    State second = Tree.unflatten(structure, List.of(3));
    assertEquals(rest, first.rest());
    assertSame(first.rest(), second.rest());
    assertNotSame(first.params(), second.params());
    assertEquals(Map.of("a", Map.of("w", 3)), second.params());
  }

  @Test
  void whatHoldsLeavesOrCanBeChangedIsNot() {
    TreeDef array = Tree.structure(List.of(new Object[0], 1));
    List<?> first = Tree.unflatten(array, List.of(1));
    List<?> second = Tree.unflatten(array, List.of(1));
    assertNotSame(first.get(0), second.get(0));
    TreeDef within = Tree.structure(List.of(new Chain(Arrays.asList(new Object[0], null)), 1));
    Chain one = (Chain) Tree.<List<?>>unflatten(within, List.of(1)).get(0);
    Chain two = (Chain) Tree.<List<?>>unflatten(within, List.of(1)).get(0);
    assertNotSame(one, two);
    assertNotSame(one.inner().get(0), two.inner().get(0));
  }

  @Test
  void otherPartsAreStillFound() {
    TreeDef structure = Tree.structure(state(1, new Chain(List.of(new Empty()))));
    State made = Tree.unflatten(structure, List.of(1));
    assertTrue(has(made, structure));
    assertTrue(has(state(1, new Chain(List.of(new Empty()))), structure));
    List<Object> inner = new ArrayList<>(List.of(new Empty()));
    State mutable = state(1, new Chain(inner));
    assertTrue(has(mutable, structure));
    inner.add(new Empty());
    assertFalse(has(mutable, structure), "what a tree was found to be is not remembered");
    assertFalse(has(state(1, new Chain(List.of(new Other()))), structure));
    assertFalse(has(state(1, new Chain(List.of(1))), structure));
    assertFalse(has(state(1, null), structure));
    assertFalse(has(made, Tree.structure(state(1, new Chain(List.of(new Other()))))));
    assertFalse(has(made, Tree.structure(state(1, null))));
  }

  @Test
  void partsOfAnotherStructureAreTakenOver() {
    State state = state(1, new Chain(List.of(new Empty())));
    TreeDef argument = Tree.structure(List.of(state, 7));
    TreeDef result = Tree.structure(new Result(state, 8));
    TreeDef sharing = result.sharing(argument);
    assertEquals(result, sharing);
    assertSame(argument.child(0), sharing.child(0));
    Result made = Tree.unflatten(sharing, List.of(5, 6));
    Object[] leaves = new Object[2];
    assertTrue(Tree.flattenInto(List.of(made.state(), 9), argument, leaves, 0));
    assertArrayEquals(new Object[] {5, 9}, leaves);
  }

  @Test
  void nothingIsTakenOverWhereNothingIsEqual() {
    TreeDef result = Tree.structure(Map.of("a", List.of(1, 2), "b", 3));
    TreeDef sharing = result.sharing(Tree.structure(List.of(1)));
    assertEquals(result, sharing);
    assertEquals(3, sharing.leafCount());
    assertEquals(TreeDef.leaf(), TreeDef.leaf().sharing(result));
    assertEquals(result, result.sharing(TreeDef.leaf()));
  }

  @Test
  void recordsOfTwoAreMadeAndRefusedAsOthers() {
    record Typed(Integer a, String b) {}
    TreeDef structure = Tree.structure(new Typed(1, "x"));
    assertEquals(new Typed(2, "y"), Tree.unflatten(structure, List.of(2, "y")));
    String message =
        assertThrows(TreeException.class, () -> Tree.unflatten(structure, List.of("y", 2)))
            .getMessage();
    assertTrue(message.contains("component a is declared Integer"), message);
  }
}
