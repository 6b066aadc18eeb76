package dev.covector.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The name of a module in a suite, taken apart: {@code RNN(LSTMCell(6))}, {@code first=Dense6}.
 *
 * @param label what stands before {@code =}
 * @param name of a module or function, or empty for a mere number
 * @param digits the number at its end; empty for none
 * @param arguments what stands in parentheses
 */
record LayerTerm(Optional<String> label, String name, String digits, List<LayerTerm> arguments) {
  LayerTerm {
    arguments = List.copyOf(arguments);
  }

  /**
   * The term of a text.
   *
   * @throws NotBuiltException when it is no term
   */
  static LayerTerm parse(String text) {
    Parser parser = new Parser(text);
    LayerTerm term = parser.term();
    if (parser.position != text.length()) {
      throw new NotBuiltException("linen." + text);
    }
    return term;
  }

  /** The number at the end of the name. */
  OptionalInt number() {
    return digits.isEmpty() ? OptionalInt.empty() : OptionalInt.of(value());
  }

  /** This term as a number. */
  int value() {
    return Integer.parseInt(digits);
  }

  /** The first argument, as a number. */
  int size() {
    return arguments.getFirst().value();
  }

  private static final class Parser {
    private final String text;
    private int position;

    Parser(String text) {
      this.text = text;
    }

    LayerTerm term() {
      String word = word();
      Optional<String> label = Optional.empty();
      if (at('=')) {
        position++;
        label = Optional.of(word);
        word = word();
      }
      int end = word.length();
      while (end > 0 && Character.isDigit(word.charAt(end - 1))) {
        end--;
      }
      List<LayerTerm> arguments = new ArrayList<>();
      if (at('(')) {
        do {
          position++;
          arguments.add(term());
        } while (at(','));
        if (!at(')')) {
          throw new NotBuiltException("linen." + text);
        }
        position++;
      }
      return new LayerTerm(label, word.substring(0, end), word.substring(end), arguments);
    }

    private String word() {
      int start = position;
      while (position < text.length()
          && (Character.isLetterOrDigit(text.charAt(position)) || text.charAt(position) == '_')) {
        position++;
      }
      return text.substring(start, position);
    }

    private boolean at(char c) {
      return position < text.length() && text.charAt(position) == c;
    }
  }
}
