package dev.covector.samples;

import dev.covector.Tensor;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/** A picture of many small grey images in rows. */
final class SampleSheet {
  private static final int CELL = 64;
  private static final int MARGIN = 6;

  private SampleSheet() {}

  /**
   * Writes a sheet.
   *
   * @param images (n, height, width), from 0 for white to 1 for black
   */
  static void write(Path file, Tensor images, int columns) throws IOException {
    int count = images.shape().dim(0);
    int rows = Math.ceilDiv(count, columns);
    BufferedImage sheet =
        new BufferedImage(
            columns * (CELL + MARGIN) + MARGIN,
            rows * (CELL + MARGIN) + MARGIN,
            BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sheet.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
    pen.setColor(Color.LIGHT_GRAY);
    pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    for (int i = 0; i < count; i++) {
      int x = MARGIN + i % columns * (CELL + MARGIN);
      int y = MARGIN + i / columns * (CELL + MARGIN);
      pen.drawImage(picture(images.get(i)), x, y, CELL, CELL, null);
    }
    pen.dispose();
    Files.createDirectories(file.toAbsolutePath().getParent());
    ImageIO.write(sheet, "png", file.toFile());
  }

  private static BufferedImage picture(Tensor image) {
    int height = image.shape().dim(0);
    int width = image.shape().dim(1);
    float[] pixels = image.toFloatArray();
    BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < pixels.length; i++) {
      int grey = Math.round(255 * (1 - pixels[i]));
      picture.setRGB(i % width, i / width, new Color(grey, grey, grey).getRGB());
    }
    return picture;
  }
}
