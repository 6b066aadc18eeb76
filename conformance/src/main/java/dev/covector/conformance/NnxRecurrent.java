package dev.covector.conformance;

import dev.covector.Scanned;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.nnx.Bidirectional;
import dev.covector.nnx.CellOptions;
import dev.covector.nnx.GRUCell;
import dev.covector.nnx.LSTMCell;
import dev.covector.nnx.OptimizedLSTMCell;
import dev.covector.nnx.RNN;
import dev.covector.nnx.RNNCell;
import dev.covector.nnx.Rngs;
import dev.covector.nnx.SimpleCell;
import dev.covector.numpy.Numpy;
import dev.covector.random.Initializers;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Recurrent networks of nnx with the options of a case. */
final class NnxRecurrent {
  private NnxRecurrent() {}

  static NnxFunctions.Built<?> network(LayerTerm term, NnxConfig config) {
    boolean returnCarry = config.config().flag("return_carry", false);
    Function<Rngs, RNN<?>> make = rnn(term, config);
    return new NnxFunctions.Built<>(
        make, (m, in) -> results(m.run(in.first(), null, in.named("seq_lengths")), returnCarry));
  }

  static NnxFunctions.Built<?> bidirectional(LayerTerm term, NnxConfig config) {
    boolean returnCarry = config.config().flag("return_carry", false);
    boolean timeMajor = config.config().flag("time_major", false);
    Function<Rngs, RNN<?>> forward = rnn(term.arguments().get(0), config);
    Function<Rngs, RNN<?>> backward = rnn(term.arguments().get(1), config);
    Function<Rngs, Bidirectional<?, ?>> make =
        rngs -> both(forward.apply(rngs), backward.apply(rngs), timeMajor);
    return new NnxFunctions.Built<>(
        make, (m, in) -> results(m.run(in.first(), null, in.named("seq_lengths")), returnCarry));
  }

  private static <F, B> Bidirectional<F, B> both(
      RNN<F> forward, RNN<B> backward, boolean timeMajor) {
    return timeMajor
        ? new Bidirectional<>(
            forward, backward, (f, b) -> Numpy.concatenate(List.of(f, b), -1), true)
        : new Bidirectional<>(forward, backward);
  }

  private static List<Tensor> results(Scanned<?, Tensor> run, boolean returnCarry) {
    List<Tensor> results = new ArrayList<>();
    if (returnCarry) {
      Tree.leaves(run.carry()).forEach(leaf -> results.add((Tensor) leaf));
    }
    results.add(run.outputs());
    return results;
  }

  private static Function<Rngs, RNN<?>> rnn(LayerTerm term, NnxConfig config) {
    Function<Rngs, RNNCell<?>> cell = cell(term.arguments().getFirst(), config);
    LayerConfig flags = config.config();
    boolean timeMajor = flags.flag("time_major", false);
    boolean reverse = flags.flag("reverse", false);
    boolean keepOrder = flags.flag("keep_order", false);
    return rngs -> rnn(cell.apply(rngs), timeMajor, reverse, keepOrder);
  }

  private static <C> RNN<C> rnn(
      RNNCell<C> cell, boolean timeMajor, boolean reverse, boolean keepOrder) {
    return new RNN<>(cell, timeMajor, reverse, keepOrder);
  }

  private static Function<Rngs, RNNCell<?>> cell(LayerTerm term, NnxConfig config) {
    LayerConfig given = config.config();
    CellOptions options =
        new CellOptions()
            .gateFn(given.function("gate_fn", Functions::sigmoid))
            .activationFn(given.function("activation_fn", Functions::tanh))
            .kernelInit(given.initializer("kernel_init", Initializers.lecunNormal()))
            .recurrentKernelInit(
                given.initializer("recurrent_kernel_init", Initializers.orthogonal()))
            .biasInit(given.initializer("bias_init", Initializers.zeros()))
            .residual(given.flag("residual", false))
            .dtype(given.dtype())
            .paramDtype(given.paramDtype());
    int in = config.in();
    int hidden = given.integer("hidden_features");
    return rngs ->
        switch (term.name()) {
          case "LSTMCell" -> new LSTMCell(in, hidden, options, rngs);
          case "OptimizedLSTMCell" -> new OptimizedLSTMCell(in, hidden, options, rngs);
          case "GRUCell" -> new GRUCell(in, hidden, options, rngs);
          case "SimpleCell" -> new SimpleCell(in, hidden, options, rngs);
          default -> throw new NotBuiltException("nnx." + term.name() + " where a cell is meant");
        };
  }
}
