package dev.covector.samples;

import dev.covector.data.LabelledImages;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/** A picture of digits with their predictions: green where right, red where wrong. */
final class PredictionSheet {
  private static final int COLUMNS = 10;
  private static final int SIDE = 8;
  private static final int SCALE = 8;
  private static final int MARGIN = 12;
  private static final int CAPTION = 20;
  private static final int CELL_WIDTH = SIDE * SCALE + MARGIN;
  private static final int CELL_HEIGHT = SIDE * SCALE + MARGIN + CAPTION;
  private static final int BRIGHTEST = 16;
  private static final Color RIGHT = new Color(0x1B, 0x87, 0x3F);
  private static final Color WRONG = new Color(0xC6, 0x28, 0x28);

  private PredictionSheet() {}

  /** How many predictions are right. */
  static int correct(LabelledImages images, int[] predicted) {
    int[] labels = images.labels().toIntArray();
    return (int)
        IntStream.range(0, predicted.length).filter(i -> predicted[i] == labels[i]).count();
  }

  /** Writes a sheet of the first {@code count} images. */
  static void write(Path file, LabelledImages images, int[] predicted, int count)
      throws IOException {
    float[] pixels = images.images().toFloatArray();
    int[] labels = images.labels().toIntArray();
    int rows = Math.ceilDiv(count, COLUMNS);
    BufferedImage sheet =
        new BufferedImage(
            COLUMNS * CELL_WIDTH + MARGIN, rows * CELL_HEIGHT + MARGIN, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = sheet.createGraphics();
    pen.setRenderingHint(
        RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
    pen.setColor(Color.WHITE);
    pen.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
    pen.setFont(new Font(Font.SANS_SERIF, Font.BOLD, 14));
    for (int i = 0; i < count; i++) {
      int x = MARGIN + i % COLUMNS * CELL_WIDTH;
      int y = MARGIN + i / COLUMNS * CELL_HEIGHT;
      digit(sheet, pixels, i * SIDE * SIDE, x, y);
      boolean right = predicted[i] == labels[i];
      pen.setColor(right ? RIGHT : WRONG);
      String caption = right ? "" + predicted[i] : predicted[i] + " not " + labels[i];
      pen.drawString(caption, x, y + SIDE * SCALE + CAPTION - 4);
    }
    pen.dispose();
    Path folder = file.toAbsolutePath().getParent();
    Files.createDirectories(folder);
    ImageIO.write(sheet, "png", file.toFile());
  }

  private static void digit(BufferedImage sheet, float[] pixels, int first, int left, int top) {
    for (int row = 0; row < SIDE * SCALE; row++) {
      for (int column = 0; column < SIDE * SCALE; column++) {
        float value = pixels[first + row / SCALE * SIDE + column / SCALE] / BRIGHTEST;
        int grey = Math.round(255 * (1 - value));
        sheet.setRGB(left + column, top + row, new Color(grey, grey, grey).getRGB());
      }
    }
  }
}
