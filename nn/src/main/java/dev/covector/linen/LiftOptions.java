package dev.covector.linen;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a lifted transformation does with variables and keys. Collections and streams that are not
 * named here do not go in.
 *
 * <pre>{@code
 * // parameters for each example, and keys of their own to draw them
 * LiftOptions options = LiftOptions.DEFAULT.mapped("params", 0).splitRng("params");
 * }</pre>
 *
 * @param mapped collections with values for each example or step, and along which axis
 * @param shared collections that all examples or steps share
 * @param carried collections that go from step to step of a scan
 * @param splitRngs streams, and whether each example or step has a key of its own
 * @param inAxis the axis of the inputs: a number, null or, as a tree, for its parts
 * @param outAxis the axis of the outputs
 * @param length the number of examples or steps, needed where no input says it; else -1
 * @param reverse whether a scan goes from the last step to the first
 * @param axisName the name of the axis of examples of a vmap, for psum and pmean; null for none
 */
public record LiftOptions(
    Map<String, Integer> mapped,
    Set<String> shared,
    Set<String> carried,
    Map<String, Boolean> splitRngs,
    @Nullable Object inAxis,
    @Nullable Object outAxis,
    int length,
    boolean reverse,
    @Nullable String axisName) {
  /** Nothing goes in but the inputs, along axis 0. */
  public static final LiftOptions DEFAULT =
      new LiftOptions(Map.of(), Set.of(), Set.of(), Map.of(), 0, 0, -1, false, null);

  /** Copies the collections. */
  public LiftOptions {
    mapped = Map.copyOf(mapped);
    shared = Set.copyOf(shared);
    carried = Set.copyOf(carried);
    splitRngs = Map.copyOf(splitRngs);
  }

  /** These, with a collection that has values for each example or step along an axis. */
  public LiftOptions mapped(String collection, int axis) {
    Map<String, Integer> all = new LinkedHashMap<>(mapped);
    all.put(collection, axis);
    return new LiftOptions(
        all, shared, carried, splitRngs, inAxis, outAxis, length, reverse, axisName);
  }

  /** These, with a collection that all share. */
  public LiftOptions shared(String collection) {
    Set<String> all = new LinkedHashSet<>(shared);
    all.add(collection);
    return new LiftOptions(
        mapped, all, carried, splitRngs, inAxis, outAxis, length, reverse, axisName);
  }

  /** These, with a collection that goes from step to step. */
  public LiftOptions carried(String collection) {
    Set<String> all = new LinkedHashSet<>(carried);
    all.add(collection);
    return new LiftOptions(
        mapped, shared, all, splitRngs, inAxis, outAxis, length, reverse, axisName);
  }

  /** These, with a stream that has a key of its own for each example or step. */
  public LiftOptions splitRng(String stream) {
    return rng(stream, true);
  }

  /** These, with a stream whose key all examples or steps share. */
  public LiftOptions sharedRng(String stream) {
    return rng(stream, false);
  }

  private LiftOptions rng(String stream, boolean split) {
    Map<String, Boolean> all = new LinkedHashMap<>(splitRngs);
    all.put(stream, split);
    return new LiftOptions(
        mapped, shared, carried, all, inAxis, outAxis, length, reverse, axisName);
  }

  /** These, with the axis of inputs and of outputs. */
  public LiftOptions axes(@Nullable Object in, @Nullable Object out) {
    return new LiftOptions(mapped, shared, carried, splitRngs, in, out, length, reverse, axisName);
  }

  /** These, with a number of examples or steps. */
  public LiftOptions length(int count) {
    return new LiftOptions(
        mapped, shared, carried, splitRngs, inAxis, outAxis, count, reverse, axisName);
  }

  /** These, with scans from the last step to the first. */
  public LiftOptions reverse(boolean fromLast) {
    return new LiftOptions(
        mapped, shared, carried, splitRngs, inAxis, outAxis, length, fromLast, axisName);
  }

  /** These, with a name for the axis of examples of a vmap. */
  public LiftOptions axisName(@Nullable String axis) {
    return new LiftOptions(
        mapped, shared, carried, splitRngs, inAxis, outAxis, length, reverse, axis);
  }

  boolean takes(String collection) {
    return mapped.containsKey(collection)
        || shared.contains(collection)
        || carried.contains(collection);
  }
}
