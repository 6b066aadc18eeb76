package dev.covector.data;

import dev.covector.DType;
import dev.covector.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Images in a folder that has a subfolder for each class. Classes and files are in the order of
 * their names; images are read when they are asked for.
 *
 * <pre>{@code
 * Path root = Files.createTempDirectory("pets");
 * for (String name : List.of("cat", "dog")) {
 *   Files.createDirectory(root.resolve(name));
 *   BufferedImage picture = new BufferedImage(20, 30, BufferedImage.TYPE_INT_RGB);
 *   ImageIO.write(picture, "png", root.resolve(name).resolve("1.png").toFile());
 * }
 * ImageFolder pets = ImageFolder.open(root, ImageOptions.rgb().resized(16, 16));
 * System.out.println(pets.classes()); // [cat, dog]
 * LabelledImages batch = pets.dataset().shuffle(0).batch(2).get(0); // images f32[2,16,16,3]
 * }</pre>
 *
 * @param classes the names of the subfolders; a label is the number of one
 * @param files of the images
 * @param labels of the images
 * @param options how images are read
 */
public record ImageFolder(
    List<String> classes, List<Path> files, List<Integer> labels, ImageOptions options) {
  private static final Set<String> SUFFIXES =
      Set.of("png", "jpg", "jpeg", "gif", "bmp", "wbmp", "tif", "tiff");

  /** Copies the lists. */
  public ImageFolder {
    classes = List.copyOf(classes);
    files = List.copyOf(files);
    labels = List.copyOf(labels);
  }

  /** Looks for images in a folder, by its name. */
  public static ImageFolder open(String root, ImageOptions options) {
    return open(Path.of(root), options);
  }

  /**
   * Looks for images.
   *
   * @throws DataException when there is no such folder, it has no subfolders, or one of them has no
   *     images
   */
  public static ImageFolder open(Path root, ImageOptions options) {
    if (!Files.isDirectory(root)) {
      throw new DataException(root + ": there is no such folder");
    }
    List<Path> folders = list(root, Files::isDirectory);
    if (folders.isEmpty()) {
      throw new DataException(
          root + ": there are no subfolders; images belong into one for each class");
    }
    List<Path> files = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int label = 0; label < folders.size(); label++) {
      List<Path> images = list(folders.get(label), ImageFolder::isImage);
      if (images.isEmpty()) {
        throw new DataException(
            folders.get(label) + ": there are no images (" + sorted() + "); remove the folder");
      }
      files.addAll(images);
      for (int i = 0; i < images.size(); i++) {
        labels.add(label);
      }
    }
    List<String> classes = folders.stream().map(Path::getFileName).map(Path::toString).toList();
    return new ImageFolder(classes, files, labels, options);
  }

  private static List<Path> list(Path folder, Predicate<Path> wanted) {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> !entry.getFileName().toString().startsWith("."))
          .filter(wanted)
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new DataException(folder + ": cannot be listed: " + e.getMessage(), e);
    }
  }

  private static boolean isImage(Path file) {
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return SUFFIXES.contains(name.substring(name.lastIndexOf('.') + 1))
        && Files.isRegularFile(file);
  }

  private static String sorted() {
    return String.join(", ", SUFFIXES.stream().sorted().toList());
  }

  /** The images, f32[height, width, channels] from 0 to 1, and labels i32[]. */
  public Dataset<LabelledImages> dataset() {
    return new IndexedDataset<>(
        "images",
        files.size(),
        i ->
            new LabelledImages(
                Images.read(files.get((int) i), options),
                Tensor.of(labels.get((int) i), DType.I32)));
  }
}
