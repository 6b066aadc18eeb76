package dev.covector.site;

import java.io.IOException;
import java.nio.file.Path;

/**
 * Writes the site: every page of the checkout as HTML, beside the pictures and files that the pages
 * show. The documentation of the API is made by Dokka and Javadoc and lies under {@code api/}.
 */
public final class Site {
  private Site() {}

  /**
   * Writes the site, and says where it lies.
   *
   * @param args the root of the checkout, the folder to write
   * @throws IOException if a page cannot be read or written
   */
  public static void main(String[] args) throws IOException {
    if (args.length != 2) {
      System.err.println("usage: Site CHECKOUT FOLDER");
      System.exit(2);
    }
    var checkout = Checkout.read(Path.of(args[0]));
    var dead = DeadLinks.of(checkout);
    dead.forEach(link -> System.err.println("site: " + link));
    new Writer(checkout, Path.of(args[1])).write();
    System.out.printf(
        "site: %d pages, %s%n", checkout.pages().size(), Path.of(args[1]).resolve("index.html"));
    System.exit(dead.isEmpty() ? 0 : 1);
  }
}
