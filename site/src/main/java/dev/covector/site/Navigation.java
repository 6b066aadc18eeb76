package dev.covector.site;

import java.nio.file.Path;
import org.commonmark.node.BulletList;
import org.commonmark.node.Heading;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * The list of pages at the side of each: the headings and the links of the table of contents,
 * without what it says about them.
 */
final class Navigation {
  private final Page contents;

  Navigation(Page contents) {
    this.contents = contents;
  }

  /** Its HTML on the page at the path given. */
  String on(Path page) {
    var html =
        new StringBuilder("<a class=\"home\" href=\"")
            .append(relative(page, Path.of("index.html")))
            .append("\">Covector</a>\n");
    for (Node node = contents.document().getFirstChild(); node != null; node = node.getNext()) {
      switch (node) {
        case Heading heading when heading.getLevel() == 2 ->
            html.append("<h2>").append(escape(Page.text(heading))).append("</h2>\n");
        case BulletList list -> links(list, page, html);
        default -> {}
      }
    }
    return html.toString();
  }

  private void links(BulletList list, Path page, StringBuilder html) {
    html.append("<ul>\n");
    for (Node item = list.getFirstChild(); item != null; item = item.getNext()) {
      Node paragraph = item.getFirstChild();
      if (paragraph != null && paragraph.getFirstChild() instanceof Link link) {
        var to = Destination.of(link.getDestination());
        Path file = to.from(contents.path());
        Path target = to.isPage() ? Page.html(file) : file;
        html.append(file.equals(page) ? "<li class=\"here\">" : "<li>")
            .append("<a href=\"")
            .append(relative(page, target))
            .append("\">")
            .append(escape(Page.text(link)))
            .append("</a></li>\n");
      }
    }
    html.append("</ul>\n");
  }

  /** The link from a page to a file of the site, both relative to its root. */
  static String relative(Path page, Path target) {
    Path folder = page.getParent();
    return (folder == null ? target : folder.relativize(target)).toString().replace('\\', '/');
  }

  static String escape(String text) {
    return HtmlRenderer.builder().build().render(new Text(text));
  }
}
