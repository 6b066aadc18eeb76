/**
 * Data sets and the pipelines that read them.
 *
 * <p>A {@link dev.covector.data.Dataset} describes where elements come from and what happens to
 * them; nothing is read before they are asked for. It never changes and is used by as many threads
 * as one likes, each with an iterator of its own.
 *
 * <pre>{@code
 * TrainTest<LabelledImages> digits = Digits.load();
 * Dataset<LabelledImages> batches =
 *     Dataset.of(digits.train()).shuffle(Random.key(0)).batch(32, true).repeat(2).prefetch(2);
 * for (LabelledImages batch : batches) {
 *   batch.images(); // f32[32,8,8], on the device
 * }
 * }</pre>
 *
 * <p>Every element has a number, and what it is depends on the pipeline and the number alone: two
 * runs are equal, and a run is taken up again at any {@link dev.covector.data.Position}. Elements
 * are trees, as {@link dev.covector.tree.Tree} has them.
 */
@NullMarked
package dev.covector.data;

import org.jspecify.annotations.NullMarked;
