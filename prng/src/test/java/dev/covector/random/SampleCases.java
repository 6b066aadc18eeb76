package dev.covector.random;

import dev.covector.DType;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.random.VarianceScaling.Distribution;
import dev.covector.random.VarianceScaling.Mode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** The draws that {@code samples.py} makes with JAX, under the same names. */
final class SampleCases {
  private static final List<Shape> SHAPES =
      List.of(
          Shape.SCALAR,
          Shape.of(1),
          Shape.of(5),
          Shape.of(3, 5),
          Shape.of(2, 3, 3),
          Shape.of(0),
          Shape.of(2, 0, 3));

  /** A sampler of a shape and a dtype. */
  private interface Sampler {
    Tensor draw(Tensor key, Shape shape, DType dtype);
  }

  private final Map<String, Function<Tensor, Tensor>> cases = new LinkedHashMap<>();

  private SampleCases() {}

  /** The cases of a width by name; each takes the key of seed 1701. */
  static Map<String, Function<Tensor, Tensor>> of(boolean wide) {
    SampleCases all = new SampleCases();
    all.keys();
    List<DType> floats = wide ? List.of(DType.F64) : List.of(DType.F32, DType.F16, DType.BF16);
    List<DType> signed =
        wide ? List.of(DType.I64, DType.I32) : List.of(DType.I8, DType.I16, DType.I32);
    List<DType> unsigned =
        wide ? List.of(DType.U64, DType.U32) : List.of(DType.U8, DType.U16, DType.U32);
    unsigned.forEach(all::bits);
    floats.forEach(all::floats);
    floats.forEach(all::initializers);
    all.coins(signed);
    signed.forEach(all::integers);
    unsigned.forEach(all::integers);
    all.wholeRanges(wide);
    new SelectionCases(all::add).add();
    return all.cases;
  }

  private void add(String name, UnaryOperator<Tensor> draw) {
    cases.put(name, draw);
  }

  private void keys() {
    add("key", key -> key);
    for (long seed : new long[] {0, 1, -1, 1L << 31, (1L << 32) + 5, -(1L << 40)}) {
      add("key " + seed, key -> Random.key(seed, Random.keyImpl(key)));
    }
    add("split", Random::split);
    for (Shape shape : List.of(Shape.of(1), Shape.of(3), Shape.of(0), Shape.of(2, 3))) {
      add("split " + shape, key -> Random.split(key, shape));
    }
    for (long data : new long[] {0, 7, 0xFFFF_FFFFL}) {
      add("foldIn " + data, key -> Random.foldIn(key, data));
    }
  }

  private void bits(DType dtype) {
    shaped("bits", SHAPES, dtype, Random::bits);
  }

  private void shaped(String name, List<Shape> shapes, DType dtype, Sampler sampler) {
    for (Shape shape : shapes) {
      add(name + " " + dtype + shape, key -> sampler.draw(key, shape, dtype));
    }
  }

  private void floats(DType dtype) {
    shaped("uniform", SHAPES, dtype, Random::uniform);
    shaped("normal", SHAPES, dtype, Random::normal);
    List<Shape> two = List.of(Shape.SCALAR, Shape.of(7, 3));
    shaped("exponential", two, dtype, Random::exponential);
    shaped("laplace", two, dtype, Random::laplace);
    shaped("logistic", two, dtype, Random::logistic);
    shaped("cauchy", two, dtype, Random::cauchy);
    shaped("gumbel", two, dtype, Random::gumbel);
    shaped("maxwell", two, dtype, Random::maxwell);
    scaled(dtype);
    Shape s = Shape.of(3, 5);
    add("bernoulli " + dtype, k -> Random.bernoulli(k, Tensor.of(0.3, dtype), s));
    add(
        "bernoulli high " + dtype,
        k -> Random.bernoulli(k, Tensor.of(0.3, dtype), s, Resolution.HIGH));
  }

  private void scaled(DType dtype) {
    Shape s = Shape.of(4, 3);
    Shape limited = Shape.of(2, 3);
    Tensor limits = Tensor.of(new float[] {0.5f, -2}, 2, 1);
    Tensor three = Tensor.of(3.0);
    add("uniform -2 3 " + dtype, k -> Random.uniform(k, s, dtype, -2, 3));
    add("uniform 3 -2 " + dtype, k -> Random.uniform(k, s, dtype, 3, -2));
    add("uniform limits " + dtype, k -> Random.uniform(k, limited, dtype, limits, three));
    add("truncatedNormal " + dtype, k -> Random.truncatedNormal(k, -1, 1.5, s, dtype));
    add(
        "truncatedNormal limits " + dtype,
        k -> Random.truncatedNormal(k, limits, three, limited, dtype));
    add("gumbel high " + dtype, k -> Random.gumbel(k, s, dtype, Resolution.HIGH));
    add("gumbel highest " + dtype, k -> Random.gumbel(k, s, dtype, Resolution.HIGHEST));
    add("pareto " + dtype, k -> Random.pareto(k, Tensor.of(2.5), s, dtype));
    add("rayleigh " + dtype, k -> Random.rayleigh(k, Tensor.of(2.5), s, dtype));
    add("weibullMin " + dtype, k -> Random.weibullMin(k, Tensor.of(2.0), Tensor.of(1.5), s, dtype));
    add("lognormal " + dtype, k -> Random.lognormal(k, Tensor.of(0.5), s, dtype));
  }

  private void coins(List<DType> signed) {
    Tensor p = Tensor.of(new float[] {0.125f, 0, 0.375f, 0.25f, 0.25f});
    add("bernoulli", Random::bernoulli);
    add("bernoulli p", key -> Random.bernoulli(key, p));
    add("bernoulli p [2,5]", key -> Random.bernoulli(key, p, Shape.of(2, 5)));
    for (DType dtype : signed) {
      add("rademacher " + dtype, key -> Random.rademacher(key, Shape.of(3, 5), dtype));
    }
  }

  private void integers(DType dtype) {
    long min = dtype.isUnsigned() ? 0 : -3;
    shaped("randint", SHAPES, dtype, (key, shape, d) -> Random.randint(key, shape, min, 12, d));
    add("randint none " + dtype, key -> Random.randint(key, Shape.of(3), 5, 2, dtype));
    add("randint beyond " + dtype, key -> Random.randint(key, Shape.of(9), -400, 400, dtype));
    Tensor from = Tensor.of(new int[] {-3, 2}, 2, 1);
    add(
        "randint bounds " + dtype,
        key -> Random.randint(key, Shape.of(2, 3), from, Tensor.of(100), dtype));
  }

  private void wholeRanges(boolean wide) {
    whole("randint whole u8", 0, 256, DType.U8);
    whole("randint whole i32", Integer.MIN_VALUE, Integer.MAX_VALUE, DType.I32);
    if (wide) {
      whole("randint whole u32", 0, 1L << 32, DType.U32);
      whole("randint most i64", Long.MIN_VALUE, Long.MAX_VALUE, DType.I64);
    }
  }

  private void whole(String name, long min, long max, DType dtype) {
    add(name, key -> Random.randint(key, Shape.of(9), min, max, dtype));
  }

  private void initializers(DType dtype) {
    Map<String, Initializer> initializers = new LinkedHashMap<>();
    initializers.put("initUniform", Initializers.uniform());
    initializers.put("initNormal", Initializers.normal(2));
    initializers.put("initTruncated", Initializers.truncatedNormal(0.5, -1, 3));
    initializers.put("lecunNormal", Initializers.lecunNormal());
    initializers.put("lecunUniform", Initializers.lecunUniform());
    initializers.put("glorotNormal", Initializers.glorotNormal());
    initializers.put("glorotUniform", Initializers.glorotUniform());
    initializers.put("heNormal", Initializers.heNormal());
    initializers.put("heUniform", Initializers.heUniform());
    initializers.put("scaledNormal", scaling(Mode.FAN_GEO_AVG, Distribution.NORMAL));
    initializers.put(
        "scaledAxes", scaling(Mode.FAN_OUT, Distribution.UNIFORM).inAxes(0).outAxes(1));
    initializers.put("scaledBatch", scaling(Mode.FAN_IN, Distribution.NORMAL).batchAxes(0));
    initializers.forEach(
        (name, initializer) ->
            add(name + " " + dtype, key -> initializer.initialize(key, Shape.of(2, 3, 4), dtype)));
  }

  private static VarianceScaling scaling(Mode mode, Distribution distribution) {
    return Initializers.varianceScaling(1.5, mode, distribution);
  }
}
