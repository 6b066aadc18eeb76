package dev.covector.benchmarks.protocol;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A child process that speaks the protocol on its standard streams. It is started anew if it dies.
 */
public final class PeerProcess implements Peer {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final String name;
  private final ProcessBuilder builder;
  private @Nullable Process process;
  private @Nullable BufferedReader from;
  private @Nullable Writer to;

  /**
   * A process that is started by its first request.
   *
   * @param log gets its error stream
   */
  public PeerProcess(String name, List<String> command, Map<String, String> environment, Path log) {
    this.name = name;
    builder =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
    builder.environment().putAll(environment);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String version() throws PeerException {
    return String.valueOf(ask("hello", Map.of()).get("version"));
  }

  @Override
  public boolean prepare(String row) throws PeerException {
    return Boolean.TRUE.equals(ask("prepare", Map.of("row", row)).get("ready"));
  }

  @Override
  public FirstCall check() throws PeerException {
    Map<String, @Nullable Object> answer = ask("check", Map.of());
    List<Output> outputs = new ArrayList<>();
    for (Object output : list(answer, "outputs")) {
      outputs.add(Output.fromJson((Map<?, ?>) output));
    }
    return new FirstCall(number(answer, "first_ms"), outputs);
  }

  @Override
  public double warm(double minMs, double maxMs) throws PeerException {
    return number(ask("warm", Map.of("min_ms", minMs, "max_ms", maxMs)), "us");
  }

  @Override
  public List<Double> sample(int samples, int calls) throws PeerException {
    List<Double> us = new ArrayList<>();
    for (Object time : list(ask("sample", Map.of("samples", samples, "calls", calls)), "us")) {
      us.add(((Number) time).doubleValue());
    }
    return us;
  }

  @Override
  public void drop() throws PeerException {
    ask("close", Map.of());
  }

  /** Linux starts a new maximum when 5 is written there. */
  @Override
  public void resetPeakMemory() {
    Process running = process;
    if (running != null) {
      try {
        Files.writeString(Path.of("/proc/" + running.pid() + "/clear_refs"), "5");
      } catch (IOException e) {
        // no Linux, or not allowed: the maximum is that of the process's whole life, or unknown
      }
    }
  }

  @Override
  public double peakMemory() {
    Process running = process;
    Path status = Path.of("/proc/" + (running == null ? 0 : running.pid()) + "/status");
    try {
      return !Files.isReadable(status)
          ? 0
          : Files.readAllLines(status).stream()
              .filter(line -> line.startsWith("VmHWM:"))
              .mapToDouble(line -> Double.parseDouble(line.replaceAll("[^0-9]", "")) / 1024)
              .findFirst()
              .orElse(0);
    } catch (IOException e) {
      // the process ended while its file was read
      return 0;
    }
  }

  private Map<String, @Nullable Object> ask(String command, Map<String, Object> more)
      throws PeerException {
    Map<String, @Nullable Object> request = new LinkedHashMap<>();
    request.put("cmd", command);
    request.putAll(more);
    Map<String, @Nullable Object> answer;
    try {
      answer = Json.object(exchange(Json.line(request)));
    } catch (IOException e) {
      close();
      throw new PeerException(name + ": " + e.getMessage());
    }
    if (answer.get("error") != null) {
      throw new PeerException(name + ": " + answer.get("error"));
    }
    return answer;
  }

  private String exchange(String request) throws IOException {
    if (process == null || !process.isAlive()) {
      process = builder.start();
      from =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
      to = process.outputWriter(StandardCharsets.UTF_8);
    }
    Writer writer = to;
    BufferedReader reader = from;
    if (writer == null || reader == null) {
      throw new IOException("the process has no streams");
    }
    writer.write(request + "\n");
    writer.flush();
    return await(reader);
  }

  private static String await(BufferedReader reader) throws IOException {
    FutureTask<@Nullable String> line = new FutureTask<>(reader::readLine);
    Thread.ofVirtual().start(line);
    try {
      String text = line.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      if (text == null) {
        throw new IOException("the process ended; its last words are in the log");
      }
      return text;
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + PATIENCE.toMinutes() + " minutes", e);
    } catch (ExecutionException e) {
      throw new IOException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static List<?> list(Map<String, @Nullable Object> answer, String member) {
    return answer.get(member) instanceof List<?> list ? list : List.of();
  }

  private static double number(Map<String, @Nullable Object> answer, String member) {
    return answer.get(member) instanceof Number number ? number.doubleValue() : Double.NaN;
  }

  @Override
  public void close() {
    Process running = process;
    process = null;
    if (running != null) {
      running.destroyForcibly();
    }
  }
}
