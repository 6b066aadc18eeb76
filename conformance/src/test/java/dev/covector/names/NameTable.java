package dev.covector.names;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.stream.Stream;

/**
 * What the public names of a library are here: a file of answers, held against the list of the
 * library's names.
 *
 * @param preface the title and the paragraphs before the tables, in Markdown
 * @param modules what the modules of the library are here, by their names
 */
record NameTable(String preface, SequencedMap<String, Module> modules) {
  private static final String PREFACE = "> ";

  /**
   * A module of the library.
   *
   * @param packages where the types of its answers are looked for
   * @param answers in the order of the library's names
   */
  record Module(List<String> packages, List<Answer> answers) {}

  /**
   * Reads answers. Lines that begin with {@code >} are the preface, those with {@code #} comments.
   * A line {@code [module] package package} stands before the answers of each module.
   */
  static NameTable read(Path file) throws IOException {
    StringBuilder preface = new StringBuilder();
    SequencedMap<String, Module> modules = new LinkedHashMap<>();
    for (String line : lines(file).toList()) {
      if (line.startsWith(PREFACE)) {
        preface.append(line.substring(PREFACE.length())).append("\n\n");
      } else if (line.startsWith("[")) {
        String[] words = line.split(" ");
        List<String> packages = Arrays.asList(words).subList(1, words.length);
        modules.put(inBrackets(words[0]), new Module(packages, new ArrayList<>()));
      } else {
        modules.lastEntry().getValue().answers().add(Answer.parse(line));
      }
    }
    return new NameTable(preface.toString(), modules);
  }

  /** The library's names by its modules: a line {@code [module]}, then names. */
  static SequencedMap<String, List<String>> names(Path file) throws IOException {
    SequencedMap<String, List<String>> modules = new LinkedHashMap<>();
    for (String line : lines(file).toList()) {
      if (line.startsWith("[")) {
        modules.put(inBrackets(line), new ArrayList<>());
      } else {
        modules.lastEntry().getValue().addAll(Arrays.asList(line.split(" ")));
      }
    }
    return modules;
  }

  private static Stream<String> lines(Path file) throws IOException {
    return Files.readAllLines(file).stream()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("#"));
  }

  private static String inBrackets(String word) {
    return word.substring(1, word.length() - 1);
  }

  /** The names that are answered, by the library's modules. */
  SequencedMap<String, List<String>> answered() {
    SequencedMap<String, List<String>> names = new LinkedHashMap<>();
    modules.forEach(
        (name, module) -> names.put(name, module.answers().stream().map(Answer::name).toList()));
    return names;
  }

  /** The types and members in the answers that do not exist or are not public. */
  List<String> unknown() {
    List<String> unknown = new ArrayList<>();
    modules.forEach(
        (name, module) -> {
          for (Answer answer : module.answers()) {
            for (String here : answer.here()) {
              if (!new PublicName(here).exists(module.packages())) {
                unknown.add(name + "." + answer.name() + " = " + here);
              }
            }
          }
        });
    return unknown;
  }

  /** The page of the documentation. */
  String page() {
    StringBuilder page = new StringBuilder(preface);
    modules.forEach(
        (name, module) -> {
          page.append("## ").append(name).append("\n\n| There | Here | |\n|---|---|---|\n");
          module.answers().forEach(answer -> page.append(answer.row()));
          page.append('\n');
        });
    return page.toString().stripTrailing() + "\n";
  }
}
