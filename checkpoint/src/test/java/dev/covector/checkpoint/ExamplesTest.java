package dev.covector.checkpoint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The documentation of every public class has an example, which compiles and runs. */
final class ExamplesTest {
  private static final Pattern EXAMPLE =
      Pattern.compile(" \\* <pre>\\{@code\n(.*?) \\* }</pre>", Pattern.DOTALL);

  private static final String IMPORTS =
      """
      import dev.covector.*;
      import dev.covector.checkpoint.*;
      import dev.covector.numpy.Numpy;
      import java.nio.file.*;
      import java.util.*;
      """;

  @TempDir private Path folder;

  /** The examples by class; sources are beside the tests, where Maven runs them. */
  private static Map<String, String> examples() throws IOException {
    Map<String, String> examples = new LinkedHashMap<>();
    try (Stream<Path> sources = Files.list(Path.of("src/main/java/dev/covector/checkpoint"))) {
      for (Path source : sources.sorted().toList()) {
        String text = Files.readString(source);
        String name = source.getFileName().toString().replace(".java", "");
        if (Pattern.compile("^public .*\\b" + name + "\\b", Pattern.MULTILINE)
            .matcher(text)
            .find()) {
          Matcher example = EXAMPLE.matcher(text);
          assertTrue(example.find(), name + " has no example");
          examples.put(name, example.group(1).replaceAll("(?m)^ \\* ?", ""));
        }
      }
    }
    return examples;
  }

  @Test
  void allCompileAndRun() throws Exception {
    Map<String, String> examples = examples();
    assertTrue(examples.size() >= 17, examples.keySet()::toString);
    StringBuilder source = new StringBuilder(IMPORTS).append("public final class Examples {\n");
    examples.forEach(
        (name, code) ->
            source
                .append("public static void example%s() throws Exception {\n".formatted(name))
                .append(code)
                .append("}\n"));
    Path file = folder.resolve("Examples.java");
    Files.writeString(file, source.append("}\n"));
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                messages,
                messages,
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                folder.toString(),
                file.toString());
    assertEquals(0, result, () -> messages.toString(StandardCharsets.UTF_8));
    URL[] place = {folder.toUri().toURL()};
    try (URLClassLoader loader = new URLClassLoader(place, getClass().getClassLoader())) {
      Class<?> compiled = loader.loadClass("Examples");
      for (String name : List.copyOf(examples.keySet())) {
        compiled.getMethod("example" + name).invoke(null);
      }
    }
  }
}
