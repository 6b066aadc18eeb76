package dev.covector.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/**
 * The 1,797 handwritten digits of 8x8 pixels (values 0 to 16) of the UCI set "Optical Recognition
 * of Handwritten Digits", CC BY 4.0, with the train and test rows of scikit-learn's {@code
 * train_test_split(random_state=0)}.
 *
 * @param trainImages 1347 x 64 pixels
 * @param trainLabels 1347 digits
 * @param testImages 450 x 64 pixels
 * @param testLabels 450 digits
 */
public record DigitsData(
    float[][] trainImages, int[] trainLabels, float[][] testImages, int[] testLabels) {
  private static final int PIXELS = 64;
  private static final int NPY_HEADER_LENGTH_AT = 8;
  private static final int NPY_HEADER_AT = 10;

  /** Reads the data set that comes with the samples. */
  public static DigitsData load() {
    Map<String, ByteBuffer> arrays = new HashMap<>();
    try (InputStream file = DigitsData.class.getResourceAsStream("digits.npz")) {
      if (file == null) {
        throw new IllegalStateException("digits.npz is missing beside " + DigitsData.class);
      }
      ZipInputStream zip = new ZipInputStream(file);
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        arrays.put(entry.getName(), body(zip.readAllBytes(), entry.getName()));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("digits.npz cannot be read", e);
    }
    ByteBuffer images = arrays.get("images.npy");
    int[] labels = integers(arrays.get("labels.npy"));
    int[] train = integers(arrays.get("train.npy"));
    int[] test = integers(arrays.get("test.npy"));
    return new DigitsData(
        images(images, train), pick(labels, train), images(images, test), pick(labels, test));
  }

  /** The data of an npy file: its header says type and shape, which are known here. */
  private static ByteBuffer body(byte[] npy, String name) {
    ByteBuffer buffer = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN);
    int length = buffer.getShort(NPY_HEADER_LENGTH_AT);
    String header = new String(npy, NPY_HEADER_AT, length, StandardCharsets.US_ASCII);
    String type = name.equals("images.npy") ? "|u1" : "<i4";
    if (!header.contains(type) || header.contains("'fortran_order': True")) {
      throw new IllegalStateException(name + " has the header " + header + ", not " + type);
    }
    buffer.position(NPY_HEADER_AT + length);
    return buffer.slice().order(ByteOrder.LITTLE_ENDIAN);
  }

  private static int[] integers(ByteBuffer buffer) {
    int[] values = new int[buffer.remaining() / Integer.BYTES];
    buffer.asIntBuffer().get(values);
    return values;
  }

  private static float[][] images(ByteBuffer pixels, int[] rows) {
    float[][] images = new float[rows.length][PIXELS];
    for (int i = 0; i < rows.length; i++) {
      for (int p = 0; p < PIXELS; p++) {
        images[i][p] = pixels.get(rows[i] * PIXELS + p);
      }
    }
    return images;
  }

  private static int[] pick(int[] values, int[] rows) {
    int[] picked = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      picked[i] = values[rows[i]];
    }
    return picked;
  }
}
