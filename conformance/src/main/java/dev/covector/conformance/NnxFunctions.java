package dev.covector.conformance;

import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Tensor;
import dev.covector.nnx.AttentionInputs;
import dev.covector.nnx.BatchNorm;
import dev.covector.nnx.Dropout;
import dev.covector.nnx.Embed;
import dev.covector.nnx.GroupNorm;
import dev.covector.nnx.InstanceNorm;
import dev.covector.nnx.LayerNorm;
import dev.covector.nnx.LoRA;
import dev.covector.nnx.LoRALinear;
import dev.covector.nnx.Module;
import dev.covector.nnx.MultiHeadAttention;
import dev.covector.nnx.RMSNorm;
import dev.covector.nnx.Rngs;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The modules of {@code nnx}, by the names and options of the suites. */
final class NnxFunctions {
  /**
   * How a module is made and called.
   *
   * @param <M> its class
   */
  record Built<M>(Function<Rngs, M> make, Fn2<M, CallInputs, List<Tensor>> call) {}

  private NnxFunctions() {}

  /**
   * The module of a case.
   *
   * @throws NotBuiltException when the name or an option is not known
   */
  static Built<?> build(Case.Layer layer) {
    Arguments options = new Arguments(List.of(), layer.config(), "");
    LayerTerm term = LayerTerm.parse(layer.fn().substring("nnx.".length()));
    Built<?> built = build(term, new NnxConfig(new LayerConfig(options)));
    Set<String> ignored = new TreeSet<>(options.ignored());
    if (!ignored.isEmpty()) {
      throw new NotBuiltException(layer.fn() + " with " + ignored);
    }
    return built;
  }

  private static Built<?> build(LayerTerm term, NnxConfig config) {
    return switch (term.name()) {
      case "program" -> NnxPrograms.build(term.arguments().getFirst().name(), config);
      case "metric" -> NnxMetrics.build(term.arguments().getFirst().name(), config.config());
      case "BatchNorm" -> {
        Function<Rngs, BatchNorm> make = config.batchNorm();
        yield masked(make, BatchNorm::apply, BatchNorm::apply);
      }
      case "LayerNorm" -> {
        Function<Rngs, LayerNorm> make = config.layerNorm();
        yield masked(make, LayerNorm::apply, LayerNorm::apply);
      }
      case "RMSNorm" -> {
        Function<Rngs, RMSNorm> make = config.rmsNorm();
        yield masked(make, RMSNorm::apply, RMSNorm::apply);
      }
      case "GroupNorm" -> {
        Function<Rngs, GroupNorm> make = config.groupNorm();
        yield masked(make, GroupNorm::apply, GroupNorm::apply);
      }
      case "InstanceNorm" -> {
        Function<Rngs, InstanceNorm> make = config.instanceNorm();
        yield masked(make, InstanceNorm::apply, InstanceNorm::apply);
      }
      case "attend" -> {
        Function<Rngs, Embed> make = config.embed();
        yield new Built<>(make, (m, in) -> List.of(m.attend(in.first())));
      }
      case "Dropout" -> {
        Function<Rngs, Dropout> make = config.dropout();
        yield of(make);
      }
      case "LoRA" -> {
        Function<Rngs, LoRA> make = config.lora(!term.arguments().isEmpty());
        yield of(make);
      }
      case "LoRALinear" -> {
        Function<Rngs, LoRALinear> make = config.loraLinear();
        yield of(make);
      }
      case "MultiHeadAttention" -> attention(config);
      case "RNN" -> NnxRecurrent.network(term, config);
      case "Bidirectional" -> NnxRecurrent.bidirectional(term, config);
      default -> of(config.layer(term));
    };
  }

  private static <M extends Fn1<Tensor, Tensor>> Built<M> of(Function<Rngs, M> make) {
    return new Built<>(make, (m, in) -> List.of(m.apply(in.first())));
  }

  /** A call of a module with a mask. */
  private interface WithMask<M> {
    Tensor apply(M module, Tensor x, Tensor mask);
  }

  private static <M extends Module> Built<M> masked(
      Function<Rngs, M> make, Fn2<M, Tensor, Tensor> call, WithMask<M> withMask) {
    return new Built<>(
        make,
        (m, in) -> {
          @Nullable Tensor mask = in.named("mask");
          Tensor x = in.first();
          return List.of(mask == null ? call.apply(m, x) : withMask.apply(m, x, mask));
        });
  }

  private static Built<MultiHeadAttention> attention(NnxConfig config) {
    Function<Rngs, MultiHeadAttention> make = config.attention();
    return new Built<>(
        make,
        (m, in) -> {
          List<Tensor> x = in.positional();
          AttentionInputs inputs =
              switch (x.size()) {
                case 1 -> AttentionInputs.of(x.get(0));
                case 2 -> AttentionInputs.of(x.get(0), x.get(1));
                default -> AttentionInputs.of(x.get(0), x.get(1), x.get(2));
              };
          return List.of(m.attend(inputs.mask(in.named("mask"))));
        });
  }
}
