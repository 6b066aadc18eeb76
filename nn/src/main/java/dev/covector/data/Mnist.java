package dev.covector.data;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * MNIST, or a set of its layout such as Fashion-MNIST, from its four IDX files in a folder: {@code
 * train-images-idx3-ubyte}, {@code train-labels-idx1-ubyte}, {@code t10k-images-idx3-ubyte} and
 * {@code t10k-labels-idx1-ubyte}, each with or without {@code .gz}.
 *
 * <pre>{@code
 * Path folder = Path.of("mnist");
 * if (Files.exists(folder)) {
 *   TrainTest<LabelledImages> mnist = Mnist.load(folder);
 *   mnist.train().images(); // u8[60000,28,28]
 * }
 * }</pre>
 */
public final class Mnist {
  private Mnist() {}

  /** The images and labels of a folder, by its name. */
  public static TrainTest<LabelledImages> load(String folder) {
    return load(Path.of(folder));
  }

  /**
   * Images u8[n, height, width] from 0 to 255, and labels i32[n].
   *
   * @throws DataException when a file is missing or not what it should be
   */
  public static TrainTest<LabelledImages> load(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new DataException(folder + ": there is no such folder");
    }
    return new TrainTest<>("train", "t10k").map(part -> part(folder, part));
  }

  private static LabelledImages part(Path folder, String part) {
    Path imageFile = file(folder, part + "-images-idx3-ubyte");
    Path labelFile = file(folder, part + "-labels-idx1-ubyte");
    Tensor images = Idx.read(imageFile);
    Tensor labels = Idx.read(labelFile);
    if (images.rank() != 3
        || labels.rank() != 1
        || images.shape().dim(0) != labels.shape().dim(0)) {
      throw new DataException(
          "%s is %s and %s is %s; they must be n images of two axes and n labels"
              .formatted(imageFile, images.type(), labelFile, labels.type()));
    }
    return new LabelledImages(images, Lax.convert(labels, DType.I32));
  }

  /** The file of a name; some tools unpack it with a dot for the second hyphen. */
  private static Path file(Path folder, String name) {
    String dotted = name.replace("-idx", ".idx");
    return List.of(name, name + ".gz", dotted, dotted + ".gz").stream()
        .map(folder::resolve)
        .filter(Files::exists)
        .findFirst()
        .orElseThrow(
            () -> new DataException(folder + ": there is no " + name + ", with or without .gz"));
  }
}
