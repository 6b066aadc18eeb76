package dev.covector.benchmarks.protocol;

import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The measured side in a JVM: answers requests of the harness until its input ends. */
public final class PeerServer {
  private final String name;
  private final String version;
  private final Function<String, Optional<Work>> rows;
  private @Nullable Work work;

  /**
   * A server.
   *
   * @param name such as {@code djl}
   * @param version of the library
   * @param rows makes a row by its name, with its inputs; empty where there is none
   */
  public PeerServer(String name, String version, Function<String, Optional<Work>> rows) {
    this.name = name;
    this.version = version;
    this.rows = rows;
  }

  /** Serves the standard streams; what the rows print goes to the error stream. */
  public void serve() throws IOException {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    System.setOut(System.err);
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      out.println(Json.line(answer(line)));
    }
  }

  /** The answer to one request. */
  Map<String, @Nullable Object> answer(String line) {
    Map<String, @Nullable Object> answer = new LinkedHashMap<>();
    try {
      answer(Json.object(line), answer);
    } catch (IOException | RuntimeException | LinkageError | OutOfMemoryError e) {
      // whatever a row throws is a fact about that row: the harness prints it, and goes on;
      // the trace is for the log of this process
      e.printStackTrace();
      answer.clear();
      answer.put("error", e.toString());
    }
    return answer;
  }

  private void answer(Map<String, @Nullable Object> request, Map<String, @Nullable Object> answer) {
    switch (String.valueOf(request.get("cmd"))) {
      case "hello" -> {
        answer.put("name", name);
        answer.put("version", version);
      }
      case "prepare" -> {
        close();
        work = rows.apply((String) request.get("row")).orElse(null);
        answer.put("ready", work != null);
        answer.put("why", work == null ? name + " has no such row" : "");
      }
      case "check" -> {
        FirstCall first = prepared().check();
        answer.put("first_ms", first.milliseconds());
        answer.put("outputs", first.outputs().stream().map(Output::toJson).toList());
      }
      case "warm" ->
          answer.put(
              "us",
              Sampling.warm(prepared(), number(request, "min_ms"), number(request, "max_ms")));
      case "sample" ->
          answer.put(
              "us",
              Sampling.sample(
                  prepared(), (int) number(request, "samples"), (int) number(request, "calls")));
      case "close" -> close();
      default -> throw new IllegalArgumentException("unknown request " + request);
    }
  }

  private Work prepared() {
    Work ready = work;
    if (ready == null) {
      throw new IllegalStateException("no row is prepared");
    }
    return ready;
  }

  private void close() {
    Work old = work;
    work = null;
    if (old != null) {
      old.close();
    }
  }

  private static double number(Map<String, @Nullable Object> request, String member) {
    return request.get(member) instanceof Number number ? number.doubleValue() : Double.NaN;
  }
}
