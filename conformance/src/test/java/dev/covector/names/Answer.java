package dev.covector.names;

import java.util.Arrays;
import java.util.List;

/**
 * What a public name of a library is here.
 *
 * @param name the name there
 * @param here the types and members that stand for it; empty where there is none
 * @param remark how they differ, or why there is none; empty where nothing needs saying
 */
record Answer(String name, List<String> here, String remark) {
  Answer {
    here = List.copyOf(here);
    if (here.isEmpty() && remark.isEmpty()) {
      throw new IllegalArgumentException(name + ": an answer names what is here, or says why not");
    }
  }

  /** A line {@code name = Type.member, Type; remark} or {@code name - why there is none}. */
  static Answer parse(String line) {
    String[] words = line.split(" ", 3);
    if (words.length < 3 || !(words[1].equals("=") || words[1].equals("-"))) {
      throw new IllegalArgumentException("'" + line + "' is no answer");
    }
    if (words[1].equals("-")) {
      return new Answer(words[0], List.of(), words[2]);
    }
    String[] parts = words[2].split("; ", 2);
    return new Answer(
        words[0], Arrays.asList(parts[0].split(", ")), parts.length == 1 ? "" : parts[1]);
  }

  /** A row of the table in the documentation. */
  String row() {
    String what = here.isEmpty() ? "" : "`" + String.join("`, `", here) + "`";
    return "| `%s` | %s | %s |\n".formatted(name, what, remark);
  }
}
