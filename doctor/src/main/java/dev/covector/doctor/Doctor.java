package dev.covector.doctor;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Prints what of this machine Covector can use; the exit code is 1 when something is wrong. */
public final class Doctor {
  private Doctor() {}

  /**
   * Examines the machine and prints one line for each finding.
   *
   * @param args none are taken
   */
  public static void main(String[] args) {
    List<Finding> findings = new ArrayList<>();
    Collections.addAll(
        findings,
        Jdk.examine(Runtime.version(), System.getProperty("java.vm.vendor", "unknown vendor")),
        Vectors.examine(ModuleLayer.boot()),
        Cores.examine(
            Path.of("/sys/devices/system/cpu"), Runtime.getRuntime().availableProcessors()),
        Memory.examine(),
        Gpu.examine(Gpu.LIBRARIES, Path.of("/dev/nvidia0")));
    if (args.length == 3) { // what the launcher has found: subject, fact, and a problem or nothing
      findings.add(
          new Finding(args[0], args[1], Optional.of(args[2]).filter(text -> !text.isEmpty())));
    }
    System.exit(report(findings, System.out));
  }

  /** Prints the findings and gives the exit code: 0 when nothing is wrong, else 1. */
  static int report(List<Finding> findings, PrintStream out) {
    for (Finding finding : findings) {
      out.printf("%-8s %s%n", finding.subject(), finding.fact());
      finding.problem().ifPresent(problem -> out.printf("%-8s wrong: %s%n", "", problem));
    }
    long wrong = findings.stream().filter(finding -> finding.problem().isPresent()).count();
    out.println(wrong == 0 ? "nothing is wrong" : "things that are wrong: " + wrong);
    return wrong == 0 ? 0 : 1;
  }
}
