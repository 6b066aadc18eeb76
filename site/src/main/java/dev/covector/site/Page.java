package dev.covector.site;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Code;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.node.Text;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;

/**
 * A page of Markdown.
 *
 * @param path of its file, relative to the checkout
 * @param document its parsed text
 */
record Page(Path path, Node document) {
  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  static Page parse(Path path, String markdown) {
    return new Page(path, PARSER.parse(markdown));
  }

  /** The text of its first heading, or its file's name. */
  String title() {
    for (Node node = document.getFirstChild(); node != null; node = node.getNext()) {
      if (node instanceof Heading heading) {
        return text(heading);
      }
    }
    return path.getFileName().toString();
  }

  /** Where it lies in the site, relative to the site's root. */
  Path target() {
    return html(path);
  }

  static Path html(Path markdown) {
    String name = markdown.getFileName().toString();
    return markdown.resolveSibling(name.substring(0, name.length() - ".md".length()) + ".html");
  }

  /** What its links and images point to, as written. */
  List<String> destinations() {
    var found = new ArrayList<String>();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Link link) {
            found.add(link.getDestination());
            visitChildren(link);
          }

          @Override
          public void visit(Image image) {
            found.add(image.getDestination());
            visitChildren(image);
          }
        });
    return found;
  }

  /** The names of its headings, which a link may end in after a {@code #}. */
  Set<String> anchors() {
    var names = new TreeSet<String>();
    var ids = IdGenerator.builder().build();
    document.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Heading heading) {
            names.add(ids.generateId(text(heading)));
          }
        });
    return names;
  }

  /** Its HTML, with links to other pages pointing to their HTML. */
  String html() {
    return HtmlRenderer.builder()
        .extensions(List.of(TablesExtension.create(), HeadingAnchorExtension.create()))
        .attributeProviderFactory(context -> Page::pointToHtml)
        .build()
        .render(document);
  }

  /** The words of a node, without their emphasis. */
  static String text(Node node) {
    var words = new StringBuilder();
    node.accept(
        new AbstractVisitor() {
          @Override
          public void visit(Text text) {
            words.append(text.getLiteral());
          }

          @Override
          public void visit(Code code) {
            words.append(code.getLiteral());
          }
        });
    return words.toString();
  }

  private static void pointToHtml(Node node, String tag, Map<String, String> attributes) {
    if (node instanceof Link) {
      attributes.computeIfPresent("href", (name, link) -> Destination.of(link).asHtml());
    }
  }
}
