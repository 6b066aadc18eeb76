package dev.covector.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Tensor;
import dev.covector.host.HostMemory;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The variational autoencoder learns, draws, and does so without end in the same memory. */
final class VaeTest {
  private static final Vae.Setting SMALL = new Vae.Setting(16, 0.5, 8, 48, 32, 16);

  private static final int STEPS = 100_000;
  private static final int INTERVAL = 2_000;
  private static final long MEGABYTE = 1L << 20;

  /**
   * What a step leaves to the collector, at most: a batch of 4 KB and its reshaped copy, and 10 KB
   * of leaves of the state, losses and labels that are too small to be given back one by one.
   */
  private static final long LEFT_BEHIND = 20 << 10;

  @Test
  void aShortRunLearnsAndDraws(@TempDir Path folder) throws IOException {
    ImageSet images = ImageSet.of();
    Vae vae = new Vae(images, Vae.Setting.of(images), 0);
    Vae.Losses first = vae.train(1, 1);
    Vae.Losses last = vae.train(300, 1);
    assertEquals(301, last.step());
    assertTrue(last.difference() < first.difference() / 2, first + " then " + last);
    Tensor drawn = vae.sample(2);
    assertEquals("f32[100,8,8]", drawn.type().toString());
    Path sheet = folder.resolve("sheets/vae.png");
    SampleSheet.write(sheet, drawn, 10);
    BufferedImage picture = ImageIO.read(sheet.toFile());
    assertEquals(706, picture.getWidth());
    assertEquals(706, picture.getHeight());
    assertDigits(images, drawn);
  }

  /** The mean sample of most classes is nearer to the mean image of its class than of others. */
  private static void assertDigits(ImageSet images, Tensor drawn) {
    float[][] means = new float[ImageSet.CLASSES][64];
    int[] counts = new int[ImageSet.CLASSES];
    float[] pixels = images.parts().train().images().toFloatArray();
    int[] labels = images.parts().train().labels().toIntArray();
    for (int i = 0; i < pixels.length; i++) {
      means[labels[i / 64]][i % 64] += pixels[i] / images.brightest();
      counts[labels[i / 64]] += i % 64 == 0 ? 1 : 0;
    }
    float[] samples = drawn.toFloatArray();
    int right = 0;
    for (int c = 0; c < ImageSet.CLASSES; c++) {
      float[] mean = new float[64];
      for (int i = 0; i < 640; i++) {
        mean[i % 64] += samples[c * 640 + i] / 10;
      }
      int nearest = -1;
      double least = Double.MAX_VALUE;
      for (int other = 0; other < ImageSet.CLASSES; other++) {
        double distance = 0;
        for (int p = 0; p < 64; p++) {
          distance += Math.pow(mean[p] - means[other][p] / counts[other], 2);
        }
        if (distance < least) {
          least = distance;
          nearest = other;
        }
      }
      right += nearest == c ? 1 : 0;
    }
    assertTrue(right >= 8, right + " of 10 classes are recognized");
  }

  /**
   * What a run holds.
   *
   * @param pool native memory before the collection, in use or left behind
   * @param live native memory that is in use
   */
  private record Held(int step, long heap, long pool, long live, long resident) {
    /** Collects until everything that was found has arrived. */
    static Held now(int step) throws IOException, InterruptedException {
      HostMemory memory = HostMemory.shared();
      long pool = memory.totalBytes();
      long live = Long.MAX_VALUE;
      for (int unchanged = 0; unchanged < 3; ) { // references arrive some time after a collection
        System.gc();
        Thread.sleep(10);
        long now = memory.liveBytes();
        unchanged = now == live ? unchanged + 1 : 0;
        live = now;
      }
      Runtime runtime = Runtime.getRuntime();
      return new Held(
          step, runtime.totalMemory() - runtime.freeMemory(), pool, live, residentBytes());
    }

    private static long residentBytes() throws IOException {
      Path status = Path.of("/proc/self/status");
      if (!Files.exists(status)) {
        return 0;
      }
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
          .findFirst()
          .orElse(0);
    }

    @Override
    public String toString() {
      return "%6d   heap %6.1f   pool %6.1f   live %6.1f   resident %7.1f MB"
          .formatted(
              step,
              heap / (double) MEGABYTE,
              pool / (double) MEGABYTE,
              live / (double) MEGABYTE,
              resident / (double) MEGABYTE);
    }
  }

  /**
   * After a fifth of the run nothing grows any more: not the heap, not the native memory in use,
   * not what the process has from the operating system.
   *
   * <p>The pool of native memory also holds what steps have left behind since the last collection.
   * How often the collector runs is its own affair (compiled code allocates less, young generations
   * grow: it may come three times in 2000 steps, and never in the next 2000), so that the pool may
   * grow at any time; but never by more than the steps between two collections leave behind.
   */
  @Test
  @Tag("long")
  void aLongRunKeepsItsMemory() throws IOException, InterruptedException {
    Vae vae = new Vae(ImageSet.of(), SMALL, 0);
    List<Held> held = new ArrayList<>();
    for (int step = 0; step < STEPS; step += INTERVAL) {
      vae.train(INTERVAL, 1);
      held.add(Held.now(step + INTERVAL));
      System.out.println(held.getLast());
    }
    assertFlat("heap", held, Held::heap, 2 * MEGABYTE);
    assertFlat("live", held, Held::live, MEGABYTE / 4);
    for (Held interval : held) {
      long most = interval.live + INTERVAL * LEFT_BEHIND;
      assertTrue(interval.pool <= most, () -> "more than %d bytes: %s".formatted(most, held));
    }
    assertFlat("resident", held, Held::resident, 32 * MEGABYTE);
  }

  /** The least of the last fifth of the run is at most that of the second fifth, and a little. */
  private static void assertFlat(
      String what, List<Held> held, ToLongFunction<Held> size, long allowed) {
    int fifth = held.size() / 5;
    long early = least(held.subList(fifth, 2 * fifth), size);
    long late = least(held.subList(held.size() - fifth, held.size()), size);
    assertTrue(
        late <= early + allowed,
        () -> "%s grew from %d to %d bytes:%n%s".formatted(what, early, late, held));
  }

  private static long least(List<Held> held, ToLongFunction<Held> size) {
    return held.stream().mapToLong(size).min().orElseThrow();
  }
}
