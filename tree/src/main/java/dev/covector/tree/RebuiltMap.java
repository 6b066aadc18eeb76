package dev.covector.tree;

import java.util.AbstractCollection;
import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Collection;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Set;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The unmodifiable map that a structure is rebuilt as. It shares the keys with its structure, so
 * that making one costs an object, and taking it apart by the same keys is a walk along an array:
 * the parameters of a model go through both in every step.
 */
final class RebuiltMap extends AbstractMap<Object, @Nullable Object> {
  private final MapKeys keys;
  private final @Nullable Object[] values;

  /**
   * A map.
   *
   * @param values in the sorted order of the keys; the map's own from now on
   */
  RebuiltMap(MapKeys keys, @Nullable Object[] values) {
    this.keys = keys;
    this.values = values;
  }

  MapKeys keys() {
    return keys;
  }

  /** The value of a key by its position among the sorted ones. */
  @Nullable Object value(int index) {
    return values[index];
  }

  @Override
  public int size() {
    return values.length;
  }

  @Override
  public boolean containsKey(@Nullable Object key) {
    return keys.position(key) >= 0;
  }

  @Override
  public @Nullable Object get(@Nullable Object key) {
    int position = keys.position(key);
    return position < 0 ? null : values[position];
  }

  @Override
  public @Nullable Object remove(@Nullable Object key) {
    throw new UnsupportedOperationException();
  }

  @Override
  public void clear() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Set<Object> keySet() {
    return keys.own();
  }

  @Override
  public Collection<@Nullable Object> values() {
    return new AbstractCollection<>() {
      @Override
      public int size() {
        return values.length;
      }

      @Override
      public Iterator<@Nullable Object> iterator() {
        return new Values(values, keys.places());
      }
    };
  }

  @Override
  public Set<Map.Entry<Object, @Nullable Object>> entrySet() {
    return new AbstractSet<>() {
      @Override
      public int size() {
        return values.length;
      }

      @Override
      public boolean contains(@Nullable Object other) {
        return other instanceof Map.Entry<?, ?> entry
            && containsKey(entry.getKey())
            && Objects.equals(get(entry.getKey()), entry.getValue());
      }

      @Override
      public Iterator<Map.Entry<Object, @Nullable Object>> iterator() {
        return new Places<>(
            values.length, i -> new SimpleImmutableEntry<>(keys.own(i), values[keys.place(i)]));
      }
    };
  }

  /** Goes through the values in the map's own order; on the way of every step that closes some. */
  private static final class Values implements Iterator<@Nullable Object> {
    private final @Nullable Object[] values;
    private final int[] places;
    private int next;

    Values(@Nullable Object[] values, int[] places) {
      this.values = values;
      this.places = places;
    }

    @Override
    public boolean hasNext() {
      return next < values.length;
    }

    @Override
    public @Nullable Object next() {
      if (next == values.length) {
        throw new NoSuchElementException();
      }
      return values[places[next++]];
    }
  }

  /** Goes through the places of the map's own order. */
  private static final class Places<T extends @Nullable Object> implements Iterator<T> {
    private final int count;
    private final IntFunction<T> content;
    private int next;

    Places(int count, IntFunction<T> content) {
      this.count = count;
      this.content = content;
    }

    @Override
    public boolean hasNext() {
      return next < count;
    }

    @Override
    public T next() {
      if (next == count) {
        throw new NoSuchElementException();
      }
      return content.apply(next++);
    }
  }
}
