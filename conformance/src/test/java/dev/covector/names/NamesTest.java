package dev.covector.names;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables of names in the documentation: complete, true, and as the answers say. With {@code
 * -Dcovector.writeNames=true} the pages are written.
 */
final class NamesTest {
  private static final Path MODULE = Path.of(System.getProperty("basedir", "."));
  private static final Path NAMES = MODULE.resolve("names");
  private static final Path DOCS = MODULE.resolve("../docs");

  private static NameTable table(String library) throws IOException {
    return NameTable.read(NAMES.resolve(library + ".answers"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"flax", "jax", "optax"})
  void everyNameOfTheLibraryHasAnAnswerInItsPlace(String library) throws IOException {
    assertEquals(NameTable.names(NAMES.resolve(library + ".txt")), table(library).answered());
  }

  @ParameterizedTest
  @ValueSource(strings = {"flax", "jax", "optax"})
  void whatAnswersNameExists(String library) throws IOException {
    assertEquals(List.of(), table(library).unknown());
  }

  @ParameterizedTest
  @ValueSource(strings = {"flax", "jax", "optax"})
  void thePageSaysWhatTheAnswersSay(String library) throws IOException {
    Path page = DOCS.resolve(library + ".md");
    String wanted = table(library).page();
    if (Boolean.getBoolean("covector.writeNames")) {
      Files.writeString(page, wanted);
    }
    assertEquals(
        wanted, Files.readString(page), "run with -Dcovector.writeNames=true to write " + page);
  }
}
