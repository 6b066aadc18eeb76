package dev.covector.site;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The pages of a checkout: those at its root and all under {@code docs/}.
 *
 * @param root of the checkout
 * @param pages by their paths, relative to the root
 */
record Checkout(Path root, Map<Path, Page> pages) {
  /** The page that lists the others in their order. */
  static final Path CONTENTS = Path.of("docs/index.md");

  /**
   * Reads all pages.
   *
   * @throws IOException if one cannot be read, or there is no table of contents
   */
  static Checkout read(Path root) throws IOException {
    var pages = new TreeMap<Path, Page>();
    try (Stream<Path> top = Files.list(root);
        Stream<Path> docs = Files.walk(root.resolve("docs"))) {
      for (Path file : Stream.concat(top, docs).filter(Checkout::isMarkdown).toList()) {
        Path path = root.relativize(file);
        pages.put(path, Page.parse(path, Files.readString(file)));
      }
    }
    if (!pages.containsKey(CONTENTS)) {
      throw new IOException("there is no page " + root.resolve(CONTENTS));
    }
    return new Checkout(root, pages);
  }

  Page contents() {
    return pages.get(CONTENTS);
  }

  private static boolean isMarkdown(Path file) {
    return file.toString().endsWith(".md") && Files.isRegularFile(file);
  }
}
