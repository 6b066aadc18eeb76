package dev.covector.tree;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws that hold for every tree, over random trees. */
class RoundTripTest {
  private record Two(Object left, Object right) {}

  private record One(Object content) {}

  static IntStream seeds() {
    return IntStream.range(0, 300);
  }

  private static Object randomTree(Random random, int depth) {
    int kind = random.nextInt(depth == 0 ? 3 : 9);
    int size = random.nextInt(4);
    return switch (kind) {
      case 0 -> null;
      case 1, 2 -> random.nextInt(1000);
      case 3 -> randomChildren(random, depth, size);
      case 4, 5 -> {
        Map<String, Object> map = new LinkedHashMap<>();
        for (Object child : randomChildren(random, depth, size)) {
          map.put("k" + random.nextInt(100), child);
        }
        yield map;
      }
      case 6 -> new Two(randomTree(random, depth - 1), randomTree(random, depth - 1));
      case 7 -> new One(randomTree(random, depth - 1));
      case 8 -> Optional.ofNullable(randomTree(random, depth - 1));
      default -> throw new AssertionError(kind);
    };
  }

  private static List<Object> randomChildren(Random random, int depth, int size) {
    List<Object> children = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      children.add(randomTree(random, depth - 1));
    }
    return children;
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void unflattenUndoesFlatten(int seed) {
    Object tree = randomTree(new Random(seed), 5);
    Tree.Flattened flattened = Tree.flatten(tree);
    Object rebuilt = Tree.unflatten(flattened.structure(), flattened.leaves());
    assertEquals(tree, rebuilt);
    assertEquals(String.valueOf(tree), String.valueOf(rebuilt)); // maps in their own order too
    assertEquals(flattened, Tree.flatten(rebuilt));
    assertEquals(flattened.structure().hashCode(), Tree.structure(rebuilt).hashCode());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void countsPathsAndStarsAgree(int seed) {
    Tree.Flattened flattened = Tree.flatten(randomTree(new Random(seed), 5));
    TreeDef structure = flattened.structure();
    assertEquals(flattened.leaves().size(), structure.leafCount());
    assertEquals(structure.leafCount(), structure.paths().size());
    assertEquals(structure.leafCount(), structure.paths().stream().distinct().count());
    assertEquals(structure.leafCount(), structure.toString().chars().filter(c -> c == '*').count());
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void fastPathAgreesWithFlatten(int seed) {
    Random random = new Random(seed);
    Object tree = randomTree(random, 4);
    Object other = randomTree(random, 4);
    Tree.Flattened flattened = Tree.flatten(tree);
    Object[] out = new Object[flattened.leaves().size()];
    assertTrue(Tree.flattenInto(tree, flattened.structure(), out, 0));
    assertArrayEquals(flattened.leaves().toArray(), out);
    boolean same = Tree.structure(other).equals(flattened.structure());
    assertEquals(same, Tree.flattenInto(other, flattened.structure(), out, 0));
    if (!same) {
      assertThrows(
          TreeMismatchException.class,
          () -> Tree.requireSameStructure("test", flattened.structure(), Tree.structure(other)));
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void mapIsAHomomorphism(int seed) {
    Object tree = randomTree(new Random(seed), 5);
    Object once = Tree.map((Integer x) -> 2 * x + 1, tree);
    Object twice = Tree.map((Integer x) -> x + 1, Tree.map((Integer x) -> 2 * x, tree));
    assertEquals(once, twice);
    assertEquals(tree, Tree.map((Integer x) -> x, tree));
    assertEquals(once, Tree.map((Integer a, Integer b) -> a + b + 1, tree, tree));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void everyTreeIsAPrefixOfItself(int seed) {
    Object tree = randomTree(new Random(seed), 5);
    Tree.Flattened flattened = Tree.flatten(tree);
    assertEquals(flattened.leaves(), Tree.broadcastPrefix(tree, tree));
    assertEquals(flattened.leaves(), Tree.flattenUpTo(flattened.structure(), tree));
    Object deeper = Tree.map((Integer x) -> Arrays.asList(x, x + 1), tree);
    assertEquals(
        flattened.leaves().stream().flatMap(leaf -> List.of(leaf, leaf).stream()).toList(),
        Tree.broadcastPrefix(tree, deeper));
  }

  @Test
  void threadsAgree() throws Exception {
    record Fresh(Object a, Object b) {}
    Callable<Tree.Flattened> task = () -> Tree.flatten(List.of(new Fresh(1, new Fresh(2, 3))));
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Tree.Flattened> result : threads.invokeAll(Collections.nCopies(64, task))) {
        assertEquals(task.call(), result.get());
      }
    }
  }
}
