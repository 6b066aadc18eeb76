package dev.covector.benchmarks;

import java.lang.management.ManagementFactory;
import java.util.List;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/** Runs the JMH benchmarks, in forks with the flags of this JVM. */
final class Jmh {
  private Jmh() {}

  /** Those whose name contains a match; the results go to the standard output. */
  static void run(String pattern) throws RunnerException {
    List<String> flags = ManagementFactory.getRuntimeMXBean().getInputArguments();
    new Runner(
            new OptionsBuilder()
                .include("dev.covector.benchmarks.jmh.*(" + pattern + ")")
                .jvmArgs(flags.toArray(String[]::new))
                .build())
        .run();
  }
}
