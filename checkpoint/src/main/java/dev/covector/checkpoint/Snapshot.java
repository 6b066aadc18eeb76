package dev.covector.checkpoint;

import dev.covector.Tensor;
import dev.covector.tree.Path;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A tree that is being saved: its structure, and the elements of its tensors.
 *
 * @param tree the structure
 * @param blobs the elements by their names in the file
 */
record Snapshot(StoredNode tree, Map<String, Blob> blobs) {
  private static final int MOST_NESTED = 400;

  /**
   * The tensors of a tree where they are; waits for their values.
   *
   * @throws CheckpointException for a leaf that cannot be stored, naming its path
   */
  static Snapshot of(@Nullable Object tree) {
    Tree.Flattened flattened = Tree.flatten(tree);
    Walk walk = new Walk(flattened.leaves());
    StoredNode root = walk.node(flattened.structure(), Path.ROOT);
    return new Snapshot(root, walk.blobs);
  }

  /** The same with copies of all elements, in an arena: whatever becomes of the tensors. */
  Snapshot copied(Arena arena) {
    Map<String, Blob> copies = new LinkedHashMap<>();
    blobs.forEach(
        (name, blob) -> {
          MemorySegment copy = arena.allocate(blob.data().byteSize(), 64).copyFrom(blob.data());
          Reference.reachabilityFence(blob.owner());
          copies.put(name, new Blob(blob.type(), copy, copy));
        });
    return new Snapshot(tree, copies);
  }

  /** One walk over a tree. */
  private static final class Walk {
    private final List<@Nullable Object> leaves;
    private final Map<String, Blob> blobs = new LinkedHashMap<>();
    private int next;

    Walk(List<@Nullable Object> leaves) {
      this.leaves = leaves;
    }

    StoredNode node(TreeDef node, Path path) {
      if (node.isLeaf()) {
        return leaf(path, leaves.get(next++));
      }
      if (path.entries().size() > MOST_NESTED) {
        throw new CheckpointException(
            "save: the tree is nested deeper than " + MOST_NESTED + " levels");
      }
      List<Path.Entry> entries = node.entries();
      List<StoredNode> children = new ArrayList<>();
      for (int i = 0; i < node.children().size(); i++) {
        Path below = entries.isEmpty() ? path : path.resolve(entries.get(i));
        children.add(node(node.children().get(i), below));
      }
      return new StoredNode.Container(
          node.kind(),
          node.rootClass().map(Class::getName).orElse(""),
          keyType(node, path),
          entries.stream().map(entry -> text(path, entry)).toList(),
          children);
    }

    private static KeyType keyType(TreeDef node, Path path) {
      KeyType type = KeyType.STRING;
      for (Path.Entry entry : node.entries()) {
        if (entry instanceof Path.Key key) {
          type = KeyType.of(path.toString(), key.key());
        }
      }
      return type;
    }

    private static String text(Path path, Path.Entry entry) {
      return Json.wellFormed("save: a key at '" + path + "'", entry.toString());
    }

    private StoredNode leaf(Path path, @Nullable Object leaf) {
      if (leaf instanceof Tensor tensor) {
        String name = name(path);
        blobs.put(name, Blob.physical(path.toString(), tensor));
        return new StoredNode.TensorLeaf(tensor.type(), name);
      }
      if (leaf == null || Functions.isFunction(leaf)) {
        return new StoredNode.FunctionLeaf();
      }
      Primitive primitive = Primitive.of(leaf).orElse(null);
      if (primitive != null) {
        String name = name(path);
        Blob blob = primitive.blob(leaf);
        blobs.put(name, blob);
        return new StoredNode.ArrayLeaf(primitive, blob.type().shape().dim(0), name);
      }
      return new StoredNode.ValueLeaf(value(path, leaf));
    }

    private static Object value(Path path, Object leaf) {
      return switch (leaf) {
        case Boolean flag -> flag;
        case Byte number -> number;
        case Short number -> number;
        case Integer number -> number;
        case Long number -> number;
        case Float number -> number;
        case Double number -> number;
        case String text -> Json.wellFormed("save: the leaf at '" + path + "'", text);
        case Enum<?> constant -> new EnumName(constant.name());
        default ->
            throw new CheckpointException(
                ("save: the leaf at '%s' is a %s; leaves that can be stored are tensors, numbers,"
                        + " booleans, texts, enums and arrays of primitives: leave it out, or"
                        + " register its class as a container with Tree.register")
                    .formatted(path, leaf.getClass().getName()));
      };
    }

    /** The steps joined by slashes; those within a step are escaped, so that names are unique. */
    private static String name(Path path) {
      if (path.entries().isEmpty()) {
        return "%";
      }
      String joined =
          path.entries().stream()
              .map(step -> step.toString().replace("%", "%25").replace("/", "%2F"))
              .collect(Collectors.joining("/"));
      return joined.equals("__metadata__") ? "%5F_metadata__" : joined;
    }
  }
}
