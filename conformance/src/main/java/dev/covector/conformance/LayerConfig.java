package dev.covector.conformance;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.Padding;
import dev.covector.lax.Precision;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import dev.covector.random.VarianceScaling.Distribution;
import dev.covector.random.VarianceScaling.Mode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The options of a module, by the names that Flax gives them.
 *
 * @param options as the suite has them
 */
record LayerConfig(Arguments options) {
  boolean flag(String name, boolean otherwise) {
    return options.keyword(name, Boolean.class).orElse(otherwise);
  }

  Optional<Boolean> flag(String name) {
    return options.keyword(name, Boolean.class);
  }

  int integer(String name) {
    return Math.toIntExact(options.keyword(name, Long.class).orElseThrow());
  }

  int integer(String name, int otherwise) {
    return options.keyword(name, Long.class).map(Math::toIntExact).orElse(otherwise);
  }

  double real(String name, double otherwise) {
    return options.keyword(name, Number.class).map(Number::doubleValue).orElse(otherwise);
  }

  String text(String name, String otherwise) {
    return options.keyword(name, String.class).orElse(otherwise);
  }

  int[] integers(String name, int... otherwise) {
    return integersIf(name).orElse(otherwise);
  }

  Optional<int[]> integersIf(String name) {
    return options.keyword(name, Object.class).map(value -> Arguments.integers(name, value));
  }

  Optional<List<?>> list(String name) {
    return options.keyword(name, List.class).map(list -> (List<?>) list);
  }

  /** The dtype to compute in. */
  @Nullable DType dtype() {
    return options.dtype(Integer.MAX_VALUE, "dtype").orElse(null);
  }

  /** The dtype of parameters. */
  DType paramDtype() {
    return options.dtype(Integer.MAX_VALUE, "param_dtype").orElse(DType.F32);
  }

  @Nullable Precision precision() {
    return options
        .keyword("precision", String.class)
        .map(name -> Precision.valueOf(name.toUpperCase(Locale.ROOT)))
        .orElse(null);
  }

  /** The padding, by default that which keeps sizes: a rule, pairs, or numbers for both ends. */
  Object padding() {
    return options.keyword("padding", Object.class).orElse("SAME");
  }

  /** A padding that is not one of the names of borders. */
  static Padding zeros(Object padding, int axes) {
    return switch (padding) {
      case Long both -> same(axes, both.intValue());
      case List<?> list when !list.isEmpty() && list.getFirst() instanceof Long ->
          same(Arguments.integers("padding", padding));
      default -> WindowFunctions.padding(padding);
    };
  }

  private static Padding same(int axes, int size) {
    int[] sizes = new int[axes];
    Arrays.fill(sizes, size);
    return same(sizes);
  }

  private static Padding same(int[] sizes) {
    int[][] pairs = new int[sizes.length][];
    for (int i = 0; i < sizes.length; i++) {
      pairs[i] = new int[] {sizes[i], sizes[i]};
    }
    return Padding.of(pairs);
  }

  /** An initializer: its name, or a list of the name and its arguments. */
  Initializer initializer(String name, Initializer otherwise) {
    Optional<Object> given = options.keyword(name, Object.class);
    return given.map(LayerConfig::initializer).orElse(otherwise);
  }

  /** An initializer, or null where none is given. */
  @Nullable Initializer initializer(String name) {
    return options.keyword(name, Object.class).map(LayerConfig::initializer).orElse(null);
  }

  /** The initializer of a name, or of a list of a name and its arguments. */
  static Initializer initializer(Object given) {
    List<?> words = given instanceof List<?> list ? list : List.of(given);
    return switch ((String) words.getFirst()) {
      case "constant" -> Initializers.constant(number(words, 1, 0));
      case "delta_orthogonal" -> Initializers.deltaOrthogonal();
      case "glorot_uniform" -> Initializers.glorotUniform();
      case "he_normal" -> Initializers.heNormal();
      case "lecun_normal" -> Initializers.lecunNormal();
      case "normal" -> Initializers.normal(number(words, 1, 1e-2));
      case "ones" -> Initializers.ones();
      case "orthogonal" -> Initializers.orthogonal();
      case "truncated_normal" -> Initializers.truncatedNormal();
      case "uniform" -> Initializers.uniform(number(words, 1, 1e-2));
      case "variance_scaling" ->
          Initializers.varianceScaling(
              number(words, 1, 1),
              Mode.valueOf(upper(words.get(2))),
              Distribution.valueOf(upper(words.get(3))));
      case "zeros" -> Initializers.zeros();
      default -> throw new NotBuiltException("the initializer " + given);
    };
  }

  private static String upper(Object word) {
    return word.toString().toUpperCase(Locale.ROOT);
  }

  private static double number(List<?> words, int index, double otherwise) {
    return index < words.size() ? ((Number) words.get(index)).doubleValue() : otherwise;
  }

  /** A function by its name. */
  Fn1<Tensor, Tensor> function(String name, Fn1<Tensor, Tensor> otherwise) {
    return options.keyword(name, String.class).map(LayerConfig::function).orElse(otherwise);
  }

  /** The activation of a name. */
  static Fn1<Tensor, Tensor> function(String name) {
    return activation(name)
        .orElseThrow(() -> new NotBuiltException("the activation function " + name));
  }

  /** The activation of a name; empty where it is none. */
  static Optional<Fn1<Tensor, Tensor>> activation(String name) {
    return Optional.ofNullable(
        switch (name) {
          case "gelu" -> Functions::gelu;
          case "hard_sigmoid" -> Functions::hardSigmoid;
          case "hard_tanh" -> Functions::hardTanh;
          case "relu" -> Functions::relu;
          case "selu" -> Functions::selu;
          case "sigmoid" -> Functions::sigmoid;
          case "tanh" -> Functions::tanh;
          default -> null;
        });
  }
}
