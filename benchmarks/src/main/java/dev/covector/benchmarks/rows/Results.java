package dev.covector.benchmarks.rows;

import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Output;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Trees of results. */
final class Results {
  private Results() {}

  static Tensor await(Tensor result) {
    return result.blockUntilReady();
  }

  /** Waits for all tensors of a tree. */
  static void awaitAll(@Nullable Object tree) {
    Tree.leaves(tree).forEach(leaf -> ((Tensor) leaf).blockUntilReady());
  }

  /** Gives back the memory of all tensors of a tree. */
  static void closeAll(@Nullable Object tree) {
    Tree.leaves(tree).forEach(leaf -> ((Tensor) leaf).close());
  }

  /** What is compared with a peer's results. */
  static List<Output> outputs(@Nullable Object tree) {
    List<Output> outputs = new ArrayList<>();
    for (Object leaf : Tree.leaves(tree)) {
      Tensor tensor = (Tensor) leaf;
      List<Integer> shape = Arrays.stream(tensor.shape().toArray()).boxed().toList();
      outputs.add(Output.of(tensor.dtype().toString(), shape, elements(tensor)));
    }
    return outputs;
  }

  /** Of complex numbers the real and the imaginary part, one after the other. */
  private static double[] elements(Tensor tensor) {
    return switch (tensor.dtype().kind()) {
      case COMPLEX -> Numpy.stack(List.of(Lax.real(tensor), Lax.imag(tensor)), -1).toDoubleArray();
      case BOOL, SIGNED, UNSIGNED, FLOAT, KEY -> tensor.toDoubleArray();
    };
  }
}
