package dev.covector.random;

import static dev.covector.Covector.jit;
import static dev.covector.Covector.vmap;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.Covector;
import dev.covector.DType;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Keys and samplers under jit, vmap, scan and grad. */
final class RandomTransformationsTest {
  private static final Shape SHAPE = Shape.of(3, 5);

  private static final Map<String, UnaryOperator<Tensor>> SAMPLERS =
      Map.ofEntries(
          entry("bits", key -> Random.bits(key, 7)),
          entry("uniform", key -> Random.uniform(key, SHAPE)),
          entry("normal", key -> Random.normal(key, SHAPE)),
          entry("truncated normal", key -> Random.truncatedNormal(key, -2, 2, SHAPE)),
          entry("randint", key -> Random.randint(key, SHAPE, -3, 12)),
          entry("split", key -> Random.keyData(Random.split(key, 3))),
          entry("fold in", key -> Random.keyData(Random.foldIn(key, 5))),
          entry("gumbel", key -> Random.gumbel(key, 4)),
          entry("bernoulli", key -> Random.bernoulli(key, 0.3, SHAPE)),
          entry("permutation", key -> Random.permutation(key, 6)),
          entry("choice", key -> Random.choice(key, 9, Shape.of(4), false, weights())),
          entry("categorical", key -> Random.categorical(key, weights(), 0, SHAPE)),
          entry("poisson", key -> Random.poisson(key, 3, SHAPE)),
          entry("weights", key -> Initializers.lecunNormal().initialize(key, SHAPE)));

  private static Map.Entry<String, UnaryOperator<Tensor>> entry(
      String name, UnaryOperator<Tensor> sampler) {
    return Map.entry(name, sampler);
  }

  private static Tensor weights() {
    return Tensor.of(new float[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
  }

  @ParameterizedTest
  @EnumSource
  void vmapOverKeysIsALoopOverKeys(Threefry order) {
    Tensor keys = Random.split(Random.key(3, order), 4);
    SAMPLERS.forEach(
        (name, sampler) -> {
          double[] mapped = vmap(sampler::apply).apply(keys).toDoubleArray();
          double[] looped =
              Lax.concatenate(
                      IntStream.range(0, 4)
                          .mapToObj(i -> Random.keyAt(keys, i))
                          .map(key -> flat(sampler.apply(key)))
                          .toList(),
                      0)
                  .toDoubleArray();
          assertArrayEquals(looped, mapped, name);
        });
  }

  private static Tensor flat(Tensor x) {
    return Lax.reshape(x, Shape.of((int) x.size()));
  }

  @ParameterizedTest
  @EnumSource
  void jitDrawsWhatEagerCodeDraws(Threefry order) {
    Tensor key = Random.key(3, order);
    SAMPLERS.forEach(
        (name, sampler) ->
            assertArrayEquals(
                sampler.apply(key).toDoubleArray(),
                jit(sampler::apply).apply(key).toDoubleArray(),
                name));
  }

  @ParameterizedTest
  @EnumSource
  void scanCarriesAndSplitsAKey(Threefry order) {
    Tensor start = Random.key(9, order);
    Scanned<Tensor, Tensor> scanned =
        Lax.scan(
            (Tensor key, Tensor x) -> {
              Tensor keys = Random.split(key);
              Tensor noise = Random.uniform(Random.keyAt(keys, 1));
              return new Scanned<>(Random.keyAt(keys, 0), noise.plus(x));
            },
            start,
            Tensor.of(new float[] {0, 0, 0}));
    float[] expected = new float[3];
    Tensor key = start;
    for (int i = 0; i < 3; i++) {
      Tensor keys = Random.split(key);
      expected[i] = Random.uniform(Random.keyAt(keys, 1)).toFloatArray()[0];
      key = Random.keyAt(keys, 0);
    }
    assertArrayEquals(expected, scanned.outputs().toFloatArray());
    assertEquals(order.dtype(), scanned.carry().dtype());
    assertArrayEquals(
        Random.keyData(key).toLongArray(), Random.keyData(scanned.carry()).toLongArray());
  }

  @ParameterizedTest
  @EnumSource
  void derivedKeysKeepTheirOrder(Threefry order) {
    Tensor key = Random.key(1, order);
    assertEquals(order, Random.keyImpl(Random.split(key)));
    assertEquals(order, Random.keyImpl(Random.foldIn(key, 1)));
    assertEquals(order, Random.keyImpl(Random.keyAt(Random.split(key, 2, 2), -1)));
    assertEquals(order, Random.keyImpl(Random.clone(key)));
    assertEquals(order, Random.keyImpl(Random.wrapKeyData(Random.keyData(key), order)));
  }

  @ParameterizedTest
  @EnumSource
  void tracedSeedsAndDataGiveTheSameKeys(Threefry order) {
    Tensor seeds = Tensor.of(new int[] {0, 7, -1});
    Tensor made = Random.keyData(vmap((Tensor seed) -> Random.key(seed, order)).apply(seeds));
    long[] expected = Random.keyData(Random.key(-1, order)).toLongArray();
    assertEquals(expected[1], made.toLongArray()[5]);
    Tensor key = Random.key(4, order);
    Tensor folded =
        jit((Tensor step) -> Random.keyData(Random.foldIn(key, step))).apply(Tensor.of(7));
    assertArrayEquals(Random.keyData(Random.foldIn(key, 7)).toLongArray(), folded.toLongArray());
  }

  @ParameterizedTest
  @EnumSource
  void boundsOfUniformHaveADerivative(Threefry order) {
    Tensor key = Random.key(2, order);
    Tensor unit = Random.uniform(key);
    Tensor slope =
        Covector.grad(
                (Tensor max) -> Random.uniform(key, Shape.SCALAR, DType.F32, Tensor.of(0.0), max))
            .apply(Tensor.of(2f));
    assertEquals(unit.toFloatArray()[0], slope.toFloatArray()[0]);
  }
}
