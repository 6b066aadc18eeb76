package dev.covector.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The way from the root of a tree to one of its nodes, such as {@code params/dense/kernel} or
 * {@code layers/0/w}.
 *
 * <p>An {@code Optional} adds no step: its content has the path of the optional.
 *
 * @param entries the steps, from the root
 */
public record Path(List<Entry> entries) {
  /** The path of the root. */
  public static final Path ROOT = new Path(List.of());

  /** One step of a path. */
  public sealed interface Entry {}

  /**
   * A component of a record, a property of a data class, a named child of a registered type.
   *
   * @param name the component's name
   */
  public record Component(String name) implements Entry {
    @Override
    public String toString() {
      return name;
    }
  }

  /**
   * An element of a list, an array, or a registered type without names.
   *
   * @param index the position, from 0
   */
  public record Index(int index) implements Entry {
    @Override
    public String toString() {
      return Integer.toString(index);
    }
  }

  /**
   * A value of a map.
   *
   * @param key the key in the map
   */
  public record Key(Object key) implements Entry {
    @Override
    public String toString() {
      return key.toString();
    }
  }

  /** A path of the given steps. */
  public Path {
    entries = List.copyOf(entries);
  }

  /** The path one step further. */
  public Path resolve(Entry entry) {
    List<Entry> longer = new ArrayList<>(entries);
    longer.add(entry);
    return new Path(longer);
  }

  /** The steps joined by {@code /}; empty for the root. */
  @Override
  public String toString() {
    return entries.stream().map(Entry::toString).collect(Collectors.joining("/"));
  }
}
