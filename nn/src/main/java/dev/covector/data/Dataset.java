package dev.covector.data;

import dev.covector.Tensor;
import dev.covector.checkpoint.Npy;
import dev.covector.checkpoint.Npz;
import dev.covector.random.Random;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.LongFunction;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A pipeline of data: a source, and steps after it. It never changes; each method returns a longer
 * pipeline, and nothing is read before an element is asked for.
 *
 * <pre>{@code
 * Tensor images = Numpy.zeros(100, 8, 8);
 * Tensor labels = Numpy.arange(100);
 * Dataset<LabelledImages> batches =
 *     Dataset.of(new LabelledImages(images, labels))
 *         .shuffle(Random.key(0)) // another order in each epoch
 *         .map(x -> new LabelledImages(x.images().div(16), x.labels()))
 *         .batch(32)
 *         .repeat(10);
 * for (LabelledImages batch : batches) {
 *   batch.images(); // f32[32,8,8], and f32[4,8,8] at the end of each epoch
 * }
 * }</pre>
 *
 * <p>An element depends on the pipeline and on its number alone. So all iterators give the same
 * elements, on any thread; and an iterator may begin anywhere. Where the source is random access
 * (all are but {@link #ofIterable} and rows of CSV), nothing that comes before is read.
 *
 * <p>Epochs count how often the source is gone through: a pass of {@link #repeat} is one, and
 * {@link #epoch} names one. An iterator without either is in epoch 0 each time.
 *
 * @param <T> the type of an element: any tree
 */
public abstract sealed class Dataset<T> implements Iterable<T>
    permits ArrayDataset,
        IndexedDataset,
        StreamDataset,
        Mapped,
        Filtered,
        Zipped,
        Batched,
        Prefetched,
        Reindexed {

  /** So many elements that nobody counted them. */
  static final long UNKNOWN = -1;

  static final long ENDLESS = Long.MAX_VALUE;

  Dataset() {}

  // ---- sources -----------------------------------------------------------------------------

  /**
   * The rows of arrays: element i has the i-th row of every array of the tree.
   *
   * @param arrays a tree of tensors, or of arrays as {@link Tensor#of(Object)} takes them, that
   *     agree in their first axis
   * @throws DataException when they do not agree, or something is no array
   */
  public static <T> Dataset<T> of(T arrays) {
    return ArrayDataset.rowsOf(arrays);
  }

  /** The elements of a list, which must not change. */
  public static <T> Dataset<T> ofList(List<? extends T> elements) {
    return new IndexedDataset<>("list", elements.size(), i -> elements.get((int) i));
  }

  /**
   * Elements that a function makes from their number.
   *
   * @param read thread-safe, and of the same result each time
   */
  public static <T> Dataset<T> ofFunction(long size, LongFunction<? extends T> read) {
    if (size < 0) {
      throw new DataException("ofFunction: the size is " + size + "; it must be at least 0");
    }
    return new IndexedDataset<>("function", size, read);
  }

  /**
   * Elements that can only be gone through from the start; an iterator that begins later reads what
   * comes before.
   *
   * @param source gives a new iterator each time; one that is {@link AutoCloseable} is closed
   */
  public static <T> Dataset<T> ofIterable(Supplier<? extends Iterator<? extends T>> source) {
    return new StreamDataset<>("iterable", source);
  }

  /** The rows of an npy file, by its name. */
  public static Dataset<Tensor> npy(String file) {
    return npy(Path.of(file));
  }

  /**
   * The rows of an npy file.
   *
   * @throws dev.covector.checkpoint.CheckpointException when it cannot be read
   */
  public static Dataset<Tensor> npy(Path file) {
    return of(Npy.read(file));
  }

  /** The rows of the arrays of an npz file, by their names. */
  public static Dataset<Map<String, Tensor>> npz(String file) {
    return npz(Path.of(file));
  }

  /**
   * The rows of the arrays of an npz file, by their names.
   *
   * @throws dev.covector.checkpoint.CheckpointException when it cannot be read
   */
  public static Dataset<Map<String, Tensor>> npz(Path file) {
    return of(Npz.read(file));
  }

  // ---- steps -------------------------------------------------------------------------------

  /** A function of each element, computed when it is asked for. */
  public final <R> Dataset<R> map(Function<? super T, ? extends R> function) {
    return new Mapped<>(this, "map", (epoch, index, x) -> function.apply(x));
  }

  /**
   * A function of each element, computed for the next ones on several threads while an element is
   * in use. The order stays, and so do the elements.
   *
   * @param threads how many; so many elements are in the making at once
   * @param function thread-safe
   */
  public final <R> Dataset<R> map(int threads, Function<? super T, ? extends R> function) {
    return new Mapped<>(this, "map", (epoch, index, x) -> function.apply(x), threads);
  }

  /**
   * The elements that a condition holds for. They are not counted, and can only be gone through
   * from the start; {@link #collect} makes them random access.
   */
  public final Dataset<T> filter(Predicate<? super T> condition) {
    return new Filtered<>(this, condition);
  }

  /** A function of the elements of two pipelines with the same number, as far as both go. */
  public final <U, R> Dataset<R> zip(
      Dataset<U> other, BiFunction<? super T, ? super U, ? extends R> function) {
    return new Zipped<>(this, other, function);
  }

  /**
   * A function of each element and a key of its own: that of the step, with the epoch and the
   * element's number folded in. For random changes of the data.
   *
   * @param key key[]
   */
  public final <R> Dataset<R> mapWithKey(
      Tensor key, BiFunction<Tensor, ? super T, ? extends R> function) {
    return new Mapped<>(
        this,
        "mapWithKey" + Shuffled.words(key),
        (epoch, index, x) -> function.apply(Random.foldIn(Random.foldIn(key, epoch), index), x));
  }

  /**
   * All elements of an epoch in random order, another one in each epoch: that of {@code
   * Random.permutation} with the epoch's number folded into the key.
   *
   * @param key key[]
   * @throws DataException when the source is not random access or endless; {@link #collect} first
   */
  public final Dataset<T> shuffle(Tensor key) {
    return new Shuffled<>(this, key);
  }

  /** As {@link #shuffle(Tensor)}, with the key of a seed. */
  public final Dataset<T> shuffle(long seed) {
    return shuffle(Random.key(seed));
  }

  /** Batches of so many elements, the last of an epoch perhaps smaller. */
  public final Dataset<T> batch(int size) {
    return batch(size, false);
  }

  /**
   * Batches: trees like the elements, with one more axis in front of each tensor; numbers become
   * tensors as well.
   *
   * @param dropLast whether a last batch of fewer elements is left out
   * @throws DataException while iterating, when elements differ in structure, shape or dtype
   */
  public final Dataset<T> batch(int size, boolean dropLast) {
    return new Batched<>(this, size, dropLast);
  }

  /** All elements, time after time without end; each time is an epoch. */
  public final Dataset<T> repeat() {
    return new Repeated<>(this, ENDLESS);
  }

  /** All elements so many times; each time is an epoch. */
  public final Dataset<T> repeat(long times) {
    return new Repeated<>(this, times);
  }

  /** The first elements of each epoch; all of them if there are fewer. */
  public final Dataset<T> take(long count) {
    return new Part<>(this, 0, count);
  }

  /** What comes after the first elements of each epoch. */
  public final Dataset<T> skip(long count) {
    return new Part<>(this, count, ENDLESS);
  }

  /** This pipeline from an epoch on: the first pass has that number. */
  public final Dataset<T> epoch(long number) {
    return new FromEpoch<>(this, number);
  }

  /**
   * Elements made on a background thread while the last ones are in use. Arrays in them become
   * tensors, and tensors have arrived when they are handed out. The thread ends with the iterator:
   * at its end, when it is closed, and some time after it was dropped.
   *
   * @param count so many elements are made in advance
   */
  public final Dataset<T> prefetch(int count) {
    return new Prefetched<>(this, count);
  }

  // ---- parts -------------------------------------------------------------------------------

  /**
   * Two parts without common elements, in random order.
   *
   * @param testFraction the size of the second part, between 0 and 1; rounded up to whole elements
   * @throws DataException when the pipeline is not random access, or a part would be empty
   */
  public final TrainTest<Dataset<T>> trainTestSplit(Tensor key, double testFraction) {
    return Splitting.random(this, key, testFraction);
  }

  /** As {@link #trainTestSplit(Tensor, double)}, with the key of a seed. */
  public final TrainTest<Dataset<T>> trainTestSplit(long seed, double testFraction) {
    return trainTestSplit(Random.key(seed), testFraction);
  }

  /**
   * Two parts in which each class has the same share, as far as whole elements go.
   *
   * @param label the class of an element: a number, a text, or a tensor of one element
   * @throws DataException as {@link #trainTestSplit(Tensor, double)}, and when a class has only one
   *     element
   */
  public final TrainTest<Dataset<T>> trainTestSplit(
      Tensor key, double testFraction, Function<? super T, ?> label) {
    return Splitting.stratified(this, key, testFraction, label);
  }

  /** As {@link #trainTestSplit(Tensor, double, Function)}, with the key of a seed. */
  public final TrainTest<Dataset<T>> trainTestSplit(
      long seed, double testFraction, Function<? super T, ?> label) {
    return trainTestSplit(Random.key(seed), testFraction, label);
  }

  // ---- reading -----------------------------------------------------------------------------

  /** How many elements an epoch has; empty when that is not known, or there is no end. */
  public final OptionalLong size() {
    long length = length();
    return length == UNKNOWN || length == ENDLESS ? OptionalLong.empty() : OptionalLong.of(length);
  }

  /** Whether an element can be read without those before it. */
  public abstract boolean isRandomAccess();

  /**
   * One element of epoch 0.
   *
   * @throws DataException when the pipeline is not random access, or there is no such element
   */
  public final T get(long index) {
    requireRandomAccess("get");
    if (index < 0 || index >= length()) {
      throw new DataException(
          "get: there is no element %d in %s; there are %d".formatted(index, this, length()));
    }
    return read(0, index);
  }

  /** All elements of epoch 0, read now and kept in memory: a random-access source. */
  public final Dataset<T> collect() {
    requireEnd("collect");
    try (DataIterator<T> all = iterator()) {
      List<T> elements = new ArrayList<>();
      all.forEachRemaining(elements::add);
      return ofList(elements);
    }
  }

  /**
   * All elements of epoch 0 as one batch.
   *
   * @throws DataException when there are none, or no end
   */
  public final T all() {
    requireEnd("all");
    if (length() == UNKNOWN) {
      return collect().all();
    }
    if (length() == 0 || length() > Integer.MAX_VALUE) {
      throw new DataException("all: " + this + " has " + length() + " elements, not one batch");
    }
    return batch((int) length()).get(0);
  }

  @Override
  public final DataIterator<T> iterator() {
    return iterator(0);
  }

  /**
   * Goes on from a position.
   *
   * @throws DataException when it is the position of another pipeline
   */
  public final DataIterator<T> iterator(Position position) {
    if (!position.pipeline().equals(toString())) {
      throw new DataException(
          "the position is that of another pipeline: %s, this is %s; iterator(%d) goes on anyway"
              .formatted(position.pipeline(), this, position.next()));
    }
    return iterator(position.next());
  }

  /** Goes on from an element, such as the number of a training step. */
  public final DataIterator<T> iterator(long start) {
    if (start < 0) {
      throw new DataException("iterator: the start is " + start + "; it must be at least 0");
    }
    return new DataIterator<>(this, start);
  }

  /** The elements in order; close the stream if it is not read to its end. */
  public final Stream<T> stream() {
    DataIterator<T> iterator = iterator();
    int traits = Spliterator.ORDERED | Spliterator.NONNULL | Spliterator.IMMUTABLE;
    Spliterator<T> elements =
        size().isPresent()
            ? Spliterators.spliterator(iterator, size().getAsLong(), traits)
            : Spliterators.spliteratorUnknownSize(iterator, traits);
    return StreamSupport.stream(elements, false).onClose(iterator::close);
  }

  /** The steps, such as {@code arrays(1347).shuffle(0,7).batch(32)}. */
  @Override
  public abstract String toString();

  // ---- for the steps -----------------------------------------------------------------------

  /** Elements in an epoch, {@link #UNKNOWN} or {@link #ENDLESS}. */
  abstract long length();

  /** An element, where the pipeline is random access. */
  abstract T read(long epoch, long index);

  /** The elements of an epoch from one of them on. */
  abstract Cursor<T> open(long epoch, long start);

  final void requireRandomAccess(String step) {
    if (!isRandomAccess()) {
      throw new DataException(
          "%s: %s can only be read from its start; collect() it into memory first"
              .formatted(step, this));
    }
  }

  final void requireEnd(String step) {
    if (length() == ENDLESS) {
      throw new DataException("%s: %s has no end; take(n) of it".formatted(step, this));
    }
  }
}
