package dev.covector.benchmarks.rows;

import static dev.covector.Covector.grad;
import static dev.covector.Covector.hessian;
import static dev.covector.Covector.jit;
import static dev.covector.Covector.treeMap;
import static dev.covector.Covector.vmap;

import dev.covector.Axes;
import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Fn3;
import dev.covector.Scanned;
import dev.covector.Tensor;
import dev.covector.benchmarks.protocol.Work;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;

/** Control flow, dispatch, derivatives. */
final class ProgramRows {
  private static final int LEAVES = 50;

  private ProgramRows() {}

  static void addTo(Map<String, Supplier<Work>> rows) {
    rows.put("scan_1000_h64", ProgramRows::scan);
    rows.put("while_10000", ProgramRows::whileLoop);
    rows.put("tiny_jit_dispatch", ProgramRows::tinyJit);
    rows.put("tiny_eager_add", ProgramRows::tinyEager);
    rows.put("tree50_dispatch", ProgramRows::tree);
    rows.put("per_example_grads_vmap_256", ProgramRows::perExample);
    rows.put("hessian_64", ProgramRows::hessianRow);
  }

  private static Work scan() {
    Fn2<Tensor, Tensor, Tensor> run =
        jit(
            (Tensor w, Tensor h) ->
                Lax.scan(
                        (Tensor carry, Tensor none) ->
                            new Scanned<>(Numpy.tanh(w.dot(carry)), List.of()),
                        h,
                        Numpy.zeros(1000))
                    .carry());
    // rows of about 2 in sum: h goes to the stable positive fixed point, not to 0 or chaos
    Tensor w = Inputs.uniform(1, 0, 4.0 / 64, 64, 64);
    Tensor h = Inputs.uniform(2, 0, 1, 64);
    return Call.of(() -> run.apply(w, h));
  }

  /** A counter and 16 floats. */
  record Counted(Tensor count, Tensor values) {}

  private static Work whileLoop() {
    Fn1<Tensor, Counted> run =
        jit(
            values ->
                Lax.whileLoop(
                    (Counted c) -> c.count().lt(10_000),
                    c -> new Counted(c.count().plus(1), c.values().times(0.999).plus(0.001)),
                    new Counted(Tensor.of(0), values)));
    Tensor values = Inputs.signed(1, 16);
    return Call.of(
        () -> run.apply(values),
        result -> {
          result.count().blockUntilReady().close();
          result.values().close();
        });
  }

  private static Work tinyJit() {
    Fn1<Tensor, Tensor> function = jit(x -> x.times(2).plus(1));
    Tensor x = Inputs.signed(1, 3);
    return Call.of(() -> function.apply(x));
  }

  private static Work tinyEager() {
    Tensor a = Inputs.signed(1, 3);
    Tensor b = Inputs.signed(2, 3);
    return Call.of(() -> a.plus(b));
  }

  private static Work tree() {
    Map<String, Tensor> tree = new TreeMap<>();
    for (int i = 0; i < LEAVES; i++) {
      tree.put(String.format("k%02d", i), Inputs.signed(i, 3));
    }
    Fn1<Map<String, Tensor>, Map<String, Tensor>> function = jit(t -> treeMap(x -> x.plus(1), t));
    return Call.of(
        () -> function.apply(tree),
        result -> {
          for (Tensor leaf : result.values()) {
            leaf.blockUntilReady().close();
          }
        });
  }

  private static Work perExample() {
    Fn3<List<Affine>, Tensor, Tensor, Tensor> loss =
        (layers, x, label) ->
            Losses.crossEntropy(Affine.apply(layers, Numpy.expandDims(x, 0)), label);
    Fn3<List<Affine>, Tensor, Tensor, List<Affine>> gradients =
        jit(vmap(grad(loss), Axes.in(null, 0, 0)));
    List<Affine> layers = Affine.chain(10, 64, 64, 10);
    Tensor x = Inputs.signed(1, 256, 64);
    Tensor labels = Inputs.integers(2, 10, 256, 1);
    return Call.tree(() -> gradients.apply(layers, x, labels));
  }

  private static Work hessianRow() {
    Fn1<Tensor, Tensor> function = x -> Numpy.tanh(Numpy.sin(x).times(x.sum())).sum();
    Fn1<Tensor, Tensor> second = jit(hessian(function));
    Tensor x = Inputs.signed(1, 64);
    return Call.of(() -> second.apply(x));
  }
}
