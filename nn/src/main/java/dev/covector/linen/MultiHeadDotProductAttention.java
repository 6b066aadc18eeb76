package dev.covector.linen;

import dev.covector.DType;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.lax.Precision;
import dev.covector.layers.AttentionWeights;
import dev.covector.layers.Linear;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import org.jspecify.annotations.Nullable;

/**
 * Attention with several heads; Vaswani et al. 2017, <i>Attention is all you need</i>. Called with
 * one tensor it attends to itself.
 *
 * <pre>{@code
 * Tensor x = Numpy.ones(1, 3, 8);
 * MultiHeadDotProductAttention attention = new MultiHeadDotProductAttention(2);
 * Map<String, Object> variables = attention.init(Random.key(0), x);
 * Tensor mask = Attention.makeCausalMask(Numpy.ones(1, 3));
 * Tensor y =
 *     attention.apply(variables, () -> attention.attend(AttentionInputs.of(x).mask(mask)));
 * }</pre>
 *
 * <p>With {@code decode(true)}, {@code init} with an input of the greatest length makes the
 * collection {@code cache}; each call with one position then adds it, and attends to those so far.
 */
public class MultiHeadDotProductAttention extends Layer {
  private final int numHeads;
  private @Nullable DType dtype;
  private DType paramDtype = DType.F32;
  private @Nullable Precision precision;
  private int qkvFeatures = 0;
  private int outFeatures = 0;
  private boolean broadcastDropout = true;
  private double dropoutRate = 0;
  private @Nullable Boolean deterministic;
  private boolean followsTraining = false;
  private Initializer kernelInit = Initializers.lecunNormal();
  private @Nullable Initializer outKernelInit;
  private Initializer biasInit = Initializers.zeros();
  private @Nullable Initializer outBiasInit;
  private boolean useBias = true;
  private boolean decode = false;
  private boolean normalizeQk = false;
  private boolean forceFp32ForSoftmax = false;

  /** Attention with so many heads. */
  public MultiHeadDotProductAttention(int numHeads) {
    this.numHeads = numHeads;
  }

  /** The dtype to compute in; without it that of input and parameters. */
  public MultiHeadDotProductAttention dtype(@Nullable DType value) {
    MultiHeadDotProductAttention copy = copy();
    copy.dtype = value;
    return copy;
  }

  /** The dtype of the parameters; f32 without it. */
  public MultiHeadDotProductAttention paramDtype(DType value) {
    MultiHeadDotProductAttention copy = copy();
    copy.paramDtype = value;
    return copy;
  }

  /**
   * The features of queries, keys and values, all heads together; those of the input without it.
   */
  public MultiHeadDotProductAttention qkvFeatures(int value) {
    MultiHeadDotProductAttention copy = copy();
    copy.qkvFeatures = value;
    return copy;
  }

  /** The features of the result; those of the input without it. */
  public MultiHeadDotProductAttention outFeatures(int value) {
    MultiHeadDotProductAttention copy = copy();
    copy.outFeatures = value;
    return copy;
  }

  /** Whether all examples and heads drop the same weights. */
  public MultiHeadDotProductAttention broadcastDropout(boolean value) {
    MultiHeadDotProductAttention copy = copy();
    copy.broadcastDropout = value;
    return copy;
  }

  /** The probability that a weight is dropped. */
  public MultiHeadDotProductAttention dropoutRate(double value) {
    MultiHeadDotProductAttention copy = copy();
    copy.dropoutRate = value;
    return copy;
  }

  /** Whether nothing is dropped; here or in the call. */
  public MultiHeadDotProductAttention deterministic(boolean value) {
    MultiHeadDotProductAttention copy = copy();
    copy.deterministic = value;
    return copy;
  }

  /**
   * Whether weights are dropped follows {@link ApplyOptions#training}: what is trained drops.
   * Without it, it has to be said here or in the call.
   */
  public MultiHeadDotProductAttention followsTraining() {
    MultiHeadDotProductAttention copy = copy();
    copy.followsTraining = true;
    return copy;
  }

  /** The precision of products; all are the same on a CPU. */
  public MultiHeadDotProductAttention precision(@Nullable Precision value) {
    MultiHeadDotProductAttention copy = copy();
    copy.precision = value;
    return copy;
  }

  /** How the kernel is drawn. */
  public MultiHeadDotProductAttention kernelInit(Initializer value) {
    MultiHeadDotProductAttention copy = copy();
    copy.kernelInit = value;
    return copy;
  }

  /** How the kernel of the result is drawn; as the others without it. */
  public MultiHeadDotProductAttention outKernelInit(Initializer value) {
    MultiHeadDotProductAttention copy = copy();
    copy.outKernelInit = value;
    return copy;
  }

  /** How the bias is drawn. */
  public MultiHeadDotProductAttention biasInit(Initializer value) {
    MultiHeadDotProductAttention copy = copy();
    copy.biasInit = value;
    return copy;
  }

  /** How the bias of the result is drawn; as the others without it. */
  public MultiHeadDotProductAttention outBiasInit(Initializer value) {
    MultiHeadDotProductAttention copy = copy();
    copy.outBiasInit = value;
    return copy;
  }

  /** Whether a bias is added. */
  public MultiHeadDotProductAttention useBias(boolean value) {
    MultiHeadDotProductAttention copy = copy();
    copy.useBias = value;
    return copy;
  }

  /** Whether one position is given at a time, the others being remembered. */
  public MultiHeadDotProductAttention decode(boolean value) {
    MultiHeadDotProductAttention copy = copy();
    copy.decode = value;
    return copy;
  }

  /** Whether queries and keys are normalized; Dehghani et al. 2023. */
  public MultiHeadDotProductAttention normalizeQk(boolean value) {
    MultiHeadDotProductAttention copy = copy();
    copy.normalizeQk = value;
    return copy;
  }

  /** Whether softmax is computed in f32 at least. */
  public MultiHeadDotProductAttention forceFp32ForSoftmax(boolean value) {
    MultiHeadDotProductAttention copy = copy();
    copy.forceFp32ForSoftmax = value;
    return copy;
  }

  @Override
  public MultiHeadDotProductAttention named(String name) {
    return (MultiHeadDotProductAttention) super.named(name);
  }

  @Override
  protected Tensor call(Tensor x) {
    return attended(AttentionInputs.of(x));
  }

  /** Attention of queries to keys that are values too. */
  public Tensor apply(Tensor query, Tensor key) {
    return attend(AttentionInputs.of(query, key));
  }

  /** Attention of queries to keys with values. */
  public Tensor apply(Tensor query, Tensor key, Tensor value) {
    return attend(AttentionInputs.of(query, key, value));
  }

  /** Attention with a mask, a key for dropout, and so on. */
  public Tensor attend(AttentionInputs inputs) {
    return compact(() -> attended(inputs));
  }

  private Tensor attended(AttentionInputs inputs) {
    int features = Linear.features("MultiHeadDotProductAttention", inputs.query());
    int qkv = qkvFeatures == 0 ? features : qkvFeatures;
    if (qkv % numHeads != 0) {
      throw new ShapeException(
          "%s: %d features for queries, keys and values are no multiple of %d heads"
              .formatted(className(), qkv, numHeads));
    }
    Tensor query = heads("query", qkv).apply(inputs.query());
    Tensor key = heads("key", qkv).apply(inputs.key());
    Tensor value = heads("value", qkv).apply(inputs.value());
    if (normalizeQk) {
      query = norm("query_ln").apply(query);
      key = norm("key_ln").apply(key);
    }
    Tensor mask = inputs.mask();
    if (decode && hasVariable(CollectionName.CACHE, "cached_key")) {
      Cache.Step step = new Cache(this).append(query, key, value);
      key = step.key();
      value = step.value();
      mask = mask == null ? step.mask() : Attention.combineMasks(mask, step.mask());
    } else if (decode) {
      new Cache(this).create(key, value);
    }
    AttentionWeights.Mode mode =
        new AttentionWeights.Mode(
            null,
            mask,
            dropoutRng(inputs),
            dropoutRate,
            broadcastDropout,
            dtype,
            forceFp32ForSoftmax);
    Tensor y = AttentionWeights.attend(query, key, value, mode, w -> sown(w, inputs));
    return new DenseGeneral(outFeatures == 0 ? features : outFeatures)
        .axis(-2, -1)
        .kernelInit(outKernelInit == null ? kernelInit : outKernelInit)
        .biasInit(outBiasInit == null ? biasInit : outBiasInit)
        .useBias(useBias)
        .dtype(dtype)
        .paramDtype(paramDtype)
        .precision(precision)
        .named("out")
        .apply(y);
  }

  private void sown(Tensor weights, AttentionInputs inputs) {
    if (inputs.sowWeights()) {
      sow(CollectionName.INTERMEDIATES, "attention_weights", weights);
    }
  }

  private DenseGeneral heads(String name, int qkv) {
    return new DenseGeneral(numHeads, qkv / numHeads)
        .kernelInit(kernelInit)
        .biasInit(biasInit)
        .useBias(useBias)
        .dtype(dtype)
        .paramDtype(paramDtype)
        .precision(precision)
        .named(name);
  }

  private LayerNorm norm(String name) {
    return new LayerNorm().useBias(false).dtype(dtype).paramDtype(paramDtype).named(name);
  }

  private @Nullable Tensor dropoutRng(AttentionInputs inputs) {
    if (dropoutRate == 0) {
      return null;
    }
    Boolean inCall = inputs.deterministic();
    if (inCall == null && deterministic == null && followsTraining) {
      inCall = !isTraining();
    }
    if ((inCall == null) == (deterministic == null)) {
      throw new ModuleException(
          "%s: dropoutRate is %s, so say whether it is deterministic: in the module or in its inputs, one of the two"
              .formatted(className(), dropoutRate));
    }
    boolean nothing = inCall == null ? deterministic : inCall;
    return nothing ? null : inputs.dropoutRng() == null ? makeRng("dropout") : inputs.dropoutRng();
  }
}
