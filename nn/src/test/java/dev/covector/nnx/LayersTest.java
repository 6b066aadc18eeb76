package dev.covector.nnx;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.JitOptions;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.functions.Functions;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import dev.covector.random.Threefry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Layers from seed 0 against those of Flax nnx: variables before and after a call, and its result.
 * The file is written by {@code nnx_layers.py}.
 */
final class LayersTest {
  private static final Tensor X = wave(2, 6);
  private static final Tensor IMAGE = wave(2, 5, 5, 4);
  private static final Tensor SEQUENCE = wave(2, 5, 3);

  private record Case<M extends Module>(
      String name, Function<Rngs, M> make, Fn1<M, Tensor> call, double tolerance) {}

  private static Tensor wave(int... sizes) {
    Shape shape = Shape.of(sizes);
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) Math.sin(i * 0.7 + 0.1);
    }
    return Lax.reshape(Tensor.of(values), shape);
  }

  private static <M extends Module> Case<M> of(
      String name, Function<Rngs, M> make, Fn1<M, Tensor> call) {
    return new Case<>(name, make, call, 2e-6);
  }

  private static Stream<Case<?>> cases() {
    return Stream.of(
        of("linear", r -> new Linear(6, 4, r), m -> m.apply(X)),
        new Case<>(
            "linear_bf16",
            r -> new Linear(6, 4, new LinearOptions().dtype(DType.BF16), r),
            m -> Lax.convert(m.apply(X), DType.F32),
            1e-2),
        of(
            "linear_general",
            r ->
                new LinearGeneral(
                    new int[] {2, 3}, new int[] {4, 2}, new LinearGeneralOptions().axis(-2, -1), r),
            m -> m.apply(wave(2, 2, 3))),
        of(
            "linear_general_batch",
            r ->
                new LinearGeneral(
                    new int[] {3}, new int[] {4}, new LinearGeneralOptions().batchSizes(2), r),
            m -> m.apply(wave(2, 5, 3))),
        of(
            "einsum",
            r -> new Einsum("nta,hab->nthb", Shape.of(3, 3, 4), Shape.of(3, 4), r),
            m -> m.apply(SEQUENCE)),
        of(
            "embed",
            r -> new Embed(7, 4, r),
            m -> m.attend(m.apply(Tensor.of(new int[][] {{1, 5}, {6, 0}})))),
        of(
            "conv",
            r -> new Conv(4, 6, new int[] {3, 3}, new ConvOptions().strides(2), r),
            m -> m.apply(IMAGE)),
        of(
            "conv_groups_circular",
            r ->
                new Conv(
                    4,
                    6,
                    new int[] {3, 3},
                    new ConvOptions().circular().featureGroupCount(2).kernelDilation(2),
                    r),
            m -> m.apply(IMAGE)),
        of(
            "conv_causal",
            r -> new Conv(3, 2, new int[] {2}, new ConvOptions().causal(), r),
            m -> m.apply(SEQUENCE)),
        of(
            "conv_transpose",
            r -> new ConvTranspose(3, 2, new int[] {3}, new ConvOptions().strides(2), r),
            m -> m.apply(SEQUENCE)),
        of(
            "batch_norm",
            r -> new BatchNorm(4, new NormOptions().momentum(0.9), r),
            m -> m.apply(IMAGE)),
        of("layer_norm", r -> new LayerNorm(6, r), m -> m.apply(X)),
        of(
            "group_norm",
            r -> new GroupNorm(4, new NormOptions().numGroups(2), r),
            m -> m.apply(IMAGE)),
        of("rms_norm", r -> new RMSNorm(6, r), m -> m.apply(X)),
        of("instance_norm", r -> new InstanceNorm(4, r), m -> m.apply(IMAGE)),
        of("spectral_norm", r -> new SpectralNorm<>(new Linear(6, 4, r), 1, r), m -> m.apply(X)),
        of("weight_norm", r -> new WeightNorm<>(new Linear(6, 4, r), r), m -> m.apply(X)),
        of("dropout", r -> new Dropout(0.4, r), m -> m.apply(X).plus(m.apply(X))),
        of(
            "mlp_dropout",
            r ->
                new Sequential(
                    new Linear(6, 5, r), Functions::relu, new Dropout(0.5, r), new Linear(5, 3, r)),
            m -> m.apply(X)),
        of(
            "attention",
            r -> new MultiHeadAttention(2, 6, r),
            m -> m.apply(wave(2, 3, 6), Numpy.tril(Numpy.ones(3, 3)))),
        of(
            "attention_grouped",
            r ->
                new MultiHeadAttention(
                    4, 8, new AttentionOptions().numKvHeads(2).normalizeQk(true), r),
            m -> m.apply(wave(2, 3, 8))),
        of(
            "attention_dropout",
            r -> new MultiHeadAttention(2, 6, new AttentionOptions().dropoutRate(0.3), r),
            m -> m.apply(wave(2, 3, 6))),
        of("lstm", r -> new RNN<>(new LSTMCell(3, 4, r)), m -> m.apply(SEQUENCE)),
        of(
            "optimized_lstm",
            r -> new RNN<>(new OptimizedLSTMCell(3, 4, r)),
            m -> m.apply(SEQUENCE)),
        of("gru", r -> new RNN<>(new GRUCell(3, 4, r)), m -> m.apply(SEQUENCE)),
        of(
            "simple",
            r -> new RNN<>(new SimpleCell(3, 4, r), false, true, true),
            m -> m.run(SEQUENCE, null, Tensor.of(new int[] {3, 5})).outputs()),
        of(
            "bidirectional",
            r ->
                new Bidirectional<>(
                    new RNN<>(new GRUCell(3, 4, r)), new RNN<>(new LSTMCell(3, 4, r))),
            m -> m.apply(SEQUENCE)),
        of("prelu", r -> new PReLU(), m -> m.apply(X)),
        of("lora", r -> new LoRA(6, 2, 4, new Linear(6, 4, r), r), m -> m.apply(X)),
        of("lora_linear", r -> new LoRALinear(6, 4, 2, r), m -> m.apply(X)));
  }

  private static Map<String, Map<String, double[]>> recorded() throws IOException {
    Map<String, Map<String, double[]>> cases = new TreeMap<>();
    try (InputStream file = LayersTest.class.getResourceAsStream("layers.txt")) {
      for (String line : new String(file.readAllBytes(), StandardCharsets.UTF_8).lines().toList()) {
        String[] words = line.split(" ");
        cases
            .computeIfAbsent(words[0], name -> new TreeMap<>())
            .put(
                words[1] + " " + words[2],
                Arrays.stream(words).skip(3).mapToDouble(Double::parseDouble).toArray());
      }
    }
    return cases;
  }

  @TestFactory
  Stream<DynamicTest> layersAreThoseOfFlax() throws IOException {
    Map<String, Map<String, double[]>> recorded = recorded();
    List<DynamicTest> tests = new ArrayList<>();
    cases()
        .forEach(
            layer -> {
              for (boolean jitted : new boolean[] {false, true}) {
                for (Threefry order : Threefry.values()) {
                  String name = layer.name + (order == Threefry.PARTITIONABLE ? "" : "@original");
                  Map<String, double[]> want = recorded.get(name);
                  if (want != null) {
                    tests.add(
                        DynamicTest.dynamicTest(
                            name + (jitted ? " jitted" : ""),
                            () -> check(layer, order, jitted, want)));
                  }
                }
              }
            });
    return tests.stream();
  }

  private static <M extends Module> void check(
      Case<M> layer, Threefry order, boolean jitted, Map<String, double[]> want) {
    M module = layer.make.apply(new Rngs(Random.key(0, order)));
    compare("before", module, want);
    Fn1<M, Tensor> call = jitted ? Nnx.jit(layer.call, JitOptions.named(layer.name)) : layer.call;
    Tensor output = call.apply(module);
    compare(want.get("output -"), output, layer.tolerance, "output");
    compare("after", module, want);
  }

  private static void compare(String when, Module module, Map<String, double[]> want) {
    State state = Nnx.state(module);
    for (Map.Entry<String, double[]> entry : want.entrySet()) {
      if (entry.getKey().startsWith(when + " ")) {
        String path = entry.getKey().substring(when.length() + 1);
        compare(entry.getValue(), state.get(path), 2e-6, when + " " + path);
      }
    }
    long expected = want.keySet().stream().filter(key -> key.startsWith(when + " ")).count();
    if (expected > 0) {
      assertEquals(expected, state.size(), () -> when + " " + state);
    }
  }

  private static void compare(double[] want, Tensor got, double tolerance, String where) {
    Tensor numbers = got;
    if (got.dtype() == DType.KEY || got.dtype() == DType.KEY_ORIGINAL) {
      numbers = Random.keyData(got).rem(Lax.full(Shape.SCALAR, 65536, DType.U32));
    }
    double[] values = Lax.convert(numbers, DType.F64).toDoubleArray();
    assertEquals(want.length, values.length, where);
    for (int i = 0; i < want.length; i++) {
      assertEquals(want[i], values[i], tolerance * Math.max(1, Math.abs(want[i])), where + " " + i);
    }
  }

  @TestFactory
  Stream<DynamicTest> statefulUse() throws IOException {
    Map<String, Map<String, double[]>> recorded = recorded();
    return Stream.of(
        DynamicTest.dynamicTest(
            "evaluation uses running averages",
            () -> {
              BatchNorm norm = new BatchNorm(4, new Rngs(0));
              norm.apply(IMAGE);
              norm.eval();
              compare(
                  recorded.get("batch_norm_eval").get("output -"),
                  norm.apply(IMAGE),
                  2e-6,
                  "output");
            }),
        DynamicTest.dynamicTest(
            "decoding is the causal attention one position at a time",
            () -> {
              MultiHeadAttention attention = new MultiHeadAttention(2, 6, new Rngs(0));
              attention.initCache(Shape.of(2, 3, 6), DType.F32);
              Fn1<MultiHeadAttention, Tensor> all =
                  m -> {
                    List<Tensor> parts = new ArrayList<>();
                    for (int i = 0; i < 3; i++) {
                      Tensor at = Numpy.take(wave(2, 3, 6), Tensor.of(new int[] {i}), 1);
                      parts.add(m.decode(at));
                    }
                    return Numpy.concatenate(parts, 1);
                  };
              double[] want = recorded.get("attention_decode").get("output -");
              MultiHeadAttention other = Nnx.clone(attention);
              compare(want, all.apply(attention), 2e-6, "eager");
              compare(want, Nnx.jit(all).apply(other), 2e-6, "jitted");
            }));
  }
}
