package dev.covector.conformance;

import dev.covector.DType;
import dev.covector.Fn2;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.nnx.AttentionInputs;
import dev.covector.nnx.BatchStat;
import dev.covector.nnx.CapturedValues;
import dev.covector.nnx.Dropout;
import dev.covector.nnx.Filter;
import dev.covector.nnx.Linear;
import dev.covector.nnx.LinearOptions;
import dev.covector.nnx.LoRA;
import dev.covector.nnx.LoRAOptions;
import dev.covector.nnx.LoRAParam;
import dev.covector.nnx.MapAxes;
import dev.covector.nnx.Module;
import dev.covector.nnx.MultiHeadAttention;
import dev.covector.nnx.Nnx;
import dev.covector.nnx.Optimizer;
import dev.covector.nnx.Param;
import dev.covector.nnx.Rngs;
import dev.covector.nnx.ScanOptions;
import dev.covector.nnx.Sequential;
import dev.covector.nnx.Split;
import dev.covector.nnx.State;
import dev.covector.nnx.StateAxes;
import dev.covector.numpy.Numpy;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.Optax;
import dev.covector.random.Initializers;
import dev.covector.random.Random;
import dev.covector.tree.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The functions of {@code nnx_layers.py} that use the machinery of nnx. */
final class NnxPrograms {
  private static final Filter KERNELS = Filter.pathContains("kernel");
  private static final Filter PARAMS = Filter.ofType(Param.class);

  private NnxPrograms() {}

  static NnxFunctions.Built<?> build(String name, NnxConfig given) {
    DType dtype = given.config().paramDtype();
    return switch (name) {
      case "SownAttention" -> new NnxFunctions.Built<>(given.attention(), NnxPrograms::sown);
      case "Decode" -> new NnxFunctions.Built<>(given.attention(), NnxPrograms::decoded);
      case "Mapped" ->
          new NnxFunctions.Built<>(
              stack(dtype),
              (m, in) -> {
                Fn2<Block, Tensor, Tensor> each = (block, x) -> block.apply(x);
                return List.of(Nnx.vmap(each, MapAxes.in(0, 1).out(2)).apply(m, in.first()));
              });
      case "MappedInputs" ->
          new NnxFunctions.Built<>(
              rngs -> new Block(4, rngs, dtype),
              (m, in) -> {
                Fn2<Block, Tensor, Tensor> each =
                    (block, x) -> Functions.tanh(block.linear.apply(x));
                MapAxes axes = MapAxes.in(StateAxes.of(Filter.everything(), null), 0).out(1);
                return List.of(Nnx.vmap(each, axes).apply(m, in.first()));
              });
      case "Layers" ->
          new NnxFunctions.Built<>(
              stack(dtype), (m, in) -> layers(m, in.first(), ScanOptions.DEFAULT));
      case "SharedLayers" -> {
        StateAxes steps = StateAxes.of(PARAMS, 1).andCarry(Filter.everything());
        yield new NnxFunctions.Built<>(
            shared(dtype), (m, in) -> layers(m, in.first(), ScanOptions.DEFAULT.state(steps)));
      }
      case "TrainedLoRA" -> trained(dtype, Filter.ofType(LoRAParam.class), Optax.adam(0.1));
      case "TrainedKernels" ->
          trained(dtype, Filter.all(PARAMS, KERNELS), Optax.sgd(0.1).momentum(0.9));
      case "Parts" -> parts(dtype);
      case "Streams" ->
          new NnxFunctions.Built<>((Rngs rngs) -> rngs, (rngs, in) -> List.of(streams(rngs)));
      default -> throw new NotBuiltException("nnx.program(" + name + ")");
    };
  }

  private static List<Tensor> sown(MultiHeadAttention m, CallInputs in) {
    AttentionInputs inputs = AttentionInputs.of(in.first()).causal(true).sowWeights(true);
    CapturedValues<Tensor> seen = Nnx.capture(m, () -> m.attend(inputs));
    return List.of(seen.result(), seen.values().get("attention_weights/0"));
  }

  private static List<Tensor> decoded(MultiHeadAttention m, CallInputs in) {
    Tensor x = in.first();
    // a cache cannot be added to an argument of a compiled function
    MultiHeadAttention own = Nnx.clone(m);
    own.initCache(x.shape(), x.dtype());
    List<Tensor> steps = new ArrayList<>();
    for (int i = 0; i < x.shape().dim(1); i++) {
      steps.add(own.decode(Lax.sliceInDim(x, i, i + 1, 1)));
    }
    return List.of(Numpy.concatenate(steps, 1));
  }

  /** A layer with dropout and a count of its calls, added to its input. */
  private static final class Block extends Module {
    private final Linear linear;
    private final Dropout dropout;
    private final BatchStat calls;

    Block(int features, Rngs rngs, DType dtype) {
      LinearOptions options =
          new LinearOptions().paramDtype(dtype).biasInit(Initializers.normal(0.3));
      linear = new Linear(features, features, options, rngs);
      dropout = new Dropout(0.4, rngs);
      calls = new BatchStat(Numpy.zeros(Shape.SCALAR, DType.F32));
    }

    Tensor apply(Tensor x) {
      calls.update(count -> count.plus(1));
      return x.plus(dropout.apply(Functions.tanh(linear.apply(x))));
    }
  }

  private static Function<Rngs, Block> stack(DType dtype) {
    return rngs -> Nnx.vmap((Rngs each) -> new Block(4, each, dtype)).apply(rngs.split(3));
  }

  /** Blocks with kernels of their own along axis 1, and one stream of keys. */
  private static Function<Rngs, Block> shared(DType dtype) {
    return rngs -> {
      Rngs keys = new Rngs(Map.of("params", rngs.params()));
      Tensor each = Random.split(keys.params(), 3);
      Rngs split = new Rngs(Map.of("params", each, "dropout", rngs.dropout()));
      MapAxes axes =
          MapAxes.in(StateAxes.of(Filter.withTag("params"), 0).and(Filter.everything(), null))
              .out(StateAxes.of(PARAMS, 1).and(Filter.everything(), null));
      return Nnx.vmap((Rngs own) -> new Block(4, own, dtype), axes).apply(split);
    };
  }

  private static List<Tensor> layers(Block layers, Tensor x, ScanOptions options) {
    Fn2<Tensor, Block, Scanned<Tensor, Tensor>> body =
        (carry, layer) -> new Scanned<>(layer.apply(carry), carry.sum(-1));
    Scanned<Tensor, Tensor> all = Nnx.scan(body, x, layers, options);
    return List.of(all.carry(), all.outputs());
  }

  private static NnxFunctions.Built<LoRA> trained(
      DType dtype, Filter wrt, GradientTransformation tx) {
    return new NnxFunctions.Built<>(
        rngs -> {
          Linear base = new Linear(4, 3, new LinearOptions().paramDtype(dtype), rngs);
          return new LoRA(4, 2, 3, base, new LoRAOptions().paramDtype(dtype), rngs);
        },
        (m, in) -> {
          Optimizer<LoRA> optimizer = new Optimizer<>(m, tx, wrt);
          for (int i = 0; i < 3; i++) {
            State gradient =
                Nnx.grad((LoRA model) -> model.apply(in.first()).square().mean(), wrt).apply(m);
            optimizer.update(m, gradient);
          }
          List<Tensor> results = new ArrayList<>(List.of(m.apply(in.first()), optimizer.step()));
          Tree.leaves(Nnx.state(m, wrt)).forEach(leaf -> results.add((Tensor) leaf));
          return results;
        });
  }

  private static NnxFunctions.Built<Sequential> parts(DType dtype) {
    LinearOptions options = new LinearOptions().paramDtype(dtype);
    return new NnxFunctions.Built<>(
        rngs -> new Sequential(new Linear(4, 4, options, rngs), new Linear(4, 2, options, rngs)),
        (m, in) -> {
          Split<Sequential> split = Nnx.split(m, KERNELS, Filter.everything());
          State kernels = split.states().get(0).map(kernel -> kernel.times(2));
          State biases = Nnx.state(m, Filter.all(PARAMS, Filter.not(KERNELS)));
          Nnx.update(m, biases.map(bias -> bias.plus(1)));
          Sequential other = Nnx.merge(split.graphDef(), kernels, split.states().get(1));
          return List.of(other.apply(in.first()), m.apply(in.first()));
        });
  }

  private static Tensor streams(Rngs rngs) {
    List<Tensor> keys =
        new ArrayList<>(List.of(rngs.params(), rngs.params(), rngs.next("noise"), rngs.next()));
    Rngs forked = rngs.fork();
    keys.addAll(List.of(forked.params(), forked.next("noise"), rngs.next("noise")));
    return Numpy.stack(keys.stream().map(Random::keyData).toList());
  }
}
