package dev.covector.random;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.DTypeException;
import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What samplers say about bad operands. */
final class RandomErrorsTest {
  private static final Shape SHAPE = Shape.of(3);

  private final Tensor key = Random.key(0);

  @Test
  void rawWordsAreToldToBeWrapped() {
    Tensor words = Random.keyData(key);
    says(
        DTypeException.class,
        "normal: the key is u32[2], not a key; wrap these words with Random.wrapKeyData(words)",
        () -> Random.normal(words, SHAPE));
  }

  @Test
  void otherTensorsAreToldHowToMakeAKey() {
    says(
        DTypeException.class,
        "uniform: the key is f32[]*, not a key; make one with Random.key(seed)",
        () -> Random.uniform(Tensor.of(1.0), SHAPE));
    says(
        DTypeException.class,
        "key_impl: the operand is f32[]*",
        () -> Random.keyImpl(Tensor.of(1.0)));
    says(
        DTypeException.class,
        "key_data: the operand is f32[]*",
        () -> Random.keyData(Tensor.of(1.0)));
  }

  @Test
  void arraysOfKeysAreToldToBeMapped() {
    says(
        ShapeException.class,
        "randint: takes one key, got an array of keys key<threefry>[2]; take one with"
            + " Random.keyAt(keys, i), or map over them with vmap",
        () -> Random.randint(Random.split(key), SHAPE, 0, 5));
    says(ShapeException.class, "split: takes one key", () -> Random.split(Random.split(key)));
  }

  @Test
  void seedsAndDataMustBeIntegerScalars() {
    says(
        DTypeException.class,
        "key: the seed is f32[]*; it must be an integer",
        () -> Random.key(Tensor.of(1.5)));
    says(
        ShapeException.class,
        "key: the seed is i32[2]; it must be a scalar, or map over it with vmap",
        () -> Random.key(Tensor.of(new int[] {1, 2})));
    says(
        DTypeException.class,
        "fold_in: the data is f32[]*; it must be an integer",
        () -> Random.foldIn(key, Tensor.of(1.5)));
    says(
        CovectorException.class,
        "fold_in: 4294967296 has more than 32 bits",
        () -> Random.foldIn(key, 1L << 32));
  }

  @Test
  void wordsMustBePairs() {
    says(
        ShapeException.class,
        "wrap_key_data: the operand is i32[2]; it must be u32 with a last axis of 2",
        () -> Random.wrapKeyData(Tensor.of(new int[] {1, 2})));
  }

  @Test
  void positionsOfKeysAreChecked() {
    says(
        ShapeException.class,
        "key_at: index 2 is out of range for key<threefry>[2]; it has 2 keys",
        () -> Random.keyAt(Random.split(key), 2));
    says(
        ShapeException.class,
        "key_at: the operand is one key key<threefry>[]",
        () -> Random.keyAt(key, 0));
  }

  @Test
  void sizesMustNotBeNegative() {
    says(
        ShapeException.class,
        "axis sizes must not be negative, got [3, -1]",
        () -> Random.normal(key, 3, -1));
    says(ShapeException.class, "must not be negative", () -> Random.split(key, -1));
  }

  @Test
  void dtypesMustFitTheDistribution() {
    says(
        DTypeException.class,
        "normal: the dtype is i32; it must be f16, bf16, f32 or f64",
        () -> Random.normal(key, SHAPE, DType.I32));
    says(
        DTypeException.class,
        "laplace: the dtype is u8; it must be f16, bf16, f32 or f64",
        () -> Random.laplace(key, SHAPE, DType.U8));
    says(
        DTypeException.class,
        "randint: the dtype is f32; it must be i8 to i64 or u8 to u64",
        () -> Random.randint(key, SHAPE, 0, 5, DType.F32));
    says(
        DTypeException.class,
        "bits: the dtype is i32; it must be u8, u16, u32 or u64",
        () -> Random.bits(key, SHAPE, DType.I32));
    says(
        DTypeException.class,
        "bernoulli: p is i32[]*; a probability must be f16, bf16, f32 or f64",
        () -> Random.bernoulli(key, Tensor.of(1), SHAPE));
  }

  @Test
  void parametersMustBroadcastToTheShape() {
    Tensor four = Tensor.of(new float[4]);
    Tensor column = Tensor.of(new float[3], 3, 1);
    says(
        ShapeException.class,
        "uniform: shapes [4] and [3] do not broadcast",
        () -> Random.uniform(key, SHAPE, DType.F32, four, Tensor.of(1f)));
    says(
        ShapeException.class,
        "uniform: max is f32[3,1], which does not broadcast to the shape [3] of the result",
        () -> Random.uniform(key, SHAPE, DType.F32, Tensor.of(0f), column));
    says(
        ShapeException.class,
        "truncated_normal: lower is f32[3,1]",
        () -> Random.truncatedNormal(key, column, Tensor.of(2f), SHAPE, DType.F32));
    says(
        DTypeException.class,
        "randint: min is f32[4]; it must be an integer",
        () -> Random.randint(key, SHAPE, four, Tensor.of(5)));
  }

  @Test
  void permutationsNeedAnAxis() {
    Tensor grid = Tensor.of(new float[6], 2, 3);
    says(
        ShapeException.class,
        "permutation: the operand is f32[]*; it must have an axis, or give an int for a range",
        () -> Random.permutation(key, Tensor.of(1.5)));
    says(
        ShapeException.class,
        "permutation: axis 4 is out of range for shape [2,3]",
        () -> Random.permutation(key, grid, 4));
    says(ShapeException.class, "must not be negative", () -> Random.permutation(key, -2));
  }

  @Test
  void choicesNeedEnoughToChooseFrom() {
    says(
        CovectorException.class,
        "choice: cannot draw shape [3] from 0 elements; there must be at least one",
        () -> Random.choice(key, 0, SHAPE));
    says(
        CovectorException.class,
        "choice: shape [3] without replacement needs 3 elements, there are 2; draw fewer, or with"
            + " replacement",
        () -> Random.choice(key, 2, SHAPE, false));
    says(
        ShapeException.class,
        "choice: p is f32[4] for 5 elements; it must have one probability for each",
        () -> Random.choice(key, 5, SHAPE, true, Tensor.of(new float[4])));
  }

  @Test
  void categoriesNeedFloatingLogitsAndAShapeThatEndsInTheirs() {
    Tensor logits = Tensor.of(new float[6], 2, 3);
    says(
        DTypeException.class,
        "categorical: the logits are i32[2]; they must be floating",
        () -> Random.categorical(key, Tensor.of(new int[] {1, 2})));
    says(
        ShapeException.class,
        "categorical: the logits f32[2,3] have distributions of shape [2]; the shape [5] of the"
            + " result must end in it",
        () -> Random.categorical(key, logits, -1, Shape.of(5)));
    says(
        CovectorException.class,
        "categorical: shape [4,2] without replacement needs 4 categories, there are 3",
        () -> Random.categorical(key, logits, -1, Shape.of(4, 2), false));
  }

  @Test
  void fansNeedTheirAxes() {
    says(
        ShapeException.class,
        "variance_scaling: shape [5] has no axis -2 for the inputs; name the axis with inAxes(...)",
        () -> Initializers.lecunNormal().initialize(key, 5));
    says(
        ShapeException.class,
        "variance_scaling: shape [0,5] has no element",
        () -> Initializers.lecunNormal().initialize(key, 0, 5));
    says(
        ShapeException.class,
        "variance_scaling: axis 3 is out of range for shape [4,5]",
        () -> Initializers.heUniform().outAxes(3).initialize(key, 4, 5));
    says(
        CovectorException.class,
        "gives the variance -0.25; it must be finite and not negative",
        () ->
            Initializers.varianceScaling(
                    -1, VarianceScaling.Mode.FAN_IN, VarianceScaling.Distribution.NORMAL)
                .initialize(key, 4, 5));
    says(
        DTypeException.class,
        "variance_scaling: the key is u32[2], not a key",
        () -> Initializers.lecunNormal().initialize(Random.keyData(key), 4, 5));
  }

  private static void says(Class<? extends CovectorException> type, String text, Executable code) {
    String message = String.valueOf(assertThrows(type, code).getMessage());
    assertTrue(message.contains(text), message);
    assertTrue(message.endsWith(")") && message.contains("RandomErrorsTest.java:"), message);
  }
}
