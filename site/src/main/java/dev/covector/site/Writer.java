package dev.covector.site;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes pages, the files that they show, and the style. */
final class Writer {
  private static final Path STYLE = Path.of("style.css");

  private final Checkout checkout;
  private final Path folder;
  private final Navigation navigation;
  private final String shell;

  Writer(Checkout checkout, Path folder) throws IOException {
    this.checkout = checkout;
    this.folder = folder;
    navigation = new Navigation(checkout.contents());
    shell = resource("page.html");
  }

  void write() throws IOException {
    for (Page page : checkout.pages().values()) {
      write(page.target(), whole(page));
      for (String link : page.destinations()) {
        show(page, Destination.of(link));
      }
    }
    write(STYLE, resource("style.css"));
    write(
        Path.of("index.html"),
        "<!doctype html><meta http-equiv=\"refresh\" content=\"0; url=%s\">\n"
            .formatted(Page.html(Checkout.CONTENTS)));
  }

  private String whole(Page page) {
    return shell
        .replace("{{title}}", Navigation.escape(page.title()))
        .replace("{{style}}", Navigation.relative(page.path(), STYLE))
        .replace("{{navigation}}", navigation.on(page.path()))
        .replace("{{page}}", page.html());
  }

  /** Copies a file of the checkout that a page links to or shows. */
  private void show(Page page, Destination link) throws IOException {
    Path file = link.from(page.path());
    Path source = checkout.root().resolve(file);
    if (!link.isElsewhere() && !link.isPage() && Files.isRegularFile(source)) {
      Path target = folder.resolve(file);
      Files.createDirectories(target.getParent());
      Files.copy(source, target, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  private void write(Path path, String text) throws IOException {
    Path target = folder.resolve(path);
    Files.createDirectories(target.getParent());
    Files.writeString(target, text);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = Writer.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IOException("the site's program lacks its file " + name);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
