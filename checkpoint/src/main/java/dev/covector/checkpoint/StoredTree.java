package dev.covector.checkpoint;

import dev.covector.tree.TreeDef;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Stored trees without their classes, and their leaves by path. */
final class StoredTree {
  private StoredTree() {}

  /** What takes the place of a stored leaf. */
  interface Leaves {
    /** The value of a leaf. */
    @Nullable Object of(StoredNode leaf);
  }

  /** The leaves as they were saved; constants of enums as their names. */
  static Leaves values(StoredCheckpoint.Data data) {
    return leaf ->
        switch (leaf) {
          case StoredNode.TensorLeaf tensor -> data.tensor(tensor);
          case StoredNode.ArrayLeaf array -> data.array(array);
          case StoredNode.ValueLeaf value ->
              value.value() instanceof EnumName constant ? constant.name() : value.value();
          case StoredNode.FunctionLeaf function -> null;
          case StoredNode.Container container -> throw new IllegalArgumentException("no leaf");
        };
  }

  /** The types of tensors in their places; other leaves as they are, arrays as their type. */
  static Leaves types() {
    return leaf ->
        switch (leaf) {
          case StoredNode.TensorLeaf tensor -> tensor.type();
          case StoredNode.ArrayLeaf array -> array.type().type(array.length());
          case StoredNode.ValueLeaf value ->
              value.value() instanceof EnumName constant ? constant.name() : value.value();
          case StoredNode.FunctionLeaf function -> null;
          case StoredNode.Container container -> throw new IllegalArgumentException("no leaf");
        };
  }

  /** The tree of maps and lists: maps for records, lists for arrays. */
  static @Nullable Object untyped(StoredNode node, Leaves leaves) {
    if (!(node instanceof StoredNode.Container container)) {
      return leaves.of(node);
    }
    List<@Nullable Object> children = new ArrayList<>();
    container.children().forEach(child -> children.add(untyped(child, leaves)));
    return switch (container.kind()) {
      case NULL, LEAF -> null;
      case OPTIONAL -> children.isEmpty() ? Optional.empty() : Optional.ofNullable(children.get(0));
      case LIST, ARRAY -> Collections.unmodifiableList(children);
      case MAP, PRODUCT -> map(container, children);
      case CUSTOM ->
          isNumbered(container) ? Collections.unmodifiableList(children) : map(container, children);
    };
  }

  private static boolean isNumbered(StoredNode.Container container) {
    return IntStream.range(0, container.keys().size())
        .allMatch(i -> container.keys().get(i).equals(Integer.toString(i)));
  }

  private static Map<Object, @Nullable Object> map(
      StoredNode.Container container, List<@Nullable Object> children) {
    Map<Object, @Nullable Object> map = new LinkedHashMap<>();
    for (int i = 0; i < children.size(); i++) {
      map.put(container.keyType().parse(container.keys().get(i)), children.get(i));
    }
    return Collections.unmodifiableMap(map);
  }

  /**
   * The leaves by path, to be put into a target; functions, which are not stored, are not there.
   */
  static Map<List<String>, Graft.Candidate> candidates(
      StoredNode root, StoredCheckpoint.Data data) {
    Map<List<String>, Graft.Candidate> candidates = new LinkedHashMap<>();
    collect(root, List.of(), data, candidates);
    return candidates;
  }

  private static void collect(
      StoredNode node,
      List<String> path,
      StoredCheckpoint.Data data,
      Map<List<String>, Graft.Candidate> out) {
    switch (node) {
      case StoredNode.TensorLeaf leaf ->
          out.put(
              path,
              new Graft.Candidate(
                  leaf.type(), leaf.type().strong().toString(), () -> data.tensor(leaf)));
      case StoredNode.ArrayLeaf leaf ->
          out.put(
              path,
              new Graft.Candidate(
                  null, "an array of " + leaf.type().text(), () -> data.array(leaf)));
      case StoredNode.ValueLeaf leaf -> out.put(path, Graft.Candidate.of(leaf.value()));
      case StoredNode.FunctionLeaf leaf -> {}
      case StoredNode.Container container -> {
        for (int i = 0; i < container.children().size(); i++) {
          List<String> below = path;
          if (container.kind() != TreeDef.Kind.OPTIONAL) {
            below = new ArrayList<>(path);
            below.add(container.keys().get(i));
          }
          collect(container.children().get(i), below, data, out);
        }
      }
    }
  }
}
