package dev.covector.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
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
}
