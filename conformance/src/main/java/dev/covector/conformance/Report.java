package dev.covector.conformance;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The results of a run.
 *
 * @param backend the backend's name
 * @param results the results, in the order of the run
 */
record Report(String backend, List<CaseResult> results) {
  Report {
    results = List.copyOf(results);
  }

  /** The number of cases that passed in every mode. */
  long passed() {
    return results.stream().filter(CaseResult::passed).count();
  }

  /** The number of cases that failed in some mode. */
  long failed() {
    return results.size() - passed();
  }

  /** Prints each failure on a line, then the counts. */
  void print(PrintWriter out) {
    for (CaseResult result : results) {
      result
          .verdicts()
          .forEach(
              (mode, verdict) -> {
                if (verdict instanceof Verdict.Failed failed) {
                  out.println(
                      "FAILED " + result.qualifiedId() + " (" + mode + "): " + failed.reason());
                }
              });
    }
    out.println(passed() + " passed, " + failed() + " failed");
    out.flush();
  }

  /**
   * Writes all results as JSON.
   *
   * @throws IOException when the file cannot be written
   */
  void writeJson(Path file) throws IOException {
    try (JsonGenerator json = Json.FACTORY.createGenerator(Files.newBufferedWriter(file))) {
      json.useDefaultPrettyPrinter();
      json.writeStartObject();
      json.writeStringField("backend", backend);
      json.writeNumberField("passed", passed());
      json.writeNumberField("failed", failed());
      json.writeArrayFieldStart("cases");
      for (CaseResult result : results) {
        write(json, result);
      }
      json.writeEndArray();
      json.writeEndObject();
    }
  }

  private static void write(JsonGenerator json, CaseResult result) throws IOException {
    json.writeStartObject();
    json.writeStringField("suite", result.suite());
    json.writeStringField("id", result.testCase().id());
    json.writeStringField("fn", result.testCase().fn());
    json.writeStringField("kind", kind(result.testCase()));
    json.writeBooleanField("passed", result.passed());
    for (Map.Entry<Mode, Verdict> entry : result.verdicts().entrySet()) {
      json.writeObjectFieldStart(entry.getKey().toString());
      switch (entry.getValue()) {
        case Verdict.Passed(Optional<Deviation> largest) -> {
          json.writeBooleanField("passed", true);
          write(json, largest);
        }
        case Verdict.Failed(String reason, Optional<Deviation> largest) -> {
          json.writeBooleanField("passed", false);
          json.writeStringField("reason", reason);
          write(json, largest);
        }
      }
      json.writeEndObject();
    }
    json.writeEndObject();
  }

  private static String kind(Case testCase) {
    return testCase.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  private static void write(JsonGenerator json, Optional<Deviation> largest) throws IOException {
    if (largest.isPresent()) {
      json.writeNumberField("largestError", largest.get().error());
      json.writeNumberField("allowed", largest.get().allowed());
      json.writeStringField("where", largest.get().toString());
    }
  }
}
