package dev.covector.linen;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The digits of 8x8 pixels as rows, and which rows train and test. */
record DigitsRows(byte[] pixels, int[] labels, int[] train, int[] test) {
  static final int PIXELS = 64;

  static DigitsRows load() throws IOException {
    Map<String, ByteBuffer> arrays = new HashMap<>();
    try (InputStream file = Module.class.getResourceAsStream("/dev/covector/data/digits.npz");
        ZipInputStream zip = new ZipInputStream(file)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        ByteBuffer npy = ByteBuffer.wrap(zip.readAllBytes()).order(ByteOrder.LITTLE_ENDIAN);
        npy.position(10 + npy.getShort(8));
        arrays.put(entry.getName(), npy.slice().order(ByteOrder.LITTLE_ENDIAN));
      }
    }
    ByteBuffer images = arrays.get("images.npy");
    byte[] pixels = new byte[images.remaining()];
    images.get(pixels);
    return new DigitsRows(
        pixels,
        integers(arrays.get("labels.npy")),
        integers(arrays.get("train.npy")),
        integers(arrays.get("test.npy")));
  }

  private static int[] integers(ByteBuffer buffer) {
    int[] values = new int[buffer.remaining() / Integer.BYTES];
    buffer.asIntBuffer().get(values);
    return values;
  }

  /** Pixels of rows, divided by 16. */
  float[] images(int[] rows) {
    float[] images = new float[rows.length * PIXELS];
    for (int i = 0; i < rows.length; i++) {
      for (int p = 0; p < PIXELS; p++) {
        images[i * PIXELS + p] = pixels[rows[i] * PIXELS + p] / 16f;
      }
    }
    return images;
  }

  int[] labelsOf(int[] rows) {
    int[] some = new int[rows.length];
    for (int i = 0; i < rows.length; i++) {
      some[i] = labels[rows[i]];
    }
    return some;
  }

  /** The training rows of a step: the next ones, around the end. */
  int[] batch(int step, int size) {
    int[] rows = new int[size];
    for (int j = 0; j < size; j++) {
      rows[j] = train[(step * size + j) % train.length];
    }
    return rows;
  }
}
