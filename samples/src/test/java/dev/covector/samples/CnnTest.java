package dev.covector.samples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.metrics.ConfusionMatrix;
import dev.covector.numpy.Numpy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The network of convolutions learns, from the digits and from files of MNIST's format. */
final class CnnTest {
  @Test
  void aShortRunLearns() {
    Cnn cnn = new Cnn(ImageSet.of(), 0);
    float first = cnn.train(1);
    for (int epoch = 0; epoch < 4; epoch++) {
      cnn.train(1);
    }
    assertTrue(cnn.train(1) < first / 4);
    ConfusionMatrix confusion = cnn.test();
    assertEquals(450, Numpy.sum(confusion.counts()).toInt());
    assertTrue(confusion.accuracy().toFloat() > 0.93, confusion::toString);
  }

  @Test
  void filesOfMnistAreLearned(@TempDir Path folder) throws IOException {
    for (String part : new String[] {"train", "t10k"}) {
      ByteBuffer images = ByteBuffer.allocate(16 + 256 * 784);
      images.putInt(0x803).putInt(256).putInt(28).putInt(28);
      ByteBuffer labels = ByteBuffer.allocate(8 + 256).putInt(0x801).putInt(256);
      for (int i = 0; i < 256; i++) {
        for (int p = 0; p < 784; p++) {
          images.put((byte) (p / 28 / 3 == i % 10 ? 255 : 0)); // a bar at the height of its class
        }
        labels.put((byte) (i % 10));
      }
      Files.write(folder.resolve(part + "-images-idx3-ubyte"), images.array());
      Files.write(folder.resolve(part + "-labels-idx1-ubyte"), labels.array());
    }
    ImageSet set = ImageSet.of(folder.toString(), "sheet.png");
    assertEquals(28, set.side());
    assertEquals(Path.of("sheet.png"), ImageSet.picture("usual.png", "folder", "sheet.png"));
    Cnn cnn = new Cnn(set, 0);
    float first = cnn.train(1);
    for (int epoch = 0; epoch < 5; epoch++) {
      cnn.train(1);
    }
    assertTrue(cnn.train(1) < first / 2);
    Vae vae = new Vae(set, new Vae.Setting(32, 0.5, 4, 16, 8), 0);
    assertEquals(3, vae.train(3, 1).step());
    assertEquals("f32[100,28,28]", vae.sample(1).type().toString());
  }
}
