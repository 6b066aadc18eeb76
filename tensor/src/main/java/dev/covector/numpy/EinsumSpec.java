package dev.covector.numpy;

import dev.covector.Shape;
import dev.covector.ShapeException;
import dev.covector.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Subscripts of an einsum, one character per axis; the axes of an ellipsis get characters of their
 * own, counted from the last one.
 *
 * @param inputs the labels of each operand
 * @param output the labels of the result
 */
record EinsumSpec(List<String> inputs, String output) {
  /** Labels of ellipsis axes: this is the last axis, the next one the axis before it. */
  private static final char ELLIPSIS = '\uE000';

  EinsumSpec {
    inputs = List.copyOf(inputs);
  }

  /** Reads subscripts such as {@code ...ij,jk->...ik}; without an arrow NumPy's rule applies. */
  static EinsumSpec parse(String subscripts, List<TensorType> operands) {
    String text = subscripts.replace(" ", "");
    int arrow = text.indexOf("->");
    String[] terms = (arrow < 0 ? text : text.substring(0, arrow)).split(",", -1);
    if (terms.length != operands.size()) {
      throw error(
          subscripts,
          operands,
          "there are " + terms.length + " terms for " + operands.size() + " operands");
    }
    List<String> inputs = new ArrayList<>();
    int widest = 0;
    for (int i = 0; i < terms.length; i++) {
      String labels = expand(terms[i], operands.get(i), subscripts, operands);
      inputs.add(labels);
      widest = Math.max(widest, (int) labels.chars().filter(EinsumSpec::isEllipsis).count());
    }
    String output =
        arrow < 0
            ? implicitOutput(inputs, widest)
            : text.substring(arrow + 2).replace("...", ellipsis(widest));
    EinsumSpec spec = new EinsumSpec(inputs, output);
    spec.check(subscripts, operands);
    return spec;
  }

  private static String expand(
      String term, TensorType type, String subscripts, List<TensorType> operands) {
    int dots = term.indexOf("...");
    int named = dots < 0 ? term.length() : term.length() - 3;
    int rank = type.shape().rank();
    if (dots < 0 ? named != rank : named > rank) {
      throw error(
          subscripts,
          operands,
          "the term '" + term + "' does not fit the " + rank + " axes of " + type);
    }
    return dots < 0 ? term : term.replace("...", ellipsis(rank - named));
  }

  private static String ellipsis(int rank) {
    StringBuilder labels = new StringBuilder();
    for (int i = rank - 1; i >= 0; i--) {
      labels.append((char) (ELLIPSIS + i));
    }
    return labels.toString();
  }

  private static boolean isEllipsis(int label) {
    return label >= ELLIPSIS;
  }

  /** The ellipsis, then the labels that appear once, sorted. */
  private static String implicitOutput(List<String> inputs, int widest) {
    TreeMap<Character, Integer> counts = new TreeMap<>();
    for (char label : String.join("", inputs).toCharArray()) {
      counts.merge(label, 1, Integer::sum);
    }
    StringBuilder output = new StringBuilder(ellipsis(widest));
    counts.forEach(
        (label, count) -> {
          if (count == 1 && !isEllipsis(label)) {
            output.append((char) label);
          }
        });
    return output.toString();
  }

  private void check(String subscripts, List<TensorType> operands) {
    String all = String.join("", inputs);
    for (char label : (all + output).toCharArray()) {
      if (!Character.isLetter(label) && !isEllipsis(label)) {
        throw error(subscripts, operands, "'" + label + "' is no label; use letters");
      }
    }
    for (int i = 0; i < output.length(); i++) {
      char label = output.charAt(i);
      if (all.indexOf(label) < 0 || output.indexOf(label) != i) {
        throw error(
            subscripts,
            operands,
            "the output label '" + label + "' must appear in an operand, and once in the output");
      }
    }
    for (char label : all.toCharArray()) {
      int size = 1;
      for (int i = 0; i < inputs.size(); i++) {
        Shape shape = operands.get(i).shape();
        for (int axis = 0; axis < shape.rank(); axis++) {
          if (inputs.get(i).charAt(axis) == label && shape.dim(axis) != 1) {
            if (size != 1 && size != shape.dim(axis)) {
              throw error(
                  subscripts,
                  operands,
                  (isEllipsis(label) ? "an axis of the ellipsis" : "'" + label + "'")
                      + " has sizes "
                      + size
                      + " and "
                      + shape.dim(axis));
            }
            size = shape.dim(axis);
          }
        }
      }
    }
  }

  private static ShapeException error(String subscripts, List<TensorType> operands, String reason) {
    return new ShapeException("einsum: '" + subscripts + "' of " + operands + ": " + reason);
  }
}
