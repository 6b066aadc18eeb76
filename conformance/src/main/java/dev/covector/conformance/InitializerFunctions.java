package dev.covector.conformance;

import dev.covector.Defaults;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;

/** The functions of {@code initializers}, with their default parameters: key and shape. */
final class InitializerFunctions {
  private InitializerFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings initializers = new Bindings("initializers");
    add(initializers, "zeros", Initializers.zeros());
    add(initializers, "ones", Initializers.ones());
    add(initializers, "uniform", Initializers.uniform());
    add(initializers, "normal", Initializers.normal());
    add(initializers, "truncated_normal", Initializers.truncatedNormal());
    add(initializers, "lecun_uniform", Initializers.lecunUniform());
    add(initializers, "lecun_normal", Initializers.lecunNormal());
    add(initializers, "glorot_uniform", Initializers.glorotUniform());
    add(initializers, "glorot_normal", Initializers.glorotNormal());
    add(initializers, "he_uniform", Initializers.heUniform());
    add(initializers, "he_normal", Initializers.heNormal());
    add(initializers, "orthogonal", Initializers.orthogonal());
    return initializers;
  }

  private static void add(Bindings initializers, String name, Initializer initializer) {
    initializers.one(
        name,
        x ->
            initializer.initialize(
                RandomFunctions.key(x),
                x.shape(1, "shape"),
                x.dtype(2, "dtype").orElseGet(() -> Defaults.floating())));
  }
}
