package dev.covector.numpy;

import dev.covector.Shape;
import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.List;

/** Evaluates an einsum: pairs of operands are contracted, the cheapest pair first. */
final class Einsum {
  private Einsum() {}

  /** The result for operands of one dtype. */
  static Tensor evaluate(EinsumSpec spec, List<Tensor> operands) {
    List<EinsumTerm> terms = new ArrayList<>();
    for (int i = 0; i < operands.size(); i++) {
      terms.add(new EinsumTerm(operands.get(i), spec.inputs().get(i)));
    }
    for (int i = 0; i < terms.size(); i++) {
      terms.set(i, terms.get(i).simplified(wanted(terms, i, -1, spec.output())));
    }
    while (terms.size() > 1) {
      contractCheapestPair(terms, spec.output());
    }
    EinsumTerm last = terms.getFirst().simplified(spec.output());
    int[] sizes = new int[spec.output().length()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = last.sizeOf(spec.output().charAt(i));
    }
    return last.ordered(spec.output(), Shape.of(sizes));
  }

  /** The labels that the output and all terms but two want. */
  private static String wanted(List<EinsumTerm> terms, int one, int other, String output) {
    StringBuilder wanted = new StringBuilder(output);
    for (int i = 0; i < terms.size(); i++) {
      if (i != one && i != other) {
        wanted.append(terms.get(i).labels());
      }
    }
    return wanted.toString();
  }

  private static void contractCheapestPair(List<EinsumTerm> terms, String output) {
    int first = 0;
    int second = 1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < terms.size(); i++) {
      for (int j = i + 1; j < terms.size(); j++) {
        double cost = multiplications(terms.get(i), terms.get(j));
        if (cost < least) {
          least = cost;
          first = i;
          second = j;
        }
      }
    }
    String wanted = wanted(terms, first, second, output);
    EinsumTerm product = terms.get(first).times(terms.get(second), wanted);
    terms.remove(second);
    terms.set(first, product);
  }

  private static double multiplications(EinsumTerm x, EinsumTerm y) {
    double product = 1;
    for (char label : x.labels().toCharArray()) {
      product *= Math.max(x.sizeOf(label), y.sizeOf(label));
    }
    for (char label : y.labels().toCharArray()) {
      product *= x.labels().indexOf(label) < 0 ? y.sizeOf(label) : 1;
    }
    return product;
  }
}
