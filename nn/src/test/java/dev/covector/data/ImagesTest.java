package dev.covector.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Tensor;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images from files and folders. */
final class ImagesTest {
  @TempDir private Path folder;

  private static BufferedImage picture(int type, int width, int height, int colour) {
    BufferedImage picture = new BufferedImage(width, height, type);
    for (int i = 0; i < width * height; i++) {
      picture.setRGB(i % width, i / width, colour);
    }
    return picture;
  }

  private Path write(BufferedImage picture, String name) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    ImageIO.write(picture, "png", file.toFile());
    return file;
  }

  private static String message(Runnable code) {
    return assertThrows(DataException.class, code::run).getMessage();
  }

  @Test
  void coloursAreFromZeroToOne() throws IOException {
    BufferedImage picture = picture(BufferedImage.TYPE_INT_RGB, 3, 2, 0);
    picture.setRGB(1, 0, 0xFF8000);
    Path file = write(picture, "a.png");
    Tensor image = Images.read(file, ImageOptions.rgb());
    assertEquals("f32[2,3,3]", image.type().toString());
    float[] values = image.toFloatArray();
    assertArrayEquals(new float[] {0, 1, 128 / 255f, 0}, Arrays.copyOfRange(values, 2, 6));
    float[] grey = Images.read(file, ImageOptions.grey()).toFloatArray();
    assertEquals((0.299 * 255 + 0.587 * 128) / 255, grey[1], 1e-6);
  }

  @Test
  void greyFilesKeepTheirValues() throws IOException {
    BufferedImage picture = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_GRAY);
    picture.getRaster().setSample(0, 0, 0, 51);
    picture.getRaster().setSample(1, 0, 0, 204);
    Path file = write(picture, "grey.png");
    assertArrayEquals(
        new float[] {0.2f, 0.8f}, Images.read(file, ImageOptions.grey()).toFloatArray(), 1e-6f);
    assertArrayEquals(
        new float[] {0.2f, 0.2f, 0.2f, 0.8f, 0.8f, 0.8f},
        Images.read(file, ImageOptions.rgb()).toFloatArray(),
        1e-6f);
    BufferedImage deep = new BufferedImage(1, 1, BufferedImage.TYPE_USHORT_GRAY);
    deep.getRaster().setSample(0, 0, 0, 65535 / 4);
    assertEquals(0.25, Images.read(write(deep, "deep.png"), ImageOptions.grey()).toFloat(), 1e-4);
  }

  @Test
  void sizesAreChangedAsJaxDoes() {
    float[] pixels = new float[35];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = i * i / 1156f;
    }
    // jax.image.resize(x, shape, "bilinear") of JAX 0.10.2
    assertArrayEquals(SMALLER, resized(pixels, 3, 4), 1e-6f);
    assertArrayEquals(NARROWER, resized(pixels, 5, 3), 1e-6f);
    assertArrayEquals(LARGER, resized(pixels, 8, 9), 1e-6f);
    assertArrayEquals(pixels, resized(pixels, 5, 7), 1e-6f);
    float[] twice = new float[70];
    for (int i = 0; i < twice.length; i++) {
      twice[i] = pixels[i / 2];
    }
    float[] rows = Resampling.rows(twice, 5, 3, 14);
    float[] channels = Resampling.columns(rows, 3, 7, 4, 2);
    for (int i = 0; i < channels.length; i++) {
      assertEquals(SMALLER[i / 2], channels[i], 1e-6f);
    }
  }

  private static float[] resized(float[] pixels, int height, int width) {
    return Resampling.columns(Resampling.rows(pixels, 5, height, 7), height, 7, width, 1);
  }

  @Test
  void aSubfolderIsAClass() throws IOException {
    write(picture(BufferedImage.TYPE_INT_RGB, 4, 6, 0xFFFFFF), "dog/2.png");
    write(picture(BufferedImage.TYPE_INT_RGB, 5, 5, 0x000000), "dog/1.PNG");
    write(picture(BufferedImage.TYPE_INT_ARGB, 8, 2, 0xFFFFFFFF), "cat/x.png");
    Files.writeString(folder.resolve("cat/notes.txt"), "no image");
    Files.writeString(folder.resolve("readme.txt"), "no folder");
    ImageFolder pets = ImageFolder.open(folder, ImageOptions.grey().resized(3, 3));
    assertEquals(List.of("cat", "dog"), pets.classes());
    assertEquals(List.of(0, 1, 1), pets.labels());
    LabelledImages all = pets.dataset().batch(3).prefetch(1).iterator().next();
    assertEquals("f32[3,3,3,1]", all.images().type().toString());
    assertArrayEquals(new int[] {0, 1, 1}, all.labels().toIntArray());
    float[] pixels = all.images().toFloatArray();
    assertEquals(1, pixels[0], 1e-6);
    assertEquals(0, pixels[9], 1e-6);
    assertEquals(1, pixels[18], 1e-6);
    ImageFolder ownSizes = ImageFolder.open(folder, ImageOptions.grey());
    String text = message(() -> ownSizes.dataset().batch(3).get(0));
    assertTrue(text.contains("at images element 0 of the batch is f32[2,8,1]"), text);
  }

  @Test
  void whatIsNoImageIsRefused() throws IOException {
    assertTrue(
        message(() -> ImageFolder.open(folder.resolve("no"), ImageOptions.rgb()))
            .contains("no: there is no such folder"));
    assertTrue(
        message(() -> ImageFolder.open(folder, ImageOptions.rgb())).contains("no subfolders"));
    Files.createDirectories(folder.resolve("cat"));
    Files.createDirectories(folder.resolve(".hidden"));
    String text = message(() -> ImageFolder.open(folder, ImageOptions.rgb()));
    assertTrue(text.contains("cat: there are no images (bmp, gif, jpeg"), text);
    Path file = Files.writeString(folder.resolve("cat/a.png"), "no image");
    ImageFolder broken = ImageFolder.open(folder, ImageOptions.rgb());
    text = message(() -> broken.dataset().get(0));
    assertTrue(text.contains(file + ": no image"), text);
    byte[] whole = Files.readAllBytes(write(picture(1, 50, 50, 0x123456), "cat/b.png"));
    Path half = Files.write(folder.resolve("cat/b.png"), Arrays.copyOf(whole, whole.length / 2));
    text = message(() -> Images.read(half, ImageOptions.rgb()));
    assertTrue(text.contains("b.png: the image cannot be read"), text);
    text = message(() -> Images.read(folder.resolve("x.png"), ImageOptions.rgb()));
    assertTrue(text.contains("x.png: there is no such file"), text);
    assertTrue(message(() -> ImageOptions.rgb().resized(0, 4)).contains("at least 1x1"));
    assertTrue(message(() -> new ImageOptions(2, 0, 0)).contains("2 channels"));
  }

  private static final float[] SMALLER = {
    0.0214203f,
    0.0331142f,
    0.0522145f,
    0.0728291f,
    0.2016120f,
    0.2429220f,
    0.2970396f,
    0.3472703f,
    0.5742297f,
    0.6451557f,
    0.7342906f,
    0.8141373f
  };
  private static final float[] LARGER = {
    0.0000000f, 0.0005767f, 0.0020185f, 0.0044214f, 0.0077855f, 0.0124952f, 0.0181661f,
    0.0247982f, 0.0311419f, 0.0185446f, 0.0226535f, 0.0282163f, 0.0347402f, 0.0422253f,
    0.0510561f, 0.0608480f, 0.0716011f, 0.0814771f, 0.0503352f, 0.0594903f, 0.0709403f,
    0.0833514f, 0.0967236f, 0.1114415f, 0.1271206f, 0.1437608f, 0.1586830f, 0.1298119f,
    0.1440131f, 0.1613502f, 0.1796485f, 0.1989079f, 0.2195129f, 0.2410792f, 0.2636065f,
    0.2835748f, 0.2357807f, 0.2550281f, 0.2782524f, 0.3024378f, 0.3275844f, 0.3540766f,
    0.3815300f, 0.4099445f, 0.4349589f, 0.3682418f, 0.3925353f, 0.4216467f, 0.4517193f,
    0.4827530f, 0.5151324f, 0.5484729f, 0.5827746f, 0.6128352f, 0.5483888f, 0.5777285f,
    0.6127271f, 0.6486868f, 0.6856077f, 0.7238743f, 0.7631020f, 0.8032908f, 0.8383975f,
    0.6782007f, 0.7110727f, 0.7501922f, 0.7902730f, 0.8313149f, 0.8737025f, 0.9170512f,
    0.9613611f, 1.0000000f
  };
  private static final float[] NARROWER = {
    0.0011122f, 0.0085996f, 0.0233564f, 0.0538804f, 0.0873194f, 0.1280277f, 0.1914236f,
    0.2508142f, 0.3174740f, 0.4137420f, 0.4990841f, 0.5916955f, 0.7208354f, 0.8321291f,
    0.9506921f
  };
}
