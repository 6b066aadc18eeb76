package dev.covector.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class BenchTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine command = Bench.commandLine();
    command.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
    return command.execute(arguments);
  }

  @Test
  void listsTheRows() {
    assertEquals(0, run("--list"));
    assertEquals(Rows.ALL.stream().map(Row::name).toList(), out.toString().lines().toList());
  }

  @Test
  void listsTheRowsOfASelection() {
    assertEquals(0, run("--rows", "^matmul_1", "--list"));
    assertEquals("matmul_128,matmul_1024", String.join(",", out.toString().lines().toList()));
  }

  @Test
  void badUsageIsOneLineBeforeTheHelp() {
    assertEquals(2, run("--rows", "no_such_row"));
    assertTrue(err.toString().startsWith("no row is selected; --list prints their names"));
    assertEquals(2, run("--rows", "("));
    assertTrue(err.toString().contains("--rows is not a regular expression"), err.toString());
    assertEquals(2, run("--peers", "torch"));
    assertTrue(err.toString().contains("'torch'"), err.toString());
  }

  @Test
  void everyPeerSaysHowToInstallIt() {
    for (PeerName name : PeerName.values()) {
      assertTrue(
          name.install().matches("pip install .*|\\./covector bench --peers .*"), name.label());
    }
  }

  /** EJML is not on the class path of tests: the row runs without it. */
  @Test
  void aMissingPeerIsALineThatSaysHowToInstallIt() {
    assertEquals(0, run("--quick", "--rounds", "1", "--rows", "tiny_jit", "--peers", "ejml"));
    assertTrue(
        out.toString().contains("ejml is not on this machine: ./covector bench --peers ejml"),
        out.toString());
    assertTrue(out.toString().contains("\ntiny_jit_dispatch "), out.toString());
  }
}
