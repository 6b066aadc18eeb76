package dev.covector.conformance;

import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.functions.DotProductOptions;
import dev.covector.functions.Functions;

/** The functions of {@code nn}: JAX's jax.nn. */
final class ActivationFunctions {
  private ActivationFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings nn = new Bindings("nn");
    addRectifiers(nn);
    addGates(nn);
    addNormalizations(nn);
    return nn;
  }

  private static void addRectifiers(Bindings nn) {
    nn.unary("relu", Functions::relu);
    nn.unary("relu6", Functions::relu6);
    nn.unary("hard_sigmoid", Functions::hardSigmoid);
    nn.unary("hard_silu", Functions::hardSilu);
    nn.unary("hard_tanh", Functions::hardTanh);
    nn.unary("selu", Functions::selu);
    nn.one("leaky_relu", x -> Functions.leakyRelu(x.tensor(0), x.real(1, "negative_slope", 0.01)));
    nn.one("elu", x -> Functions.elu(x.tensor(0), x.real(1, "alpha", 1)));
    nn.one("celu", x -> Functions.celu(x.tensor(0), x.real(1, "alpha", 1)));
  }

  private static void addGates(Bindings nn) {
    nn.unary("sigmoid", Functions::sigmoid);
    nn.unary("log_sigmoid", Functions::logSigmoid);
    nn.unary("softplus", Functions::softplus);
    nn.unary("soft_sign", Functions::softSign);
    nn.unary("silu", Functions::silu);
    nn.unary("mish", Functions::mish);
    nn.one("squareplus", x -> Functions.squareplus(x.tensor(0), x.real(1, "b", 4)));
    nn.one("gelu", x -> Functions.gelu(x.tensor(0), x.flag(1, "approximate", true)));
    nn.one("glu", x -> Functions.glu(x.tensor(0), x.integer(1, "axis", -1)));
  }

  private static void addNormalizations(Bindings nn) {
    nn.one("softmax", x -> Functions.softmax(x.tensor(0), axes(x)));
    nn.one("log_softmax", x -> Functions.logSoftmax(x.tensor(0), axes(x)));
    nn.one(
        "standardize",
        x ->
            Functions.standardize(
                x.tensor(0), x.keyword("epsilon", Double.class).orElse(1e-5), axes(x)));
    nn.one("one_hot", ActivationFunctions::oneHot);
    nn.one(
        "dot_product_attention",
        x ->
            Functions.dotProductAttention(
                x.tensor(0),
                x.tensor(1),
                x.tensor(2),
                DotProductOptions.DEFAULT.causal(
                    x.keyword("is_causal", Boolean.class).orElse(false))));
  }

  private static int[] axes(Arguments x) {
    return x.integers(1, "axis").orElse(new int[] {-1});
  }

  private static Tensor oneHot(Arguments x) {
    return Functions.oneHot(
        x.tensor(0),
        x.integer(1, "num_classes"),
        x.dtype(2, "dtype").orElseGet(() -> Defaults.floating()),
        x.keyword("axis", Long.class).map(Math::toIntExact).orElse(-1));
  }
}
