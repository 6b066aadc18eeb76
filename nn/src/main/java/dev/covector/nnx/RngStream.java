package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;

/**
 * Keys without end, derived from one: the n-th is {@code foldIn(key, n)}. The count is a variable,
 * so that a function that takes keys continues where it stopped, compiled or not.
 *
 * <pre>{@code
 * RngStream stream = new RngStream(Random.key(0), "dropout");
 * Tensor first = stream.next(); // foldIn(key, 0)
 * Tensor second = stream.next(); // foldIn(key, 1)
 * }</pre>
 */
public final class RngStream extends Module {
  private final String tag;
  private RngState.RngCount count;
  private RngState.RngKey key;

  /**
   * A stream that begins.
   *
   * @param key key[]
   * @param tag its name
   */
  public RngStream(Tensor key, String tag) {
    Random.keyImpl(key);
    this.tag = tag;
    this.key = new RngState.RngKey(key, tag);
    this.count = new RngState.RngCount(Numpy.zeros(key.shape(), DType.U32), tag);
  }

  /** The name. */
  public String tag() {
    return tag;
  }

  /** The next key: key[]. */
  public Tensor next() {
    return Overlay.transaction(
        () -> {
          Tensor now = count.get();
          Tensor next = Random.foldIn(key.get(), now);
          count.set(now.plus(Lax.fullLike(now, 1)));
          return next;
        });
  }

  /** A stream of its own, from the next key. */
  public RngStream fork() {
    return new RngStream(next(), tag);
  }

  /** So many streams in one, for vmap: keys [n] from the next key. */
  public RngStream split(int n) {
    return new RngStream(Random.split(next(), n), tag);
  }
}
