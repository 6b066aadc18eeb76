package dev.covector.random;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;

/** The permutations, choices and counts of {@code samples.py}. */
final class SelectionCases {
  private final BiConsumer<String, UnaryOperator<Tensor>> cases;
  private final Tensor p = Tensor.of(new float[] {0.125f, 0, 0.375f, 0.25f, 0.25f});
  private final Tensor grid = Lax.reshape(Lax.iota(DType.I32, 12), Shape.of(4, 3));
  private final Tensor logits =
      Tensor.of(new float[] {0, 1, -1, 0.5f, 2, -3, 0.25f, 0, 0, 0, 0, 9}, 3, 4);

  SelectionCases(BiConsumer<String, UnaryOperator<Tensor>> cases) {
    this.cases = cases;
  }

  void add() {
    permutations();
    choices();
    categories();
    counts();
  }

  private void counts() {
    Tensor rates = Tensor.of(new float[] {0, 0.1f, 4, 9.5f, 12, 1000});
    for (double rate : new double[] {4, 60}) {
      cases.accept("poisson " + rate, key -> Random.poisson(key, rate, Shape.of(3, 5)));
    }
    cases.accept("poisson rates", key -> Random.poisson(key, rates));
    cases.accept("poisson i16", key -> Random.poisson(key, rates, Shape.of(2, 6), DType.I16));
  }

  private void permutations() {
    for (int count : new int[] {0, 1, 9, 2000}) {
      cases.accept("permutation " + count, key -> Random.permutation(key, count));
    }
    cases.accept("permutation rows", key -> Random.permutation(key, grid));
    cases.accept("permutation columns", key -> Random.permutation(key, grid, 1));
    cases.accept("permutation independent", key -> Random.permutation(key, grid, -1, true));
    cases.accept("permutation floats", key -> Random.permutation(key, p));
  }

  private void choices() {
    for (Shape shape : List.of(Shape.SCALAR, Shape.of(3), Shape.of(2, 3), Shape.of(0))) {
      cases.accept("choice 20 " + shape, key -> Random.choice(key, 20, shape));
    }
    Shape two = Shape.of(2);
    Tensor three = Tensor.of(new float[] {0.5f, 0.25f, 0.25f});
    cases.accept("choice 20 apart", key -> Random.choice(key, 20, Shape.of(2, 3), false));
    cases.accept("choice 5 p", key -> Random.choice(key, 5, Shape.of(3, 4), true, p));
    cases.accept("choice 5 p apart", key -> Random.choice(key, 5, Shape.of(3), false, p));
    cases.accept("choice rows", key -> Random.choice(key, grid, Shape.of(2, 2)));
    cases.accept("choice columns", key -> Random.choice(key, grid, two, true, 1));
    cases.accept("choice columns apart", key -> Random.choice(key, grid, two, false, 1));
    cases.accept("choice columns p", key -> Random.choice(key, grid, Shape.of(4), true, three, 1));
  }

  private void categories() {
    cases.accept("categorical", key -> Random.categorical(key, logits));
    cases.accept("categorical axis 0", key -> Random.categorical(key, logits, 0));
    cases.accept("categorical [5,3]", key -> Random.categorical(key, logits, -1, Shape.of(5, 3)));
    cases.accept(
        "categorical apart", key -> Random.categorical(key, logits, -1, Shape.of(2, 3), false));
  }
}
