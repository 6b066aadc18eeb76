package dev.covector.conformance;

import dev.covector.CovectorException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line of the runner: 0 when every case passed, 1 when one failed, 2 for bad usage. */
@Command(
    name = "conformance",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Runs reference suites eagerly and under jit, and compares with JAX's results.",
    exitCodeListHeading = "Exit status:%n",
    exitCodeList = {"0:every case passed", "1:a case failed", "2:bad usage or a malformed suite"})
public final class Conformance implements Callable<Integer> {
  private final EvaluatorFactory evaluators;

  @Spec private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "a suite, or a folder of suites")
  private Path folder;

  @Option(
      names = "--backend",
      defaultValue = "simd",
      description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE})")
  private BackendName backend;

  @Option(
      names = "--only",
      paramLabel = "REGEX",
      description = "run the cases whose id contains a match")
  private Optional<String> only;

  @Option(
      names = "--wide",
      description = "64-bit default widths, as in a folder whose name contains f64")
  private boolean wide;

  @Option(names = "--json", paramLabel = "FILE", description = "also write all results as JSON")
  private Optional<Path> json;

  private Conformance(EvaluatorFactory evaluators) {
    this.evaluators = evaluators;
  }

  /** Runs the command; see its help. */
  public static void main(String[] args) {
    FunctionTable table = FunctionTable.all();
    System.exit(
        commandLine((backend, wide) -> new TableEvaluator(table, backend, wide)).execute(args));
  }

  /** The command, computing cases with the given evaluators. */
  static CommandLine commandLine(EvaluatorFactory evaluators) {
    return new CommandLine(new Conformance(evaluators))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Conformance::explain);
  }

  @Override
  public Integer call() throws IOException {
    Pattern selection = selection();
    List<CaseResult> results = new ArrayList<>();
    for (Suite suite : Suite.openAll(folder)) {
      CaseEvaluator evaluator = evaluators.create(backend, wide || suite.isWide());
      results.addAll(new Runner(evaluator, id -> selection.matcher(id).find()).run(suite));
    }
    if (results.isEmpty()) {
      throw usage("no case is selected; --only has to match a part of a case id");
    }
    Report report = new Report(backend.toString(), results);
    if (json.isPresent()) {
      report.writeJson(json.get());
    }
    report.print(spec.commandLine().getOut());
    return report.failed() == 0 ? 0 : 1;
  }

  private Pattern selection() {
    try {
      return Pattern.compile(only.orElse(""));
    } catch (PatternSyntaxException e) {
      throw usage("--only is not a regular expression: " + e.getMessage());
    }
  }

  private ParameterException usage(String message) {
    return new ParameterException(spec.commandLine(), message);
  }

  // What a person can mend is one line; anything else is a mistake of ours and keeps its trace.
  private static int explain(
      Exception thrown, CommandLine commandLine, CommandLine.ParseResult parsed) throws Exception {
    if (!(thrown instanceof CovectorException) && !(thrown instanceof IOException)) {
      throw thrown;
    }
    PrintWriter err = commandLine.getErr();
    err.println(thrown instanceof IOException ? thrown.toString() : thrown.getMessage());
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }
}
