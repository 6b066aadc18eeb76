package dev.covector.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Defaults;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class FunctionTableTest {
  private static final FunctionTable TABLE =
      new FunctionTable(
          Map.of(
              "careful",
              arguments -> {
                arguments.keyword("axis", Long.class);
                return List.of();
              },
              "careless",
              arguments -> List.of()));

  private static Arguments axis(Object value) {
    return new Arguments(List.of(), Map.of("axis", value), "");
  }

  private static void notBuilt(String what, String fn, Arguments arguments) {
    NotBuiltException thrown =
        assertThrows(NotBuiltException.class, () -> TABLE.apply(fn, arguments));
    assertTrue(String.valueOf(thrown.getMessage()).startsWith("not built: " + what));
  }

  @Test
  void anUnknownFunctionIsNotBuilt() {
    notBuilt("unknown", "unknown", axis(1L));
  }

  @Test
  void aKeywordThatIsNotLookedAtIsNotBuilt() {
    assertEquals(List.of(), TABLE.apply("careful", axis(1L)));
    notBuilt("careless with [axis]", "careless", axis(1L));
  }

  @Test
  void aKeywordOfAnUnforeseenTypeIsNotBuilt() {
    notBuilt("axis = 1.0 where a Long is meant", "careful", axis(1.0));
  }

  @Test
  void aMissingArgumentIsNotBuilt() {
    assertThrows(NotBuiltException.class, () -> axis(1L).tensor(0));
  }

  @Test
  void aParameterIsGivenByPositionOrByName() {
    assertEquals(2, new Arguments(List.of(2L), Map.of(), "").integer(0, "k", 0));
    assertEquals(2, new Arguments(List.of(), Map.of("k", 2L), "").integer(0, "k", 0));
    assertEquals(0, new Arguments(List.of(), Map.of(), "").integer(0, "k", 0));
  }

  @Test
  void aPositionalArgumentThatIsNotLookedAtIsNotBuilt() {
    notBuilt("careless with [argument 0]", "careless", new Arguments(List.of(1L), Map.of(), ""));
  }

  @Test
  void dtypesOf64BitsStandFor32UnlessTheDefaultsAreWide() {
    Arguments arguments = new Arguments(List.of("float64"), Map.of(), "");
    assertEquals(Optional.of(DType.F32), Defaults.narrow(() -> arguments.dtype(0, "dtype")));
    assertEquals(Optional.of(DType.F64), Defaults.wide(() -> arguments.dtype(0, "dtype")));
  }

  @Test
  void aNameIsBoundOnce() {
    Bindings jnp = new Bindings("jnp");
    jnp.unary("f", x -> x);
    assertThrows(IllegalArgumentException.class, () -> jnp.unary("f", x -> x));
  }
}
