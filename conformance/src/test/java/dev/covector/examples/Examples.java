package dev.covector.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;

/**
 * The examples in the documentation of a package: what stands between {@code <pre>{@code} and
 * {@code }</pre>} in its source files. Each becomes the body of a method in a class of its own, so
 * that it may declare what it likes, and is compiled against the class path of the tests.
 */
final class Examples {
  private static final Path SOURCES = Path.of(System.getProperty("basedir", ".")).resolve("..");

  private static final Pattern EXAMPLE =
      Pattern.compile(
          "^ *\\* <pre>\\{@code\n(.*?)^ *\\* }</pre>", Pattern.DOTALL | Pattern.MULTILINE);

  private final String imports;
  private final List<String> bare = new ArrayList<>();
  private final Map<String, String> bodies = new LinkedHashMap<>();

  /**
   * The examples of a package.
   *
   * @param module the folder of its module
   * @param packageName the package, whose types examples need not import
   * @param imports what else examples need not import, such as {@code java.util.*}
   */
  Examples(String module, String packageName, String... imports) {
    this.imports =
        Stream.concat(Stream.of(packageName + ".*"), Stream.of(imports))
            .map("import %s;\n"::formatted)
            .reduce("", String::concat);
    Path folder = SOURCES.resolve(module + "/src/main/java/" + packageName.replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.sorted().toList()) {
        read(file.getFileName().toString().replace(".java", ""), Files.readString(file));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void read(String type, String text) {
    List<String> found = EXAMPLE.matcher(text).results().map(m -> m.group(1)).toList();
    if (found.isEmpty() && isPublic(type, text)) {
      bare.add(type);
    }
    for (int i = 0; i < found.size(); i++) {
      String name = type.replace("-", "_") + (i == 0 ? "" : "_" + (i + 1));
      bodies.put(name, found.get(i).replaceAll("(?m)^ *\\* ?", ""));
    }
  }

  private static boolean isPublic(String type, String text) {
    Matcher declaration =
        Pattern.compile("^public .*\\b" + type + "\\b", Pattern.MULTILINE).matcher(text);
    return declaration.find();
  }

  /** The public types whose documentation has no example. */
  List<String> withoutExample() {
    return bare;
  }

  /**
   * A test for each example, which runs it. All are compiled first.
   *
   * @param folder an empty folder for sources and classes
   */
  Stream<DynamicTest> tests(Path folder) throws IOException {
    List<String> arguments = new ArrayList<>();
    arguments.addAll(
        List.of("-cp", System.getProperty("java.class.path"), "-d", folder.toString()));
    for (Map.Entry<String, String> example : bodies.entrySet()) {
      Path file = folder.resolve(example.getKey() + "Example.java");
      Files.writeString(file, source(example.getKey(), example.getValue()));
      arguments.add(file.toString());
    }
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(null, messages, messages, arguments.toArray(String[]::new));
    assertEquals(0, result, () -> messages.toString(StandardCharsets.UTF_8));
    ClassLoader loader = loader(folder);
    return bodies.keySet().stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> run(name, loader)));
  }

  private String source(String name, String body) {
    return "package example;\n%spublic final class %sExample {\npublic static void run() throws Exception {\n%s}\n}\n"
        .formatted(imports, name, body);
  }

  private static ClassLoader loader(Path folder) throws MalformedURLException {
    URL[] places = {folder.toUri().toURL()};
    return new URLClassLoader(places, Examples.class.getClassLoader());
  }

  private static void run(String name, ClassLoader loader) throws Throwable {
    try {
      loader.loadClass("example." + name + "Example").getMethod("run").invoke(null);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
