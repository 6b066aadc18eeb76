package dev.covector.random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every sampler against what JAX 0.10.2 draws, in both orders and both default widths. {@code
 * samples.txt} is written by {@code src/test/oracle/samples.py}; the test needs neither.
 */
final class SamplesTest {

  /** A line of the file. */
  private record Sample(
      Threefry order, boolean wide, String name, String dtype, List<String> elements) {
    static Sample parse(String line) {
      String[] fields = line.split("\\|", -1);
      return new Sample(
          Threefry.valueOf(fields[0].toUpperCase(Locale.ROOT)),
          fields[1].equals("wide"),
          fields[2],
          fields[3],
          fields[4].isEmpty() ? List.of() : List.of(fields[4].split(" ")));
    }

    <T> T withWidth(Supplier<T> code) {
      return wide ? Defaults.wide(code) : Defaults.narrow(code);
    }
  }

  @TestFactory
  Stream<DynamicTest> drawsAreThoseOfJax() {
    Map<Boolean, Map<String, Function<Tensor, Tensor>>> cases =
        Map.of(false, SampleCases.of(false), true, SampleCases.of(true));
    return samples().stream()
        .map(
            sample ->
                DynamicTest.dynamicTest(
                    sample.order() + (sample.wide() ? " wide " : " ") + sample.name(),
                    () -> check(sample, cases.get(sample.wide()))));
  }

  @TestFactory
  Stream<DynamicTest> everyCaseHasASample() {
    return Stream.of(true, false)
        .map(
            wide ->
                DynamicTest.dynamicTest(
                    wide ? "wide" : "narrow",
                    () -> assertEquals(names(wide), SampleCases.of(wide).keySet())));
  }

  private static Set<String> names(boolean wide) {
    return samples().stream()
        .filter(sample -> sample.wide() == wide)
        .map(Sample::name)
        .collect(Collectors.toSet());
  }

  private static List<Sample> samples() {
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(SamplesTest.class.getResourceAsStream("samples.txt")),
                StandardCharsets.UTF_8))) {
      return reader.lines().filter(line -> !line.startsWith("#")).map(Sample::parse).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void check(Sample sample, Map<String, Function<Tensor, Tensor>> cases) {
    Function<Tensor, Tensor> draw = Objects.requireNonNull(cases.get(sample.name()));
    Tensor drawn = sample.withWidth(() -> draw.apply(Random.key(1701, sample.order())));
    if (drawn.dtype().isKey()) {
      assertEquals(sample.order().dtype(), drawn.dtype());
      drawn = Random.keyData(drawn);
    } else {
      assertEquals(sample.dtype(), drawn.dtype().longName());
    }
    assertFalse(drawn.type().weak());
    assertEquals(sample.elements().size(), drawn.size());
    if (drawn.dtype().isFloating()) {
      checkFloats(sample.elements(), drawn);
    } else {
      assertEquals(sample.elements(), integers(drawn));
    }
  }

  private static List<String> integers(Tensor drawn) {
    if (drawn.dtype() == DType.U64) {
      return Arrays.stream(Lax.bitcast(drawn, DType.I64).toLongArray())
          .mapToObj(Long::toUnsignedString)
          .toList();
    }
    Tensor numbers = drawn.dtype() == DType.BOOL ? Lax.convert(drawn, DType.I32) : drawn;
    return Arrays.stream(numbers.toLongArray()).mapToObj(Long::toString).toList();
  }

  private static void checkFloats(List<String> elements, Tensor drawn) {
    double tolerance = tolerance(drawn.dtype());
    double[] values = drawn.toDoubleArray();
    for (int i = 0; i < values.length; i++) {
      double want = Double.parseDouble(elements.get(i));
      boolean same = Double.compare(want, values[i]) == 0;
      int position = i;
      assertTrue(
          same || Math.abs(values[i] - want) <= tolerance * Math.abs(want),
          () -> "element " + position + ": want " + want + ", got " + values[position]);
    }
  }

  /**
   * One unit in the last place of narrow floats. In f32, gumbels near zero are differences of
   * logarithms, and numbers near zero differ by a rounding of the bounds: 3e-6 relative was seen.
   */
  private static double tolerance(DType dtype) {
    return switch (FloatFormat.of(dtype)) {
      case HALF -> 1.0 / 1024;
      case BRAIN -> 1.0 / 128;
      case SINGLE -> 5e-6;
      case DOUBLE -> 1e-12;
    };
  }
}
