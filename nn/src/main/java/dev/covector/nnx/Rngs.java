package dev.covector.nnx;

import dev.covector.Tensor;
import dev.covector.random.Random;
import java.util.Map;
import java.util.TreeMap;

/**
 * Streams of keys by name. A stream that was not given is the stream {@code default}, if there is
 * one.
 *
 * <pre>{@code
 * Rngs rngs = new Rngs(0, Map.of("dropout", 1));
 * Tensor key = rngs.params(); // of the stream default
 * Tensor other = rngs.dropout(); // of its own stream
 * }</pre>
 */
public final class Rngs extends Module {
  private static final String DEFAULT = "default";

  @PathName("")
  private Map<String, RngStream> streams = new TreeMap<>();

  /** The stream {@code default}, from a seed. */
  public Rngs(long seed) {
    this(Random.key(seed));
  }

  /** The stream {@code default}, from a key (of either order of bits). */
  public Rngs(Tensor key) {
    this(Map.of(DEFAULT, key));
  }

  /** The stream {@code default} from a seed, and others. */
  public Rngs(long seed, Map<String, ?> others) {
    this(others);
    streams.putIfAbsent(DEFAULT, new RngStream(Random.key(seed), DEFAULT));
  }

  /**
   * Streams by name.
   *
   * @param streams a seed, a key or a stream each
   * @throws NnxException for anything else
   */
  public Rngs(Map<String, ?> streams) {
    streams.forEach((name, start) -> this.streams.put(name, new RngStream(key(name, start), name)));
  }

  private static Tensor key(String name, Object start) {
    return switch (start) {
      case Integer seed -> Random.key(seed);
      case Long seed -> Random.key(seed);
      case Tensor key -> key;
      case RngStream stream -> stream.next();
      default ->
          throw new NnxException(
              "Rngs: the stream %s is given a %s; give a seed or a key"
                  .formatted(name, start.getClass().getSimpleName()));
    };
  }

  /**
   * A stream.
   *
   * @throws NnxException when there is neither this stream nor {@code default}
   */
  public RngStream stream(String name) {
    RngStream stream = streams.get(name);
    if (stream == null) {
      stream = streams.get(DEFAULT);
    }
    if (stream == null) {
      throw new NnxException(
          "%s needs an rng stream: give new Rngs(Map.of(\"%s\", seed)), or a default one with new Rngs(seed); there are %s"
              .formatted(name, name, streams.keySet()));
    }
    return stream;
  }

  /** The next key of a stream. */
  public Tensor next(String name) {
    return stream(name).next();
  }

  /** The next key of the stream {@code default}. */
  public Tensor next() {
    return next(DEFAULT);
  }

  /** The next key of the stream {@code params}. */
  public Tensor params() {
    return next("params");
  }

  /** The next key of the stream {@code dropout}. */
  public Tensor dropout() {
    return next("dropout");
  }

  /** Streams of their own, each from the next key of one of these. */
  public Rngs fork() {
    Map<String, Tensor> keys = new TreeMap<>();
    streams.forEach((name, stream) -> keys.put(name, stream.next()));
    return new Rngs(keys);
  }

  /** So many streams in each, for vmap: keys [n]. */
  public Rngs split(int n) {
    Map<String, Tensor> keys = new TreeMap<>();
    streams.forEach((name, stream) -> keys.put(name, Random.split(stream.next(), n)));
    return new Rngs(keys);
  }
}
