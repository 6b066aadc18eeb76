package dev.covector.data;

import dev.covector.Tensor;

/**
 * Images and what they show: a whole set, a batch, or (without the first axis) one.
 *
 * <pre>{@code
 * LabelledImages two = new LabelledImages(Numpy.zeros(2, 8, 8), Tensor.of(new int[] {3, 7}));
 * Dataset<LabelledImages> set = Dataset.of(two);
 * int label = set.get(1).labels().toInt(); // 7
 * }</pre>
 *
 * @param images [n, height, width], or [n, height, width, channels]
 * @param labels i32[n], the number of a class
 */
public record LabelledImages(Tensor images, Tensor labels) {}
