package dev.covector.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The documentation of every public class has an example, which compiles and runs. */
final class ExamplesTest {
  @TempDir private Path folder;

  private Stream<DynamicTest> all(Examples examples) throws IOException {
    assertEquals(List.of(), examples.withoutExample(), "public types without an example");
    return examples.tests(folder);
  }

  @TestFactory
  Stream<DynamicTest> checkpoint() throws IOException {
    return all(
        new Examples(
            "checkpoint",
            "dev.covector.checkpoint",
            "dev.covector.*",
            "dev.covector.numpy.Numpy",
            "java.nio.file.*",
            "java.util.*"));
  }

  @TestFactory
  Stream<DynamicTest> optim() throws IOException {
    return all(
        new Examples(
            "optim",
            "dev.covector.optim",
            "dev.covector.*",
            "dev.covector.functions.Functions",
            "dev.covector.lax.Lax",
            "dev.covector.numpy.Numpy",
            "dev.covector.random.Random",
            "java.util.*",
            "java.util.function.Function"));
  }

  @TestFactory
  Stream<DynamicTest> data() throws IOException {
    return all(
        new Examples(
            "nn",
            "dev.covector.data",
            "dev.covector.*",
            "dev.covector.numpy.Numpy",
            "dev.covector.random.Random",
            "java.awt.image.BufferedImage",
            "java.nio.file.*",
            "java.util.*",
            "javax.imageio.ImageIO"));
  }

  @TestFactory
  Stream<DynamicTest> metrics() throws IOException {
    return all(
        new Examples(
            "nn",
            "dev.covector.metrics",
            "dev.covector.*",
            "dev.covector.numpy.Numpy",
            "java.util.*"));
  }

  @TestFactory
  Stream<DynamicTest> linen() throws IOException {
    return all(
        new Examples(
            "nn",
            "dev.covector.linen",
            "dev.covector.*",
            "dev.covector.functions.Functions",
            "dev.covector.lax.Lax",
            "dev.covector.lax.Padding",
            "dev.covector.linen.Module",
            "dev.covector.numpy.Numpy",
            "dev.covector.optim.Optax",
            "dev.covector.random.Initializers",
            "dev.covector.random.Random",
            "java.util.List",
            "java.util.Map"));
  }

  @TestFactory
  Stream<DynamicTest> nnx() throws IOException {
    return all(
        new Examples(
            "nn",
            "dev.covector.nnx",
            "dev.covector.*",
            "dev.covector.functions.Functions",
            "dev.covector.lax.Lax",
            "dev.covector.lax.Padding",
            "dev.covector.nnx.Module",
            "dev.covector.numpy.Numpy",
            "dev.covector.optim.Optax",
            "dev.covector.random.Initializers",
            "dev.covector.random.Random",
            "java.util.List",
            "java.util.Map"));
  }
}
