package dev.covector.data;

/**
 * How images of files become tensors. Options never change: each method returns a copy.
 *
 * <pre>{@code
 * ImageOptions options = ImageOptions.rgb().resized(32, 32);
 * }</pre>
 *
 * @param channels 1 for grey, 3 for red, green and blue
 * @param height of all images; 0 to leave each as it is
 * @param width of all images; 0 to leave each as it is
 */
public record ImageOptions(int channels, int height, int width) {
  /** Options. */
  public ImageOptions {
    if (channels != 1 && channels != 3 || height < 0 || width < 0 || height == 0 != (width == 0)) {
      throw new DataException(
          "images of %d channels and %dx%d; there are 1 or 3, and sizes of at least 1x1"
              .formatted(channels, height, width));
    }
  }

  /** Grey images of their own sizes: 0.299 red, 0.587 green and 0.114 blue (ITU-R BT.601). */
  public static ImageOptions grey() {
    return new ImageOptions(1, 0, 0);
  }

  /** Images of three channels and their own sizes. */
  public static ImageOptions rgb() {
    return new ImageOptions(3, 0, 0);
  }

  /** Images that are made so high and wide. */
  public ImageOptions resized(int newHeight, int newWidth) {
    if (newHeight < 1 || newWidth < 1) {
      throw new DataException(
          "resized: the size is %dx%d; it must be at least 1x1".formatted(newHeight, newWidth));
    }
    return new ImageOptions(channels, newHeight, newWidth);
  }
}
