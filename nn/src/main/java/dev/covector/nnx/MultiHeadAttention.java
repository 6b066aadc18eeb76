package dev.covector.nnx;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.layers.AttentionWeights;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Attention with several heads; Vaswani et al. 2017, <i>Attention is all you need</i>.
 *
 * <pre>{@code
 * MultiHeadAttention attention = new MultiHeadAttention(2, 8, new Rngs(0));
 * Tensor y = attention.apply(Numpy.ones(3, 5, 8)); // f32[3,5,8]
 * attention.initCache(Shape.of(3, 5, 8), DType.F32);
 * Tensor first = attention.decode(Numpy.ones(3, 1, 8)); // one position at a time
 * }</pre>
 */
public final class MultiHeadAttention extends Module implements Fn1<Tensor, Tensor> {
  private LinearGeneral query;
  private LinearGeneral key;
  private LinearGeneral value;
  private LinearGeneral out;

  @PathName("query_ln")
  private @Nullable LayerNorm queryNorm;

  @PathName("key_ln")
  private @Nullable LayerNorm keyNorm;

  @PathName("rngs")
  private @Nullable RngStream stream;

  @PathName("cached_key")
  private @Nullable Cache cachedKey;

  @PathName("cached_value")
  private @Nullable Cache cachedValue;

  @PathName("cache_index")
  private @Nullable Cache cacheIndex;

  private final int inFeatures;
  private final int numHeads;
  private final int numKvHeads;
  private final int headDim;
  private final double dropoutRate;
  private final boolean broadcastDropout;
  private final @Nullable DType dtype;
  private boolean deterministic;

  /** So many heads over so many features. */
  public MultiHeadAttention(int numHeads, int inFeatures, Rngs rngs) {
    this(numHeads, inFeatures, new AttentionOptions(), rngs);
  }

  /**
   * Attention with options.
   *
   * @throws ShapeException when the heads do not divide the features
   */
  public MultiHeadAttention(int numHeads, int inFeatures, AttentionOptions options, Rngs rngs) {
    int qkv = options.qkvFeatures == 0 ? inFeatures : options.qkvFeatures;
    int outFeatures = options.outFeatures == 0 ? inFeatures : options.outFeatures;
    int kvFeatures = options.inKvFeatures == 0 ? inFeatures : options.inKvFeatures;
    this.inFeatures = inFeatures;
    this.numHeads = numHeads;
    this.numKvHeads = options.numKvHeads == 0 ? numHeads : options.numKvHeads;
    if (qkv % numHeads != 0 || numHeads % numKvHeads != 0) {
      throw new ShapeException(
          "MultiHeadAttention: %d features must be a multiple of %d heads, and these of %d heads of keys and values"
              .formatted(qkv, numHeads, numKvHeads));
    }
    this.headDim = qkv / numHeads;
    this.dropoutRate = options.dropoutRate;
    this.broadcastDropout = options.broadcastDropout;
    this.dtype = options.dtype;
    LinearGeneralOptions linear =
        new LinearGeneralOptions()
            .kernelInit(options.kernelInitOr(Initializers.lecunNormal()))
            .biasInit(options.biasInit)
            .precision(options.precision)
            .useBias(options.useBias)
            .dtype(dtype)
            .paramDtype(options.paramDtype);
    this.query = heads(inFeatures, numHeads, linear, rngs);
    this.key = heads(kvFeatures, numKvHeads, linear, rngs);
    this.value = heads(kvFeatures, numKvHeads, linear, rngs);
    if (options.normalizeQk) {
      NormOptions norm =
          new NormOptions().useBias(false).dtype(dtype).paramDtype(options.paramDtype);
      this.queryNorm = new LayerNorm(headDim, norm, rngs);
      this.keyNorm = new LayerNorm(headDim, norm, rngs);
    }
    LinearGeneralOptions last =
        options.outKernelInit == null ? linear : linear.kernelInit(options.outKernelInit);
    if (options.outBiasInit != null) {
      last = last.biasInit(options.outBiasInit);
    }
    this.out =
        new LinearGeneral(
            new int[] {numHeads, headDim}, new int[] {outFeatures}, last.axis(-2, -1), rngs);
    this.stream = dropoutRate > 0 && options.keepRngs ? rngs.stream("dropout").fork() : null;
    this.deterministic = options.deterministic;
  }

  private LinearGeneral heads(int in, int heads, LinearGeneralOptions options, Rngs rngs) {
    return new LinearGeneral(new int[] {in}, new int[] {heads, headDim}, options, rngs);
  }

  /** A tensor [examples..., length, features] that attends to itself. */
  @Override
  public Tensor apply(Tensor x) {
    return apply(x, x, x, null);
  }

  /** A tensor that attends to itself where a mask is true. */
  public Tensor apply(Tensor x, @Nullable Tensor mask) {
    return apply(x, x, x, mask);
  }

  /**
   * Attention of queries to keys with values.
   *
   * @param mask false or 0 where nothing is attended to, or null; broadcasts to [examples...,
   *     heads, queries, keys]
   */
  public Tensor apply(Tensor queries, Tensor keys, Tensor values, @Nullable Tensor mask) {
    return attend(AttentionInputs.of(queries, keys, values).mask(mask));
  }

  /** Attention with a mask, a key for dropout, and so on. */
  public Tensor attend(AttentionInputs inputs) {
    Features.require("MultiHeadAttention", inputs.query(), inFeatures);
    return attend(query(inputs.query()), key(inputs.key()), value.apply(inputs.value()), inputs);
  }

  private Tensor query(Tensor x) {
    Tensor q = query.apply(x);
    return queryNorm == null ? q : queryNorm.apply(q);
  }

  private Tensor key(Tensor x) {
    Tensor k = key.apply(x);
    return keyNorm == null ? k : keyNorm.apply(k);
  }

  private Tensor attend(Tensor q, Tensor k, Tensor v, AttentionInputs inputs) {
    AttentionWeights.Mode mode =
        new AttentionWeights.Mode(
            null,
            mask(inputs, q, k),
            dropoutKey(inputs),
            dropoutRate,
            broadcastDropout,
            dtype,
            false);
    int repeats = numHeads / numKvHeads;
    Tensor keys = repeats == 1 ? k : Numpy.repeat(k, repeats, -2);
    Tensor values = repeats == 1 ? v : Numpy.repeat(v, repeats, -2);
    return out.apply(AttentionWeights.attend(q, keys, values, mode, w -> sown(w, inputs)));
  }

  private static @Nullable Tensor mask(AttentionInputs inputs, Tensor q, Tensor k) {
    Tensor mask = inputs.mask();
    if (!inputs.causal()) {
      return mask;
    }
    int queries = q.shape().dim(-3);
    Tensor rows = Lax.reshape(Lax.iota(DType.I32, queries), Shape.of(queries, 1));
    Tensor before = Numpy.greaterEqual(rows, Lax.iota(DType.I32, k.shape().dim(-3)));
    return mask == null
        ? before
        : Numpy.logicalAnd(Numpy.notEqual(mask, Lax.fullLike(mask, 0)), before);
  }

  private @Nullable Tensor dropoutKey(AttentionInputs inputs) {
    Boolean inCall = inputs.deterministic();
    if (dropoutRate == 0 || (inCall == null ? deterministic : inCall)) {
      return null;
    }
    if (inputs.dropoutRng() != null) {
      return inputs.dropoutRng();
    }
    if (stream == null) {
      throw new NnxException(
          "MultiHeadAttention needs an rng for dropout: it was made with keepRngs(false), so give"
              + " attend(AttentionInputs.of(x).dropoutRng(key)), or call eval() before");
    }
    return stream.next();
  }

  private void sown(Tensor weights, AttentionInputs inputs) {
    if (inputs.sowWeights()) {
      sow("attention_weights", weights);
    }
  }

  /**
   * Makes an empty cache for {@link #decode}; not inside of transformed functions.
   *
   * @param input [examples..., greatest length, features]
   */
  public void initCache(Shape input, DType cached) {
    Shape shape = input.with(input.rank() - 1, numKvHeads).insert(input.rank(), headDim);
    cachedKey = new Cache(Numpy.zeros(shape, cached));
    cachedValue = new Cache(Numpy.zeros(shape, cached));
    cacheIndex = new Cache(Lax.full(Shape.SCALAR, 0, DType.I32));
  }

  /**
   * The result at the next position, which attends to all positions so far.
   *
   * @param x [examples..., 1, features]
   * @throws NnxException before {@link #initCache}
   */
  public Tensor decode(Tensor x) {
    Cache keys = cachedKey;
    Cache values = cachedValue;
    Cache index = cacheIndex;
    if (keys == null || values == null || index == null) {
      throw new NnxException(
          "MultiHeadAttention: there is no cache; call initCache(shape, dtype) before decode");
    }
    return Overlay.transaction(
        () -> {
          Tensor k = key(x);
          Tensor v = value.apply(x);
          Shape cached = keys.shape();
          int time = cached.rank() - 3;
          if (!k.shape().equals(cached.with(time, 1))) {
            throw new ShapeException(
                "MultiHeadAttention: the cache is %s, so the input must be one position; its keys are %s"
                    .formatted(keys.type(), k.type()));
          }
          Tensor position = index.get();
          List<Tensor> starts = new ArrayList<>();
          for (int i = 0; i < cached.rank(); i++) {
            starts.add(i == time ? position : Lax.fullLike(position, 0));
          }
          keys.update(old -> Lax.dynamicUpdateSlice(old, Lax.convert(k, old.dtype()), starts));
          values.update(old -> Lax.dynamicUpdateSlice(old, Lax.convert(v, old.dtype()), starts));
          index.set(position.plus(1));
          Tensor seen = Numpy.lessEqual(Lax.iota(DType.I32, cached.dim(time)), position);
          AttentionInputs inputs = AttentionInputs.of(x).mask(seen);
          return attend(query(x), keys.get(), values.get(), inputs);
        });
  }

  @Override
  protected Map<String, String> viewAttributes() {
    return Map.of("deterministic", "whether no weight is dropped");
  }

  @Override
  protected void setView(String attribute, Object value) {
    deterministic = View.flag(this, attribute, value);
  }

  @Override
  protected void setTraining(boolean training) {
    deterministic = !training;
  }
}
