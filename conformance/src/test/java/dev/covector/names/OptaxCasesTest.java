package dev.covector.names;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every function of Optax that has an answer here has a case that Optax computed. */
final class OptaxCasesTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "."));

  /** What is held against Optax without its name in a case. */
  private static final Map<String, String> WITHOUT =
      Map.of(
          "init_empty_state", "a state without content",
          "value_and_grad_from_state", "the cases of minimize with from_state call it",
          "tree_dtype", "it returns a dtype, which cases cannot hold",
          "tree_unwrap_random_key_data", "the cases of tree_split_key_like call it");

  private static final Pattern WORD = Pattern.compile("\\w+");
  private static final Pattern CALLED =
      Pattern.compile("\"(?:fn|kwargs)\": (\"[^\"]*\"|\\{[^}]*})");

  /** The words in the functions and keyword arguments of all cases of Optax. */
  private static Set<String> words() throws IOException {
    Set<String> words = new HashSet<>();
    for (String folder : List.of("suites", "optax")) {
      try (Stream<Path> files = Files.walk(MODULE.resolve(folder))) {
        files
            .filter(file -> file.endsWith("cases.jsonl"))
            .flatMap(OptaxCasesTest::lines)
            .filter(line -> line.contains("\"fn\": \"optax."))
            .flatMap(line -> CALLED.matcher(line).results())
            .forEach(part -> add(part.group(1), words));
      }
    }
    return words;
  }

  private static Stream<String> lines(Path file) {
    try {
      return Files.readAllLines(file).stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void add(String text, Set<String> words) {
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group());
    }
  }

  @Test
  void everyFunctionHasACase() throws IOException {
    Set<String> words = words();
    List<String> missing = new ArrayList<>();
    NameTable table = NameTable.read(MODULE.resolve("names/optax.answers"));
    table
        .modules()
        .forEach(
            (module, found) -> {
              for (Answer answer : found.answers()) {
                // optax.tree has the functions of optax.tree_utils under shorter names
                String name = (module.equals("optax.tree") ? "tree_" : "") + answer.name();
                boolean isFunction = Character.isLowerCase(name.charAt(0));
                if (isFunction
                    && !answer.here().isEmpty()
                    && !words.contains(name)
                    && !WITHOUT.containsKey(name)) {
                  missing.add(module + "." + answer.name());
                }
              }
            });
    assertEquals(List.of(), missing, "no case in suites/ or optax/ names these");
    assertTrue(words.size() > 200, "only " + words.size() + " words were found");
  }
}
