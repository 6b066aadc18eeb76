package dev.covector.benchmarks;

import dev.covector.benchmarks.protocol.Peer;
import dev.covector.benchmarks.protocol.PeerException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.runner.RunnerException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command line of the harness: 0 when every row agreed with the peers, 1 when one did not. */
@Command(
    name = "bench",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Measures Covector and its peers in turn, after checking their results.",
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {
      "0:every row agrees with the peers",
      "1:a row is wrong or failed",
      "2:bad usage"
    })
public final class Bench implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--rows",
      paramLabel = "REGEX",
      description = "measure the rows whose name contains a match")
  private Optional<String> rows;

  @Option(
      names = "--peers",
      split = ",",
      paramLabel = "NAME",
      description = "${COMPLETION-CANDIDATES}, separated by commas (default: all that are found)")
  private @Nullable List<PeerName> peers;

  @Option(names = "--json", paramLabel = "FILE", description = "also write all figures as JSON")
  private Optional<Path> json;

  @Option(
      names = "--chart",
      arity = "0..1",
      fallbackValue = "benchmarks.png",
      paramLabel = "FILE",
      description = "also draw the ratios as a PNG (without a file: ${FALLBACK-VALUE})")
  private Optional<Path> chart;

  @Option(names = "--quick", description = "a look at all rows in less than two minutes")
  private boolean quick;

  @Option(names = "--rounds", paramLabel = "N", description = "rounds per row")
  private Optional<Integer> rounds;

  @Option(
      names = "--peak",
      negatable = true,
      description = "hold rows against the machine's limits (default, except with --quick)")
  private @Nullable Boolean peak;

  @Option(
      names = "--scaling",
      description = "instead of rows: how times grow with elements, workers, equations and layers")
  private boolean scaling;

  @Option(
      names = "--jmh",
      arity = "0..1",
      fallbackValue = "",
      paramLabel = "REGEX",
      description = "instead of rows: the JMH benchmarks whose name contains a match (or all)")
  private Optional<String> jmh;

  @Option(
      names = "--plain",
      description =
          "instead of peers: the selected training steps against the same ones written with plain"
              + " functions, in turn in this process")
  private boolean plain;

  @Option(names = "--list", description = "print the names of the rows, and end")
  private boolean list;

  private Bench() {}

  /** Runs the command; see its help. */
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Bench()).setCaseInsensitiveEnumValuesAllowed(true);
  }

  @Override
  public Integer call() throws IOException, RunnerException, PeerException {
    PrintWriter out = spec.commandLine().getOut();
    List<Row> selected = selection();
    if (list) {
      selected.forEach(row -> out.println(row.name()));
      return 0;
    }
    if (plain) {
      return new PlainComparison(effort(), out).run(selected) ? 0 : 1;
    }
    if (jmh.isPresent()) {
      Jmh.run(jmh.get());
      return 0;
    }
    Path scratch = Files.createTempDirectory("covector-bench");
    List<Peer> found = new ArrayList<>();
    out.println("logs of the measured processes: " + scratch);
    try {
      Peers processes = new Peers(scratch);
      find(processes, found, out);
      List<Peer> others = List.copyOf(found);
      if (scaling) {
        new Scaling(processes, effort(), out).run(others);
        return 0;
      }
      Peer covector = processes.covector();
      found.add(covector);
      Optional<Peer> machine = Optional.empty();
      if (peak == null ? !quick : peak) {
        machine = Optional.of(processes.machine());
        found.add(machine.get());
      }
      return measure(selected, new Comparison(covector, others, machine, effort()), others, out);
    } finally {
      found.forEach(Peer::close);
    }
  }

  private Integer measure(
      List<Row> selected, Comparison comparison, List<Peer> others, PrintWriter out)
      throws IOException {
    Map<String, @Nullable Object> machine = Machine.describe();
    machine.put("effort", effort().toString());
    machine.put("peers", versions(others));
    List<String> names = others.stream().map(Peer::name).toList();
    Table table = new Table(out, names, peak == null ? !quick : peak);
    table.printHead();
    List<RowResult> results = new ArrayList<>();
    for (Row row : selected) {
      RowResult result = comparison.measure(row);
      table.print(result);
      results.add(result);
    }
    machine.put("load_after", Machine.load());
    Report report = new Report(machine, names, results);
    table.printSummary(results, report.means());
    if (json.isPresent()) {
      report.write(json.get());
    }
    if (chart.isPresent()) {
      Chart.write(report, chart.get());
      out.println("chart: " + chart.get().toAbsolutePath());
    }
    return report.good() ? 0 : 1;
  }

  private void find(Peers processes, List<Peer> found, PrintWriter out) throws IOException {
    for (PeerName name : peers == null ? Arrays.asList(PeerName.values()) : peers) {
      Optional<Peer> peer = processes.find(name);
      peer.ifPresent(found::add);
      if (peer.isEmpty()) {
        out.println(name.label() + " is not on this machine: " + name.install());
      }
    }
    out.flush();
  }

  private static Map<String, @Nullable Object> versions(List<Peer> peers) {
    Map<String, @Nullable Object> versions = new LinkedHashMap<>();
    for (Peer peer : peers) {
      try {
        versions.put(peer.name(), peer.version());
      } catch (PeerException e) {
        versions.put(peer.name(), e.getMessage());
      }
    }
    return versions;
  }

  private Effort effort() {
    Effort usual = quick ? Effort.QUICK : Effort.FULL;
    return rounds.map(usual::withRounds).orElse(usual);
  }

  private List<Row> selection() {
    List<Row> selected;
    try {
      selected = Rows.matching(Pattern.compile(rows.orElse("")));
    } catch (PatternSyntaxException e) {
      throw usage("--rows is not a regular expression: " + e.getMessage());
    }
    if (selected.isEmpty()) {
      throw usage("no row is selected; --list prints their names");
    }
    return selected;
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }
}
