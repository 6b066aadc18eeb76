package dev.covector.op;

import java.util.ArrayList;
import java.util.List;

/** A list in the three parts that the operands of a scan have, and the pairing of two of them. */
record ScanParts<T>(List<T> constants, List<T> carry, List<T> sequences) {

  static <T> ScanParts<T> split(List<T> all, int constants, int carries) {
    return new ScanParts<>(
        all.subList(0, constants),
        all.subList(constants, constants + carries),
        all.subList(constants + carries, all.size()));
  }

  /** Each part of this followed by the same part of the other. */
  List<T> interleave(ScanParts<T> other) {
    List<T> all = new ArrayList<>(constants);
    all.addAll(other.constants);
    all.addAll(carry);
    all.addAll(other.carry);
    all.addAll(sequences);
    all.addAll(other.sequences);
    return all;
  }

  /** The elements whose flag is set, part by part. */
  static <T> ScanParts<T> chosen(ScanParts<T> parts, ScanParts<Boolean> flags) {
    return new ScanParts<>(
        choose(parts.constants, flags.constants),
        choose(parts.carry, flags.carry),
        choose(parts.sequences, flags.sequences));
  }

  static <T> List<T> choose(List<T> all, List<Boolean> flags) {
    List<T> chosen = new ArrayList<>();
    for (int i = 0; i < flags.size(); i++) {
      if (flags.get(i)) {
        chosen.add(all.get(i));
      }
    }
    return chosen;
  }

  static int count(List<Boolean> flags) {
    return (int) flags.stream().filter(flag -> flag).count();
  }

  static List<Boolean> or(List<Boolean> a, List<Boolean> b) {
    List<Boolean> result = new ArrayList<>();
    for (int i = 0; i < a.size(); i++) {
      result.add(a.get(i) || b.get(i));
    }
    return result;
  }

  @SafeVarargs
  static <T> List<T> join(List<? extends T>... lists) {
    List<T> all = new ArrayList<>();
    for (List<? extends T> list : lists) {
      all.addAll(list);
    }
    return all;
  }
}
