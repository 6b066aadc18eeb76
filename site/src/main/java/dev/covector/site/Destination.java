package dev.covector.site;

import java.nio.file.Path;

/**
 * What a link points to.
 *
 * @param file before the {@code #}; empty for a heading of the same page
 * @param anchor after the {@code #}; empty if there is none
 */
record Destination(String file, String anchor) {
  static Destination of(String link) {
    int hash = link.indexOf('#');
    return hash < 0
        ? new Destination(link, "")
        : new Destination(link.substring(0, hash), link.substring(hash + 1));
  }

  /** Whether it leaves the checkout. */
  boolean isElsewhere() {
    return file.contains("://") || file.startsWith("mailto:");
  }

  boolean isPage() {
    return !isElsewhere() && file.endsWith(".md");
  }

  /** The file it means, relative to the checkout, in a link of the page at the path given. */
  Path from(Path page) {
    return file.isEmpty() ? page : page.resolveSibling(file).normalize();
  }

  String asHtml() {
    if (!isPage()) {
      return toString();
    }
    String html = file.substring(0, file.length() - ".md".length()) + ".html";
    return new Destination(html, anchor).toString();
  }

  @Override
  public String toString() {
    return anchor.isEmpty() ? file : file + "#" + anchor;
  }
}
