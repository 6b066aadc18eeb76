package dev.covector.trace;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values by key, of which the recently used are kept. Bounded, so that a program of ever new shapes
 * does not fill the memory with compiled programs; reading takes no lock.
 *
 * <p>Keys of equal lower hash bits share a set of {@link #WAYS} places; where a set is full, the
 * one that was used longest ago makes room.
 */
public final class RecentCache<K, V> {
  private static final int WAYS = 8;

  private final AtomicReferenceArray<@Nullable Node<K, V>> nodes;
  private final int sets;

  /** Counts uses. Racy on purpose: a lost count only makes the order of two uses uncertain. */
  private int clock;

  private static final class Node<K, V> {
    final K key;
    final V value;
    final int hash;
    int used;

    Node(K key, V value, int hash) {
      this.key = key;
      this.value = value;
      this.hash = hash;
    }
  }

  /**
   * A cache.
   *
   * @param capacity how many values are kept at most; a power of two, at least 8
   */
  public RecentCache(int capacity) {
    if (Integer.bitCount(capacity) != 1 || capacity < WAYS) {
      throw new IllegalArgumentException("capacity " + capacity + " is no power of two from 8");
    }
    this.nodes = new AtomicReferenceArray<>(capacity);
    this.sets = capacity / WAYS;
  }

  /** The value of a key, or null when it is not known, or not any more. */
  public @Nullable V get(K key) {
    int hash = spread(key);
    int first = first(hash);
    for (int i = first; i < first + WAYS; i++) {
      Node<K, V> node = nodes.get(i);
      if (node != null && node.hash == hash && node.key.equals(key)) {
        node.used = ++clock;
        return node.value;
      }
    }
    return null;
  }

  /**
   * The value of a key, made if it is not known. Two threads may make it at the same time; both get
   * the same.
   */
  public V get(K key, Function<K, V> maker) {
    V known = get(key);
    return known != null ? known : keep(key, maker.apply(key));
  }

  private synchronized V keep(K key, V made) {
    V raced = get(key);
    if (raced != null) {
      return raced;
    }
    int hash = spread(key);
    int first = first(hash);
    int place = first;
    for (int i = first; i < first + WAYS && nodes.get(place) != null; i++) {
      Node<K, V> node = nodes.get(i);
      Node<K, V> oldest = nodes.get(place);
      if (node == null || oldest == null || node.used - oldest.used < 0) {
        place = i;
      }
    }
    Node<K, V> node = new Node<>(key, made, hash);
    node.used = ++clock;
    nodes.set(place, node);
    return made;
  }

  /** How many values are kept now. */
  public int size() {
    int size = 0;
    for (int i = 0; i < nodes.length(); i++) {
      size += nodes.get(i) == null ? 0 : 1;
    }
    return size;
  }

  private static int spread(Object key) {
    int hash = key.hashCode() * 0x9E3779B9;
    return hash ^ hash >>> 16;
  }

  private int first(int hash) {
    return (hash & sets - 1) * WAYS;
  }
}
