package dev.covector.nnx;

import dev.covector.random.Initializer;
import org.jspecify.annotations.Nullable;

/**
 * Options of {@link MultiHeadAttention}. They never change: each method returns a copy.
 *
 * <pre>{@code
 * MultiHeadAttention attention =
 *     new MultiHeadAttention(2, 8, new AttentionOptions().dropoutRate(0.1), new Rngs(0));
 * }</pre>
 */
public final class AttentionOptions extends ProductOptions<AttentionOptions> {
  int qkvFeatures;
  int outFeatures;
  int numKvHeads;
  int inKvFeatures;
  boolean broadcastDropout = true;
  double dropoutRate;
  boolean normalizeQk;
  @Nullable Initializer outKernelInit;
  @Nullable Initializer outBiasInit;
  boolean deterministic;
  boolean keepRngs = true;

  /** The usual options. */
  public AttentionOptions() {}

  /** The features of queries, keys and values, all heads together; those of the input without. */
  public AttentionOptions qkvFeatures(int features) {
    AttentionOptions copy = copy();
    copy.qkvFeatures = features;
    return copy;
  }

  /** The features of the result; those of the input without this. */
  public AttentionOptions outFeatures(int features) {
    AttentionOptions copy = copy();
    copy.outFeatures = features;
    return copy;
  }

  /** How many heads keys and values have, each for several of queries; as many without this. */
  public AttentionOptions numKvHeads(int heads) {
    AttentionOptions copy = copy();
    copy.numKvHeads = heads;
    return copy;
  }

  /** The features of what keys and values are made of; those of the input without this. */
  public AttentionOptions inKvFeatures(int features) {
    AttentionOptions copy = copy();
    copy.inKvFeatures = features;
    return copy;
  }

  /** The probability that a weight is dropped while training; 0 without this. */
  public AttentionOptions dropoutRate(double rate) {
    AttentionOptions copy = copy();
    copy.dropoutRate = rate;
    return copy;
  }

  /** Whether all examples and heads drop the same weights; they do without this. */
  public AttentionOptions broadcastDropout(boolean share) {
    AttentionOptions copy = copy();
    copy.broadcastDropout = share;
    return copy;
  }

  /** Whether queries and keys are normalized; Dehghani et al. 2023. */
  public AttentionOptions normalizeQk(boolean normalize) {
    AttentionOptions copy = copy();
    copy.normalizeQk = normalize;
    return copy;
  }

  /** Whether no weight is dropped; as after {@link Module#eval}. */
  public AttentionOptions deterministic(boolean nothingDropped) {
    AttentionOptions copy = copy();
    copy.deterministic = nothingDropped;
    return copy;
  }

  /** Whether the layer keeps a stream of keys for dropout; without one, calls give the key. */
  public AttentionOptions keepRngs(boolean keep) {
    AttentionOptions copy = copy();
    copy.keepRngs = keep;
    return copy;
  }

  /** How the bias of the result is drawn, if not as the others. */
  public AttentionOptions outBiasInit(Initializer initializer) {
    AttentionOptions copy = copy();
    copy.outBiasInit = initializer;
    return copy;
  }

  /** How the kernel of the result is drawn, if not as the others. */
  public AttentionOptions outKernelInit(Initializer initializer) {
    AttentionOptions copy = copy();
    copy.outKernelInit = initializer;
    return copy;
  }
}
