package dev.covector.data;

import dev.covector.Tensor;
import dev.covector.checkpoint.Npy;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The data set that comes with the library: 1,797 handwritten digits of 8x8 pixels.
 *
 * <pre>{@code
 * TrainTest<LabelledImages> digits = Digits.load();
 * digits.train().images(); // f32[1347,8,8], 0 to 16
 * digits.test().labels(); // i32[450]
 * }</pre>
 *
 * <p>The images are the test part of <i>Optical Recognition of Handwritten Digits</i>, E. Alpaydin
 * and C. Kaynak 1998, UCI Machine Learning Repository, <a
 * href="https://doi.org/10.24432/C50P49">doi:10.24432/C50P49</a>, licensed CC BY 4.0; the parts are
 * those of scikit-learn's {@code train_test_split(random_state=0)} over its {@code load_digits}.
 */
public final class Digits {
  private static final String FILE = "digits.npz";
  private static final int SIDE = 8;

  private Digits() {}

  /** 1,347 images to train with and 450 to test with: f32[n, 8, 8] from 0 to 16. */
  public static TrainTest<LabelledImages> load() {
    Map<String, Tensor> arrays = read();
    byte[] pixels = array(arrays, "images").toByteArray();
    int[] labels = array(arrays, "labels").toIntArray();
    return new TrainTest<>("train", "test")
        .map(part -> rows(pixels, labels, array(arrays, part).toIntArray()));
  }

  /** Some of the images; copied here, so that nothing has to be compiled for it. */
  private static LabelledImages rows(byte[] pixels, int[] labels, int[] rows) {
    int size = SIDE * SIDE;
    float[] images = new float[rows.length * size];
    for (int i = 0; i < images.length; i++) {
      images[i] = pixels[rows[i / size] * size + i % size];
    }
    int[] some = Arrays.stream(rows).map(row -> labels[row]).toArray();
    return new LabelledImages(Tensor.of(images, rows.length, SIDE, SIDE), Tensor.of(some));
  }

  private static Tensor array(Map<String, Tensor> arrays, String name) {
    Tensor array = arrays.get(name + ".npy");
    if (array == null) {
      throw new DataException(FILE + " has no array " + name + ", only " + arrays.keySet());
    }
    return array;
  }

  private static Map<String, Tensor> read() {
    try (InputStream file = Digits.class.getResourceAsStream(FILE)) {
      if (file == null) {
        throw new DataException(FILE + " is missing beside " + Digits.class.getName());
      }
      Map<String, Tensor> arrays = new HashMap<>();
      ZipInputStream zip = new ZipInputStream(file);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        arrays.put(entry.getName(), Npy.read(zip.readAllBytes()));
      }
      return arrays;
    } catch (IOException e) {
      throw new DataException(FILE + " cannot be read: " + e.getMessage(), e);
    }
  }
}
