package dev.covector.data;

import dev.covector.Tensor;
import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;

/**
 * Files of images: those that {@code javax.imageio} reads, which are PNG, JPEG, GIF, BMP, WBMP and
 * TIFF.
 *
 * <pre>{@code
 * Path file = Files.createTempDirectory("images").resolve("red.png");
 * BufferedImage red = new BufferedImage(4, 2, BufferedImage.TYPE_INT_RGB);
 * red.setRGB(0, 0, 0xFF0000);
 * ImageIO.write(red, "png", file.toFile());
 * Tensor image = Images.read(file, ImageOptions.rgb()); // f32[2,4,3]
 * }</pre>
 */
public final class Images {
  private static final double RED = 0.299;
  private static final double GREEN = 0.587;
  private static final double BLUE = 0.114;
  private static final float BYTE = 255;

  private Images() {}

  /** The image of a file, by its name. */
  public static Tensor read(String file, ImageOptions options) {
    return read(Path.of(file), options);
  }

  /**
   * The image of a file: f32[height, width, channels] from 0 to 1. Transparency is left out.
   *
   * @throws DataException when there is no such file, or it is no image that can be read
   */
  public static Tensor read(Path file, ImageOptions options) {
    RawFile.requireFile(file);
    BufferedImage image;
    try {
      image = ImageIO.read(file.toFile());
    } catch (IOException | RuntimeException e) { // damaged files give either
      throw new DataException(file + ": the image cannot be read: " + e.getMessage(), e);
    }
    if (image == null) {
      throw new DataException(file + ": no image; PNG, JPEG, GIF, BMP, WBMP and TIFF can be read");
    }
    int height = image.getHeight();
    int width = image.getWidth();
    int channels = options.channels();
    float[] pixels =
        image.getRaster().getNumBands() == 1 && isGrey(image)
            ? grey(image.getRaster(), channels)
            : colours(image, channels);
    if (options.height() > 0 && (options.height() != height || options.width() != width)) {
      pixels = Resampling.rows(pixels, height, options.height(), width * channels);
      height = options.height();
      pixels = Resampling.columns(pixels, height, width, options.width(), channels);
      width = options.width();
    }
    return Tensor.of(pixels, height, width, channels);
  }

  private static boolean isGrey(BufferedImage image) {
    return image.getType() == BufferedImage.TYPE_BYTE_GRAY
        || image.getType() == BufferedImage.TYPE_USHORT_GRAY;
  }

  /** The samples themselves: getRGB takes those of grey images for linear light. */
  private static float[] grey(Raster raster, int channels) {
    float most =
        raster.getDataBuffer().getDataType() == java.awt.image.DataBuffer.TYPE_USHORT
            ? 65535
            : BYTE;
    float[] samples =
        raster.getSamples(0, 0, raster.getWidth(), raster.getHeight(), 0, (float[]) null);
    float[] pixels = new float[samples.length * channels];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = samples[i / channels] / most;
    }
    return pixels;
  }

  private static float[] colours(BufferedImage image, int channels) {
    int[] colours =
        image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth());
    float[] pixels = new float[colours.length * channels];
    for (int i = 0; i < colours.length; i++) {
      int red = colours[i] >> 16 & 0xFF;
      int green = colours[i] >> 8 & 0xFF;
      int blue = colours[i] & 0xFF;
      if (channels == 1) {
        pixels[i] = (float) (RED * red + GREEN * green + BLUE * blue) / BYTE;
      } else {
        pixels[3 * i] = red / BYTE;
        pixels[3 * i + 1] = green / BYTE;
        pixels[3 * i + 2] = blue / BYTE;
      }
    }
    return pixels;
  }
}
