package dev.covector.samples;

import dev.covector.DType;
import dev.covector.data.Dataset;
import dev.covector.data.Digits;
import dev.covector.data.LabelledImages;
import dev.covector.data.Mnist;
import dev.covector.data.TrainTest;
import dev.covector.numpy.Numpy;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * The images that a sample learns: MNIST where its folder is named, else the digits that come with
 * the library.
 *
 * @param parts images [n, side, side]
 * @param brightest the value of a white pixel
 */
record ImageSet(TrainTest<LabelledImages> parts, int brightest) {
  static final int CLASSES = 10;

  private static final String PICTURE = ".png";

  /** The set that arguments name: a folder with the four files of MNIST, or none. */
  static ImageSet of(String... arguments) {
    return Arrays.stream(arguments)
        .filter(argument -> !argument.endsWith(PICTURE))
        .findFirst()
        .map(folder -> new ImageSet(Mnist.load(Path.of(folder)), 255))
        .orElseGet(() -> new ImageSet(Digits.load(), 16));
  }

  /** Where arguments want a picture. */
  static Path picture(String usual, String... arguments) {
    return Path.of(
        Arrays.stream(arguments).filter(a -> a.endsWith(PICTURE)).findFirst().orElse(usual));
  }

  /** Pixels in a row, and rows. */
  int side() {
    return parts.train().images().shape().dim(1);
  }

  boolean isLarge() {
    return parts.train().images().shape().dim(0) > 10_000;
  }

  /** Batches of the images in random order, epoch after epoch; pixels are from 0 to 1. */
  Dataset<LabelledImages> training(long seed, int size) {
    return scaled(Dataset.of(parts.train()).shuffle(seed).batch(size, true).repeat()).prefetch(4);
  }

  /** Batches of the images to test with, in order. */
  Dataset<LabelledImages> testing(int size) {
    return scaled(Dataset.of(parts.test()).batch(size)).prefetch(2);
  }

  private Dataset<LabelledImages> scaled(Dataset<LabelledImages> batches) {
    float white = brightest;
    return batches.map(
        batch ->
            new LabelledImages(
                Numpy.divide(batch.images().astype(DType.F32), white), batch.labels()));
  }
}
