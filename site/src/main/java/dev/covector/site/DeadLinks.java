package dev.covector.site;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Finds links between pages that point to nothing. Links that leave the checkout are not tried. */
final class DeadLinks {
  private DeadLinks() {}

  /** A line for each dead link, as {@code page: destination: what is missing}. */
  static List<String> of(Checkout checkout) {
    var dead = new ArrayList<String>();
    for (Page page : checkout.pages().values()) {
      for (String link : page.destinations()) {
        String missing = missing(checkout, page, Destination.of(link));
        if (!missing.isEmpty()) {
          dead.add(page.path() + ": " + link + ": " + missing);
        }
      }
    }
    return dead;
  }

  private static String missing(Checkout checkout, Page page, Destination link) {
    if (link.isElsewhere()) {
      return "";
    }
    Path file = link.from(page.path());
    if (file.startsWith("api")) {
      return ""; // made by Dokka and Javadoc
    }
    if (!Files.exists(checkout.root().resolve(file))) {
      return "there is no " + file;
    }
    Page target = checkout.pages().get(file);
    boolean anchored = target != null && !link.anchor().isEmpty();
    return anchored && !target.anchors().contains(link.anchor())
        ? file + " has no heading of that name"
        : "";
  }
}
