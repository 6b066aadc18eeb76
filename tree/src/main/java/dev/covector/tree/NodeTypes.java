package dev.covector.tree;

import java.lang.reflect.Modifier;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.Spliterator;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;

/** Which type a node has: decided once per class, then remembered with the class. */
final class NodeTypes {
  /** Registered interfaces and abstract classes, which cover the classes below them. */
  private static final List<CustomType<?>> COVERING = new CopyOnWriteArrayList<>();

  private static final ClassValue<AtomicReference<@Nullable NodeType>> REGISTERED =
      new ClassValue<>() {
        @Override
        protected AtomicReference<@Nullable NodeType> computeValue(Class<?> type) {
          return new AtomicReference<>();
        }
      };

  private static final ClassValue<NodeType> TYPES =
      new ClassValue<>() {
        @Override
        protected NodeType computeValue(Class<?> type) {
          return classify(type);
        }
      };

  private NodeTypes() {}

  static NodeType of(@Nullable Object node) {
    if (node == null) {
      return AtomType.NULL;
    }
    return node instanceof Leaf ? AtomType.LEAF : TYPES.get(node.getClass());
  }

  static void register(Class<?> type, NodeType nodeType) {
    if (Leaf.class.isAssignableFrom(type)) {
      throw new TreeException(
          NodeType.name(type) + " implements Leaf, so that it cannot be registered as a container");
    }
    if (!REGISTERED.get(type).compareAndSet(null, nodeType)) {
      throw new TreeException(NodeType.name(type) + " is already registered");
    }
    if (nodeType instanceof CustomType<?> custom && Modifier.isAbstract(type.getModifiers())) {
      COVERING.add(custom);
    }
    TYPES.remove(type);
  }

  private static NodeType classify(Class<?> type) {
    NodeType registered = REGISTERED.get(type).get();
    if (registered == null) {
      registered = covering(type);
    }
    if (registered != null) {
      return registered;
    }
    NodeType product = Products.find(type);
    if (product != null) {
      return product;
    }
    if (List.class.isAssignableFrom(type)) {
      return ListType.INSTANCE;
    }
    if (Map.class.isAssignableFrom(type)) {
      return MapType.INSTANCE;
    }
    if (type == Optional.class) {
      return OptionalType.INSTANCE;
    }
    if (type.isArray() && !type.componentType().isPrimitive()) {
      return new ArrayType(type.componentType());
    }
    requireNoContainer(type);
    return AtomType.LEAF;
  }

  private static @Nullable NodeType covering(Class<?> type) {
    List<CustomType<?>> all =
        COVERING.stream().filter(custom -> custom.type().isAssignableFrom(type)).toList();
    List<CustomType<?>> nearest =
        all.stream()
            .filter(
                custom ->
                    all.stream()
                        .noneMatch(
                            other ->
                                other != custom && custom.type().isAssignableFrom(other.type())))
            .toList();
    if (nearest.size() > 1) {
      throw new TreeException(
          "%s is registered both as %s and as %s; register it by its own class"
              .formatted(
                  NodeType.name(type),
                  NodeType.name(nearest.get(0).type()),
                  NodeType.name(nearest.get(1).type())));
    }
    return nearest.isEmpty() ? null : nearest.getFirst();
  }

  private static void requireNoContainer(Class<?> type) {
    for (Class<?> container :
        List.of(Iterable.class, Iterator.class, Spliterator.class, BaseStream.class)) {
      if (container.isAssignableFrom(type) && !java.nio.file.Path.class.isAssignableFrom(type)) {
        Class<?> registrable = Set.class.isAssignableFrom(type) ? Set.class : type;
        throw new TreeException(
            ("unregistered container %s: it holds elements (it is %s), but a tree cannot put them"
                    + " back; copy them to a List, call Tree.register(%s.class, children, rebuild)"
                    + " once, or let the class implement Leaf")
                .formatted(
                    type.getName(),
                    NodeType.withArticle(NodeType.name(container)),
                    NodeType.name(registrable)));
      }
    }
  }
}
