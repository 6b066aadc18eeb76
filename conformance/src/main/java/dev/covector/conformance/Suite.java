package dev.covector.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A folder of reference cases.
 *
 * @param name the folder's name
 * @param cases the cases, in the order of the file
 * @param tensors the tensors the cases name
 */
record Suite(String name, List<Case> cases, SuiteTensors tensors) {
  private static final String CASES = "cases.jsonl";

  Suite {
    cases = List.copyOf(cases);
  }

  /** Whether the suite's name says that it was written with 64-bit default widths. */
  boolean isWide() {
    return name.contains("f64");
  }

  /**
   * The suite in a folder, or every suite in its subfolders, by name.
   *
   * @throws IOException when a file cannot be read
   * @throws MalformedSuiteException when there is no suite, or one is not well formed
   */
  static List<Suite> openAll(Path folder) throws IOException {
    if (Files.exists(folder.resolve(CASES))) {
      return List.of(open(folder));
    }
    if (!Files.isDirectory(folder)) {
      throw new MalformedSuiteException(folder + " is not a folder");
    }
    List<Path> folders;
    try (Stream<Path> children = Files.list(folder)) {
      folders = children.filter(child -> Files.exists(child.resolve(CASES))).sorted().toList();
    }
    if (folders.isEmpty()) {
      throw new MalformedSuiteException(
          folder + ": neither it nor a folder in it holds a " + CASES);
    }
    List<Suite> suites = new ArrayList<>();
    for (Path child : folders) {
      suites.add(open(child));
    }
    return suites;
  }

  private static Suite open(Path folder) throws IOException {
    Path file = folder.resolve(CASES);
    List<Case> cases = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    int number = 0;
    for (String line : Files.readAllLines(file)) {
      number++;
      if (!line.isBlank()) {
        String place = file + ":" + number;
        Case read = CaseReader.read(place, line);
        if (!ids.add(read.id())) {
          throw new MalformedSuiteException(place + ": the id '" + read.id() + "' is taken");
        }
        cases.add(read);
      }
    }
    String name = folder.toRealPath().getFileName().toString();
    return new Suite(name, cases, SuiteTensors.open(folder.resolve("tensors.safetensors")));
  }
}
