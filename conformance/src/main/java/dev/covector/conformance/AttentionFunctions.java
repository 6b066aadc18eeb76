package dev.covector.conformance;

import dev.covector.Tensor;
import dev.covector.linen.Attention;
import dev.covector.linen.AttentionOptions;
import dev.covector.random.Random;
import dev.covector.random.Threefry;
import java.util.List;

/**
 * The functions of attention: after query, key and value come the tensors that {@code given} names.
 */
final class AttentionFunctions {
  private AttentionFunctions() {}

  /** The functions. */
  static Bindings bindings() {
    Bindings linen = new Bindings("linen");
    linen.one(
        "dot_product_attention",
        x -> Attention.dotProductAttention(x.tensor(0), x.tensor(1), x.tensor(2), options(x, 3)));
    linen.one(
        "dot_product_attention_weights",
        x -> Attention.dotProductAttentionWeights(x.tensor(0), x.tensor(1), options(x, 2)));
    return linen;
  }

  private static AttentionOptions options(Arguments x, int first) {
    double rate = x.keyword("dropout_rate", Double.class).orElse(0.0);
    AttentionOptions options =
        AttentionOptions.DEFAULT.broadcastDropout(
            x.keyword("broadcast_dropout", Boolean.class).orElse(true));
    List<?> given = x.keyword("given", List.class).map(names -> (List<?>) names).orElse(List.of());
    for (int i = 0; i < given.size(); i++) {
      Tensor tensor = x.tensor(first + i);
      options =
          switch ((String) given.get(i)) {
            case "bias" -> options.bias(tensor);
            case "mask" -> options.mask(tensor);
            case "dropout_rng" ->
                options.dropout(rate, Random.wrapKeyData(tensor, Threefry.PARTITIONABLE));
            default -> throw new NotBuiltException("attention with " + given.get(i));
          };
    }
    return options;
  }
}
