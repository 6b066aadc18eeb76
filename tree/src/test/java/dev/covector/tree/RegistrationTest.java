package dev.covector.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.invoke.MethodHandles;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegistrationTest {
  private static class Bag implements Iterable<Object> {
    final List<?> items;

    Bag(List<?> items) {
      this.items = items;
    }

    @Override
    public Iterator<Object> iterator() {
      return List.<Object>copyOf(items).iterator();
    }
  }

  private static final class Module {
    final String activation;
    final Object kernel;
    final Object bias;

    Module(String activation, Object kernel, Object bias) {
      this.activation = activation;
      this.kernel = kernel;
      this.bias = bias;
    }
  }

  private static final class ModuleContainer implements ContainerType<Module> {
    @Override
    public List<?> children(Module node) {
      return Arrays.asList(node.kernel, node.bias);
    }

    @Override
    public Object staticData(Module node) {
      return node.activation;
    }

    @Override
    public List<String> names(Module node) {
      return List.of("kernel", "bias");
    }

    @Override
    public Module rebuild(@Nullable Object staticData, List<?> children) {
      return new Module((String) staticData, children.get(0), children.get(1));
    }
  }

  static {
    Tree.register(Module.class, new ModuleContainer());
  }

  private static String message(Runnable action) {
    return assertThrows(TreeException.class, action::run).getMessage();
  }

  @Test
  void typeIsAContainerOnceRegistered() {
    Bag bag = new Bag(List.of(1, List.of(2)));
    String before = message(() -> Tree.flatten(bag));
    assertTrue(before.contains("Tree.register(Bag.class, children, rebuild)"), before);

    Tree.register(Bag.class, node -> node.items, Bag::new);
    assertEquals("Bag(*, [*])", Tree.structure(bag).toString());
    assertEquals(
        List.of("0", "1/0"), Tree.structure(bag).paths().stream().map(Path::toString).toList());
    assertEquals(List.of(2, List.of(3)), Tree.map((Integer x) -> x + 1, bag).items);
    assertEquals(
        "Bag is already registered",
        message(() -> Tree.register(Bag.class, node -> node.items, Bag::new)));
  }

  @Test
  void leafBecomesAContainer() {
    final class Box {
      final Object content;

      Box(Object content) {
        this.content = content;
      }
    }
    assertTrue(Tree.structure(new Box(1)).isLeaf());
    Tree.register(Box.class, box -> List.of(box.content), list -> new Box(list.getFirst()));
    assertFalse(Tree.structure(new Box(1)).isLeaf());
  }

  @Test
  void namesAndStaticDataAreInTheStructure() {
    TreeDef relu = Tree.structure(new Module("relu", 1, null));
    assertEquals("Module<relu>(kernel=*, bias=null)", relu.toString());
    assertEquals("kernel", relu.paths().getFirst().toString());
    assertEquals(relu, Tree.structure(new Module("relu", 2, null)));
    assertNotEquals(relu, Tree.structure(new Module("tanh", 1, null)));
    Module rebuilt = Tree.unflatten(relu, List.of("k"));
    assertEquals("relu k null", rebuilt.activation + " " + rebuilt.kernel + " " + rebuilt.bias);
    assertTrue(Tree.flattenInto(new Module("relu", 1, null), relu, new Object[1], 0));
    assertFalse(Tree.flattenInto(new Module("tanh", 1, null), relu, new Object[1], 0));
  }

  @Test
  void otherStaticDataIsNamed() {
    assertEquals(
        "update: trees differ at 0: expected a Module of [kernel, bias] with static data relu, got"
            + " a Module of [kernel, bias] with static data tanh",
        message(
            () ->
                Tree.requireSameStructure(
                    "update",
                    Tree.structure(List.of(new Module("relu", 1, 2))),
                    Tree.structure(List.of(new Module("tanh", 1, 2))))));
  }

  private interface Graph {}

  private interface DirectedGraph extends Graph {}

  private record Chain(int length) implements Graph {}

  private record Cycle(int length) implements DirectedGraph {}

  private record Both() implements DirectedGraph, Comparable<Both>, Weighted {
    @Override
    public int compareTo(Both other) {
      return 0;
    }
  }

  private interface Weighted {}

  @Test
  void interfaceCoversTheClassesBelowIt() {
    Tree.register(Graph.class, graph -> List.of(), list -> new Chain(0));
    Tree.register(DirectedGraph.class, graph -> List.of(), list -> new Cycle(0));
    Tree.register(Weighted.class, graph -> List.of(), list -> new Both());
    assertEquals("Graph()", Tree.structure(new Chain(3)).toString());
    assertEquals("DirectedGraph()", Tree.structure(new Cycle(3)).toString());
    assertEquals(
        "Both is registered both as DirectedGraph and as Weighted; register it by its own class",
        message(() -> Tree.flatten(new Both())));
    Tree.register(MethodHandles.lookup(), Both.class);
    assertEquals("Both()", Tree.structure(new Both()).toString());
  }

  private static final class Faulty {
    final List<?> children;
    final List<String> names;

    Faulty(List<?> children, List<String> names) {
      this.children = children;
      this.names = names;
    }
  }

  @Test
  void faultyRegistrationsAreNamed() {
    Tree.register(
        Faulty.class,
        new ContainerType<Faulty>() {
          @Override
          public List<?> children(Faulty node) {
            return node.children;
          }

          @Override
          public List<String> names(Faulty node) {
            return node.names;
          }

          @Override
          public Faulty rebuild(@Nullable Object staticData, List<?> children) {
            return null;
          }
        });
    assertEquals(
        "the registration of Faulty gave null for its children; give an empty List (at 0)",
        message(() -> Tree.flatten(List.of(new Faulty(null, List.of())))));
    assertEquals(
        "the registration of Faulty gave null for its names; give an empty List",
        message(() -> Tree.flatten(new Faulty(List.of(), null))));
    assertEquals(
        "the registration of Faulty gave 2 names for 1 children",
        message(() -> Tree.flatten(new Faulty(List.of(1), List.of("a", "b")))));
    assertEquals(
        "the registration of Faulty rebuilt null",
        message(() -> Tree.map(x -> x, new Faulty(List.of(1), List.of()))));
  }

  @Test
  void lookupRegistersOnlyRecordsAndDataClassesOnce() {
    record Local(int a) {}
    Tree.register(MethodHandles.lookup(), Local.class);
    assertEquals("Local(a=*)", Tree.structure(new Local(1)).toString());
    assertEquals(
        "Local is already registered",
        message(() -> Tree.register(MethodHandles.lookup(), Local.class)));
    assertEquals(
        "Set is neither a record nor a Kotlin data class; use Tree.register(type, children,"
            + " rebuild)",
        message(() -> Tree.register(MethodHandles.lookup(), Set.class)));
  }

  @Test
  void typeThatIsALeafIsNotRegistered() {
    record Position(int row) implements Leaf {}
    assertEquals(
        "Position implements Leaf, so that it cannot be registered as a container",
        message(() -> Tree.register(MethodHandles.lookup(), Position.class)));
  }

  @Test
  void lookupOfTooLittleReachIsNamed() {
    record Local(int a) {}
    String message = message(() -> Tree.register(MethodHandles.publicLookup(), Local.class));
    assertTrue(message.contains("cannot access Local"), message);
    assertTrue(message.contains("pass MethodHandles.lookup() from code of the module"), message);
  }
}
