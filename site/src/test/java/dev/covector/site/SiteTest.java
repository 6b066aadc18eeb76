package dev.covector.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small checkout as a site; and the links of this one. */
final class SiteTest {
  @TempDir Path root;

  @BeforeEach
  void checkout() throws IOException {
    Files.createDirectories(root.resolve("docs/adr"));
    page("README.md", "# Top\n\n[start](docs/start.md#two-words)\n");
    page(
        "docs/index.md",
        "# Contents\n\n## Pages\n\n- [Start](start.md): first\n- [One](adr/1.md)\n");
    page(
        "docs/start.md",
        "# Start\n\n## Two words\n\n![a picture](start.png)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n");
    page(
        "docs/adr/1.md",
        "# The `first` & only\n\n[back](../start.md) [out](https://openjdk.org)\n");
    Files.write(root.resolve("docs/start.png"), new byte[] {1, 2, 3});
  }

  @Test
  void linksPointToHtmlAndPicturesComeAlong() throws IOException {
    Path site = root.resolve("target/site");
    var checkout = Checkout.read(root);
    assertEquals(List.of(), DeadLinks.of(checkout));
    new Writer(checkout, site).write();

    assertTrue(Files.readString(site.resolve("README.html")).contains("docs/start.html#two-words"));
    String start = Files.readString(site.resolve("docs/start.html"));
    assertTrue(start.contains("<h2 id=\"two-words\">Two words</h2>"), start);
    assertTrue(start.contains("<td>1</td>"), start);
    assertTrue(start.contains("<title>Start · Covector</title>"), start);
    assertTrue(start.contains("<li class=\"here\"><a href=\"start.html\">Start</a></li>"), start);
    assertTrue(start.contains("href=\"../style.css\""), start);
    String first = Files.readString(site.resolve("docs/adr/1.html"));
    assertTrue(first.contains("<title>The first &amp; only · Covector</title>"), first);
    assertTrue(first.contains("href=\"../start.html\""), first);
    assertTrue(first.contains("href=\"https://openjdk.org\""), first);
    assertEquals(3, Files.size(site.resolve("docs/start.png")));
    assertTrue(Files.readString(site.resolve("index.html")).contains("docs/index.html"));
  }

  @Test
  void deadLinksAreNamed() throws IOException {
    page("docs/start.md", "# Start\n\n[x](gone.md) [y](adr/1.md#nowhere) ![z](gone.png)\n");
    assertEquals(
        List.of(
            "README.md: docs/start.md#two-words: docs/start.md has no heading of that name",
            "docs/start.md: gone.md: there is no docs/gone.md",
            "docs/start.md: adr/1.md#nowhere: docs/adr/1.md has no heading of that name",
            "docs/start.md: gone.png: there is no docs/gone.png"),
        DeadLinks.of(Checkout.read(root)));
  }

  @Test
  void noLinkOfThisCheckoutIsDead() throws IOException {
    assertEquals(List.of(), DeadLinks.of(Checkout.read(Path.of("..").toRealPath())));
  }

  private void page(String path, String text) throws IOException {
    Files.writeString(root.resolve(path), text);
  }
}
