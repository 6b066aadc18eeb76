package dev.covector.data;

import dev.covector.Tensor;
import dev.covector.random.Random;
import dev.covector.trace.RecentCache;
import java.util.Arrays;
import java.util.stream.Collectors;

/** The elements of an epoch in an order that a key and the epoch's number say. */
final class Shuffled<T> extends Reindexed<T> {
  private final Tensor key;
  private final String words;

  /** So many iterators may be in other epochs at once before orders are made again. */
  private static final int EPOCHS = 8;

  private final RecentCache<Long, Order> orders = new RecentCache<>(EPOCHS);

  /** The order that was asked for last: for one iterator, that of all elements. */
  private volatile Order latest = new Order(-1, new int[0]);

  private record Order(long epoch, int[] rows) {}

  Shuffled(Dataset<T> parent, Tensor key) {
    super(parent);
    parent.requireRandomAccess("shuffle");
    parent.requireEnd("shuffle");
    if (parent.length() > Integer.MAX_VALUE) {
      throw new DataException("shuffle: " + parent + " has more than 2^31 - 1 elements");
    }
    this.key = key;
    this.words = words(key);
  }

  /** A key as it is printed in a pipeline. */
  static String words(Tensor key) {
    return Arrays.stream(Random.keyData(key).toLongArray())
        .mapToObj(Long::toString)
        .collect(Collectors.joining(",", "(", ")"));
  }

  private int[] order(long epoch) {
    Order order = latest;
    if (order.epoch != epoch) {
      order = orders.get(epoch, this::make);
      latest = order;
    }
    return order.rows;
  }

  private Order make(long epoch) {
    return new Order(epoch, permutation(Random.foldIn(key, epoch), (int) length()));
  }

  /** 0 to count - 1 in random order. */
  static int[] permutation(Tensor key, int count) {
    return Random.permutation(key, count).toIntArray();
  }

  @Override
  long length() {
    return parent().length();
  }

  @Override
  long parentEpoch(long epoch, long index) {
    return epoch;
  }

  @Override
  long parentIndex(long epoch, long index) {
    return order(epoch)[(int) index];
  }

  @Override
  Cursor<T> open(long epoch, long start) {
    return new IndexCursor<>(this, epoch, start);
  }

  @Override
  public String toString() {
    return parent() + ".shuffle" + words;
  }
}
