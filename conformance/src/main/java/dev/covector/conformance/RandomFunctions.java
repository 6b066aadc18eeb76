package dev.covector.conformance;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.random.Random;
import dev.covector.random.Threefry;

/** The functions of {@code random}; the first argument is a raw key. */
final class RandomFunctions {
  /** A distribution without parameters. */
  private interface Distribution {
    Tensor draw(Tensor key, Shape shape, DType dtype);
  }

  private RandomFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings random = new Bindings("random");
    addKeys(random);
    addUniform(random);
    standard(random, "normal", Random::normal);
    standard(random, "gumbel", Random::gumbel);
    standard(random, "exponential", Random::exponential);
    standard(random, "laplace", Random::laplace);
    standard(random, "logistic", Random::logistic);
    standard(random, "cauchy", Random::cauchy);
    random.one("truncated_normal", RandomFunctions::truncatedNormal);
    random.one("poisson", RandomFunctions::poisson);
    addSelections(random);
    return random;
  }

  /** The key in argument 0, of the mode that the note says. */
  static Tensor key(Arguments x) {
    return Random.wrapKeyData(x.tensor(0), mode(x.note()));
  }

  /** The mode that the note of a case names. */
  static Threefry mode(String note) {
    return switch (note) {
      case "threefry_partitionable=true" -> Threefry.PARTITIONABLE;
      case "threefry_partitionable=false" -> Threefry.ORIGINAL;
      default -> throw new NotBuiltException("the note '" + note + "'");
    };
  }

  private static void addKeys(Bindings random) {
    random.one(
        "split", x -> Random.split(key(x), Shape.of(x.integers(1, "num").orElse(new int[] {2}))));
    random.one("fold_in", x -> Random.foldIn(key(x), x.tensor(1)));
  }

  private static void addUniform(Bindings random) {
    random.one(
        "bits", x -> Random.bits(key(x), shape(x, 1), x.dtype(2, "dtype").orElse(unsigned())));
    random.one("uniform", RandomFunctions::uniform);
    random.one("bernoulli", RandomFunctions::bernoulli);
    random.one(
        "rademacher",
        x -> Random.rademacher(key(x), shape(x, 1), x.dtype(2, "dtype").orElse(integer())));
    random.one("randint", RandomFunctions::randint);
  }

  private static Tensor uniform(Arguments x) {
    return Random.uniform(
        key(x),
        shape(x, 1),
        x.dtype(2, "dtype").orElse(floating()),
        x.optional(3, "minval", Number.class).orElse(0),
        x.optional(4, "maxval", Number.class).orElse(1));
  }

  private static Tensor bernoulli(Arguments x) {
    Tensor p = Tensor.of(x.optional(1, "p", Object.class).orElse(0.5));
    return x.integers(2, "shape")
        .map(shape -> Random.bernoulli(key(x), p, Shape.of(shape)))
        .orElseGet(() -> Random.bernoulli(key(x), p));
  }

  private static Tensor randint(Arguments x) {
    return Random.randint(
        key(x), shape(x, 1), x.tensor(2), x.tensor(3), x.dtype(4, "dtype").orElse(integer()));
  }

  private static Tensor truncatedNormal(Arguments x) {
    Tensor lower = x.tensor(1);
    Tensor upper = x.tensor(2);
    Shape shape =
        x.integers(3, "shape")
            .map(Shape::of)
            .orElseGet(() -> Shape.broadcast("truncated_normal", lower.shape(), upper.shape()));
    return Random.truncatedNormal(
        key(x), lower, upper, shape, x.dtype(4, "dtype").orElse(floating()));
  }

  private static Tensor poisson(Arguments x) {
    Tensor rate = x.tensor(1);
    Shape shape = x.integers(2, "shape").map(Shape::of).orElse(rate.shape());
    return Random.poisson(key(x), rate, shape, x.dtype(3, "dtype").orElse(integer()));
  }

  private static void addSelections(Bindings random) {
    random.one("permutation", RandomFunctions::permutation);
    random.one("choice", RandomFunctions::choice);
    random.one("categorical", RandomFunctions::categorical);
  }

  // a number n stands for the integers below it
  private static Tensor permutation(Arguments x) {
    return x.required(1, "x", Object.class) instanceof Long count
        ? Random.permutation(key(x), Math.toIntExact(count))
        : Random.permutation(
            key(x), x.tensor(1), x.integer(2, "axis", 0), x.flag(3, "independent", false));
  }

  private static Tensor choice(Arguments x) {
    boolean replace = x.flag(3, "replace", true);
    return x.required(1, "a", Object.class) instanceof Long count
        ? Random.choice(key(x), Math.toIntExact(count), shape(x, 2), replace)
        : Random.choice(key(x), x.tensor(1), shape(x, 2), replace, x.integer(5, "axis", 0));
  }

  private static Tensor categorical(Arguments x) {
    int axis = x.integer(2, "axis", -1);
    Tensor logits = x.tensor(1);
    return x.integers(3, "shape")
        .map(shape -> Random.categorical(key(x), logits, axis, Shape.of(shape)))
        .orElseGet(() -> Random.categorical(key(x), logits, axis));
  }

  private static void standard(Bindings random, String name, Distribution distribution) {
    random.one(
        name, x -> distribution.draw(key(x), shape(x, 1), x.dtype(2, "dtype").orElse(floating())));
  }

  private static Shape shape(Arguments x, int index) {
    return x.integers(index, "shape").map(Shape::of).orElse(Shape.of());
  }

  private static DType floating() {
    return Defaults.floating();
  }

  private static DType integer() {
    return Defaults.integer();
  }

  private static DType unsigned() {
    return integer() == DType.I64 ? DType.U64 : DType.U32;
  }
}
