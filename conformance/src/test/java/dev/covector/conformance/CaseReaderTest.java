package dev.covector.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CaseReaderTest {
  private static Case read(String line) {
    return CaseReader.read("cases.jsonl:7", line);
  }

  /** A line of a kind that applies {@code fn}; {@code more} holds the members of that kind. */
  private static String line(String kind, String fn, String args, String more) {
    return """
        {"kind": "%s", "id": "%s#0", "fn": "%s", "args": %s, "kwargs": {"axis": [0, 1]},
         "tol": 1e-05, %s}"""
        .formatted(kind, fn, fn, args, more);
  }

  @Test
  void readsACallWithTensorsAndStaticValues() {
    String args = "[{\"t\": \"t0\"}, {\"v\": 3}, {\"v\": 3.0}]";
    String more = "\"note\": \"n\", \"out\": [\"t1\", \"t2\"]";
    Case.Call call = assertInstanceOf(Case.Call.class, read(line("call", "jnp.clip", args, more)));
    assertEquals("jnp.clip#0", call.id());
    assertEquals(1e-5, call.tolerance());
    assertEquals("n", call.application().note());
    assertEquals(
        List.of(new Arg.TensorArg("t0"), new Arg.StaticArg(3L), new Arg.StaticArg(3.0)),
        call.application().args());
    assertEquals(List.of(0L, 1L), call.application().kwargs().get("axis"));
    assertEquals(List.of("t1", "t2"), call.out());
  }

  @Test
  void keepsEveryJsonValueApart() {
    String value = "[1, 1.0, true, \"s\", null, 18446744073709551615, NaN, 1e3, {\"k\": -1}]";
    Case.Call call = (Case.Call) read(line("call", "f", "[{\"v\": " + value + "}]", "\"out\": []"));
    Arg.StaticArg arg = (Arg.StaticArg) call.application().args().getFirst();
    BigInteger large = new BigInteger("18446744073709551615");
    assertEquals(
        Arrays.asList(1L, 1.0, true, "s", null, large, Double.NaN, 1000.0, Map.of("k", -1L)),
        arg.value());
  }

  @Test
  void readsTransformedCases() {
    String args = "[{\"t\": \"a\"}, {\"v\": 1}, {\"t\": \"b\"}]";
    Case.Vjp vjp =
        (Case.Vjp) read(line("vjp", "f", args, "\"ct\": [\"c\"], \"grads\": [null, \"g\"]"));
    assertEquals(List.of(Optional.empty(), Optional.of("g")), vjp.grads());
    Case.Jvp jvp =
        (Case.Jvp)
            read(line("jvp", "f", args, "\"tangents\": [\"d\", null], \"out_tangents\": [\"e\"]"));
    assertEquals(List.of(Optional.of("d"), Optional.empty()), jvp.tangents());
    Case.Vmap vmap =
        (Case.Vmap) read(line("vmap", "f", args, "\"in_axes\": [0, null], \"out\": [\"o\"]"));
    assertEquals(List.of(true, false), vmap.mapped());
    assertEquals(List.of("a", "b"), vmap.application().tensors());
  }

  @Test
  void permutationsAreExactWhateverTheCaseSays() {
    assertEquals(0, read(line("call", "random.permutation", "[]", "\"out\": []")).tolerance());
  }

  @Test
  void refusesWhatIsNotACase() {
    refuses("cases.jsonl:7: not JSON", "{\"kind\": ");
    refuses("more than one value", "{} {}");
    refuses("no member 'kind'", "{}");
    refuses("unknown kind 'grad'", "{\"kind\": \"grad\"}");
    refuses("either 't' or 'v'", line("call", "f", "[{}]", "\"out\": []"));
    refuses("'out' must be a List", line("call", "f", "[]", "\"out\": 1"));
    refuses(
        "'grads' has 1 entries for 0 tensor arguments",
        line("vjp", "f", "[]", "\"ct\": [], \"grads\": [null]"));
    refuses("0 or null", line("vmap", "f", "[{\"t\": \"a\"}]", "\"in_axes\": [1], \"out\": []"));
    refuses("uplicate", "{\"kind\": \"call\", \"kind\": \"call\"}");
  }

  private static void refuses(String reason, String line) {
    MalformedSuiteException thrown = assertThrows(MalformedSuiteException.class, () -> read(line));
    assertTrue(String.valueOf(thrown.getMessage()).contains(reason), thrown::getMessage);
  }
}
