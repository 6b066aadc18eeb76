package dev.covector.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.benchmarks.RowResult.Status;
import dev.covector.benchmarks.protocol.Json;
import dev.covector.benchmarks.protocol.Peer;
import dev.covector.benchmarks.protocol.PeerProcess;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whole comparisons, with processes whose results and times are known. */
final class ComparisonTest {
  private static final Effort BRIEF = new Effort(3, 1, 5, 5, 20, 1000);
  private static final Row SUM = Rows.ALL.get(5);

  @TempDir Path folder;
  private Peer ours;
  private Peer peer;

  @BeforeEach
  void start() {
    ours = process("ours", "1.5", "1000");
    peer = process("peer", "1.5", "4000");
  }

  @AfterEach
  void end() {
    ours.close();
    peer.close();
  }

  private Peer process(String name, String result, String microseconds) {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        List.of(
            java,
            "-XX:TieredStopAtLevel=1",
            "-cp",
            System.getProperty("java.class.path"),
            FakePeer.class.getName(),
            result,
            microseconds);
    return new PeerProcess(name, command, Map.of(), folder.resolve(name + ".log"));
  }

  private RowResult measure(Row row) {
    return new Comparison(ours, List.of(peer), Optional.empty(), BRIEF).measure(row);
  }

  @Test
  void aRowThatAgreesIsTimedInRounds() throws IOException {
    RowResult result = measure(SUM);
    assertEquals(Status.OK, result.status(), result.note());
    assertEquals(3, result.ours().orElseThrow().rounds().size());
    assertTrue(result.ours().orElseThrow().us() >= 1000);
    assertTrue(result.ratio("peer").orElseThrow() > 1.5, () -> "" + result.ratio("peer"));
    assertEquals(1, result.ours().orElseThrow().firstMs(), 1e-9);
    Report report = new Report(new LinkedHashMap<>(), List.of("peer"), List.of(result));
    Map<String, @Nullable Object> json = Json.object(Json.pretty(report.toJson()));
    assertEquals(List.of("machine", "rows", "geomean"), List.copyOf(json.keySet()));
    Map<?, ?> row = (Map<?, ?>) ((List<?>) json.get("rows")).getFirst();
    assertEquals("sum_1M", row.get("row"));
    assertTrue(row.get("us") instanceof Double);
    assertEquals(1.0, row.get("first_ms"));
    Map<?, ?> theirs = (Map<?, ?>) ((Map<?, ?>) row.get("peers")).get("peer");
    assertTrue(theirs.get("us") instanceof Double && theirs.get("first_ms") instanceof Double);
    assertEquals(result.ratio("peer").orElseThrow(), ((Map<?, ?>) row.get("ratio")).get("peer"));
    assertEquals(
        result.ratio("peer").orElseThrow(),
        (Double) ((Map<?, ?>) json.get("geomean")).get("peer"),
        1e-9);
  }

  @Test
  void aWrongResultHasNoRatioAndFailsTheReport() {
    peer.close();
    peer = process("peer", "2.5", "1000");
    RowResult result = measure(SUM);
    assertEquals(Status.WRONG, result.status());
    assertTrue(
        result.note().contains("differs from peer: sampled element 0 is 1.5, the peer's 2.5"),
        result.note());
    assertEquals(Optional.empty(), result.ratio("peer"));
    assertFalse(new Report(Map.of(), List.of("peer"), List.of(result)).good());
  }

  @Test
  void aRowThatCovectorLacksSaysSo() {
    RowResult result = measure(Row.of("nothing", Tolerance.EXACT));
    assertEquals(Status.NOT_BUILT, result.status());
    StringWriter text = new StringWriter();
    new Table(new PrintWriter(text), List.of("peer"), false).print(result);
    assertTrue(text.toString().contains("not built yet"), text.toString());
  }

  @Test
  void aRowThatThrowsFailsWithItsMessageAndTheProcessGoesOn() {
    RowResult result = measure(Rows.ALL.getFirst());
    assertEquals(Status.FAILED, result.status());
    assertTrue(result.note().contains("no memory for the row"), result.note());
    assertEquals(Status.OK, measure(SUM).status());
  }

  @Test
  void aPeerThatEndsLeavesTheRowToTheOthers() {
    peer.close();
    peer = new PeerProcess("peer", List.of("false"), Map.of(), folder.resolve("log"));
    RowResult result = measure(SUM);
    assertEquals(Status.OK, result.status());
    assertTrue(result.note().contains("peer: "), result.note());
    assertEquals(Optional.empty(), result.ratio("peer"));
  }
}
