package dev.covector.conformance;

import dev.covector.Fn1;
import dev.covector.Scanned;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.linen.Bidirectional;
import dev.covector.linen.ConvLSTMCell;
import dev.covector.linen.GRUCell;
import dev.covector.linen.LSTMCell;
import dev.covector.linen.MGUCell;
import dev.covector.linen.OptimizedLSTMCell;
import dev.covector.linen.RNN;
import dev.covector.linen.RNNCellBase;
import dev.covector.linen.RNNInputs;
import dev.covector.linen.SimpleCell;
import dev.covector.random.Initializer;
import dev.covector.random.Initializers;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Recurrent networks of {@code linen} with the options of a case. */
final class RecurrentLayers {
  private RecurrentLayers() {}

  /** A network, called with lengths and a first carry where the case has them. */
  static LayerFunctions.Built network(LayerTerm term, LayerConfig config) {
    boolean returnCarry = config.flag("return_carry", false);
    return built(rnn(term, config), returnCarry);
  }

  @SuppressWarnings("unchecked") // a first carry of a tensor is given to cells that carry one
  private static <C> LayerFunctions.Built built(RNN<C> rnn, boolean returnCarry) {
    return new LayerFunctions.Built(
        rnn,
        in -> {
          @Nullable Tensor carry = in.named("initial_carry");
          RNNInputs<C> inputs =
              RNNInputs.<C>of(in.first())
                  .seqLengths(in.named("seq_lengths"))
                  .initialCarry(carry == null ? null : (C) carry);
          return results(rnn.run(inputs), returnCarry);
        });
  }

  private static List<Tensor> results(Scanned<?, Tensor> run, boolean returnCarry) {
    List<Tensor> results = new ArrayList<>();
    if (returnCarry) {
      Tree.leaves(run.carry()).forEach(leaf -> results.add((Tensor) leaf));
    }
    results.add(run.outputs());
    return results;
  }

  /** Two networks. */
  static LayerFunctions.Built bidirectional(LayerTerm term, LayerConfig config) {
    boolean returnCarry = config.flag("return_carry", false);
    return both(
        rnn(term.arguments().get(0), config),
        rnn(term.arguments().get(1), config),
        returnCarry,
        config);
  }

  private static <F, B> LayerFunctions.Built both(
      RNN<F> forward, RNN<B> backward, boolean returnCarry, LayerConfig config) {
    Bidirectional<F, B> network =
        new Bidirectional<>(forward, backward).timeMajor(config.flag("time_major", false));
    return new LayerFunctions.Built(
        network,
        in -> results(network.run(in.first(), null, in.named("seq_lengths")), returnCarry));
  }

  static RNN<?> rnn(LayerTerm term, LayerConfig config) {
    if (!term.name().equals("RNN")) {
      throw new NotBuiltException("linen." + term.name() + " where an RNN is meant");
    }
    return rnn(cell(term.arguments().getFirst(), config), config);
  }

  private static <C> RNN<C> rnn(RNNCellBase<C> cell, LayerConfig config) {
    return new RNN<>(cell)
        .reverse(config.flag("reverse", false))
        .keepOrder(config.flag("keep_order", false))
        .timeMajor(config.flag("time_major", false));
  }

  private static Initializer kernelInit(LayerConfig config) {
    return config.initializer("kernel_init", Initializers.lecunNormal());
  }

  private static Initializer stateInit(LayerConfig config) {
    return config.initializer("recurrent_kernel_init", Initializers.orthogonal());
  }

  private static Initializer zeros(LayerConfig config, String name) {
    return config.initializer(name, Initializers.zeros());
  }

  private static Fn1<Tensor, Tensor> gate(LayerConfig config) {
    return config.function("gate_fn", Functions::sigmoid);
  }

  private static Fn1<Tensor, Tensor> activation(LayerConfig config) {
    return config.function("activation_fn", Functions::tanh);
  }

  private static RNNCellBase<?> cell(LayerTerm term, LayerConfig config) {
    int features = term.size();
    return switch (term.name()) {
      case "LSTMCell" ->
          new LSTMCell(features)
              .gateFn(gate(config))
              .activationFn(activation(config))
              .kernelInit(kernelInit(config))
              .recurrentKernelInit(stateInit(config))
              .biasInit(zeros(config, "bias_init"))
              .carryInit(zeros(config, "carry_init"))
              .dtype(config.dtype())
              .paramDtype(config.paramDtype());
      case "OptimizedLSTMCell" ->
          new OptimizedLSTMCell(features)
              .gateFn(gate(config))
              .activationFn(activation(config))
              .kernelInit(kernelInit(config))
              .recurrentKernelInit(stateInit(config))
              .biasInit(zeros(config, "bias_init"))
              .carryInit(zeros(config, "carry_init"))
              .dtype(config.dtype())
              .paramDtype(config.paramDtype());
      case "GRUCell" ->
          new GRUCell(features)
              .gateFn(gate(config))
              .activationFn(activation(config))
              .kernelInit(kernelInit(config))
              .recurrentKernelInit(stateInit(config))
              .biasInit(zeros(config, "bias_init"))
              .carryInit(zeros(config, "carry_init"))
              .dtype(config.dtype())
              .paramDtype(config.paramDtype());
      case "MGUCell" ->
          new MGUCell(features)
              .gateFn(gate(config))
              .activationFn(activation(config))
              .kernelInit(kernelInit(config))
              .recurrentKernelInit(stateInit(config))
              .forgetBiasInit(config.initializer("forget_bias_init", Initializers.ones()))
              .activationBiasInit(zeros(config, "activation_bias_init"))
              .carryInit(zeros(config, "carry_init"))
              .resetGate(config.flag("reset_gate", true))
              .dtype(config.dtype())
              .paramDtype(config.paramDtype());
      case "SimpleCell" ->
          new SimpleCell(features)
              .activationFn(activation(config))
              .kernelInit(kernelInit(config))
              .recurrentKernelInit(stateInit(config))
              .biasInit(zeros(config, "bias_init"))
              .carryInit(zeros(config, "carry_init"))
              .residual(config.flag("residual", false))
              .dtype(config.dtype())
              .paramDtype(config.paramDtype());
      case "ConvLSTMCell" -> convLstm(term, config);
      default -> throw new NotBuiltException("linen." + term.name() + " where a cell is meant");
    };
  }

  private static ConvLSTMCell convLstm(LayerTerm term, LayerConfig config) {
    int[] kernelSize = term.arguments().stream().skip(1).mapToInt(LayerTerm::value).toArray();
    return new ConvLSTMCell(term.size(), kernelSize)
        .strides(config.integers("strides", 1))
        .padding(LayerConfig.zeros(config.padding(), kernelSize.length))
        .useBias(config.flag("use_bias", true))
        .carryInit(zeros(config, "carry_init"))
        .dtype(config.dtype())
        .paramDtype(config.paramDtype());
  }
}
