package dev.covector.checkpoint;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.tree.Tree;
import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Tensors to be saved, and whether they came back bit by bit. */
final class Samples {
  /** Scalars, empty ones, odd sizes, many axes. */
  static final int[][] SHAPES = {{}, {0}, {1}, {3}, {3, 0, 2}, {2, 3}, {5, 1, 7}, {2, 1, 3, 1, 2}};

  private Samples() {}

  /** A tensor of random bits: NaNs with payloads, subnormals, any integer. */
  static Tensor tensor(DType dtype, int seed, int... sizes) {
    TensorType type = TensorType.of(dtype, Shape.of(sizes));
    byte[] bytes = new byte[(int) type.shape().size() * dtype.byteSize()];
    new Random(seed).nextBytes(bytes);
    if (dtype == DType.BOOL) {
      for (int i = 0; i < bytes.length; i++) {
        bytes[i] &= 1;
      }
    }
    return Tensor.copyOf(MemorySegment.ofArray(bytes), type);
  }

  static Tensor f32(int seed, int... sizes) {
    return tensor(DType.F32, seed, sizes);
  }

  /** The content of the files of a folder whose names begin in a way. */
  static String texts(Path folder, String prefix) {
    StringBuilder all = new StringBuilder();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, prefix + "*")) {
      for (Path file : files) {
        all.append(file.getFileName()).append(":\n").append(Files.readString(file));
      }
    } catch (IOException e) {
      all.append(e);
    }
    return all.toString();
  }

  static byte[] bytes(Tensor tensor) {
    return tensor.segment().toArray(ValueLayout.JAVA_BYTE);
  }

  static void assertSame(Tensor expected, Tensor actual) {
    assertEquals(expected.type(), actual.type());
    assertArrayEquals(bytes(expected), bytes(actual), () -> "bits of " + expected.type());
  }

  static void assertSame(Map<String, Tensor> expected, Map<String, Tensor> actual) {
    assertEquals(expected.keySet(), actual.keySet());
    expected.forEach((name, tensor) -> assertSame(tensor, actual.get(name)));
  }

  /** Whether two trees have one structure, the same bits and equal static leaves. */
  static void assertSameTree(Object expected, Object actual) {
    assertEquals(Tree.structure(expected), Tree.structure(actual));
    List<Object> wanted = Tree.leaves(expected);
    List<Object> found = Tree.leaves(actual);
    for (int i = 0; i < wanted.size(); i++) {
      if (wanted.get(i) instanceof Tensor tensor) {
        assertSame(tensor, (Tensor) found.get(i));
      } else {
        assertEquals(wanted.get(i), found.get(i));
      }
    }
  }
}
