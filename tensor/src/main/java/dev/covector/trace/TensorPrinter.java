package dev.covector.trace;

import dev.covector.DType;
import dev.covector.Shape;
import java.lang.foreign.MemorySegment;
import java.lang.ref.Reference;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.LongConsumer;

/**
 * Prints concrete tensors as NumPy 2.4 does with its default options: 75 columns, 8 digits, and
 * only the corners of tensors of more than 1000 elements.
 */
final class TensorPrinter {
  private static final int LINE_WIDTH = 75;
  private static final int THRESHOLD = 1000;
  private static final int EDGE = 3;

  private final int[] sizes;
  private final long[] strides;
  private final boolean elided;

  private TensorPrinter(Shape shape) {
    this.sizes = shape.toArray();
    this.strides = shape.strides();
    this.elided = shape.size() > THRESHOLD;
  }

  static String print(ConcreteTensor tensor) {
    if (!tensor.isAlive()) {
      return "Tensor(" + tensor.type() + ") without a value any more";
    }
    DType dtype = tensor.dtype();
    MemorySegment data = tensor.segment();
    String text;
    if (dtype.isComplex()) {
      Shape parts = tensor.shape().insert(tensor.rank(), 2);
      text =
          tensor.type() + (tensor.rank() == 0 ? " " : "\n") + print(parts, dtype.physical(), data);
    } else if (dtype.isKey()) {
      Shape words = tensor.shape().insert(tensor.rank(), 2);
      text = tensor.type() + (tensor.rank() == 0 ? " " : "\n") + print(words, DType.U32, data);
    } else {
      text = print(tensor.shape(), dtype, data);
    }
    Reference.reachabilityFence(tensor);
    return text;
  }

  private static String print(Shape shape, DType dtype, MemorySegment data) {
    TensorPrinter printer = new TensorPrinter(shape);
    if (shape.size() == 0) {
      return "[]";
    }
    List<Object> shown = new ArrayList<>();
    printer.visit(0, 0, index -> shown.add(Elements.get(data, dtype, index)));
    if (shape.rank() == 0) {
      return ElementFormat.scalar(dtype, shown.getFirst());
    }
    return printer.block(0, " ", LINE_WIDTH, ElementFormat.aligned(dtype, shown).iterator());
  }

  /** Hands over the positions of the elements that are shown, in order. */
  private void visit(int axis, long offset, LongConsumer each) {
    if (axis == sizes.length) {
      each.accept(offset);
      return;
    }
    for (int i = 0; i < sizes[axis]; i++) {
      if (isGap(axis, i)) {
        i = sizes[axis] - EDGE;
      }
      visit(axis + 1, offset + i * strides[axis], each);
    }
  }

  private boolean isGap(int axis, int i) {
    return elided && i == EDGE && sizes[axis] > 2 * EDGE;
  }

  private String block(int axis, String indent, int width, Iterator<String> words) {
    StringBuilder text = new StringBuilder("[");
    if (axis == sizes.length - 1) {
      row(axis, indent, width - 1, words, text);
    } else {
      String separator = "\n".repeat(sizes.length - 1 - axis);
      for (int i = 0; i < sizes[axis]; i++) {
        text.append(i == 0 ? "" : separator + indent);
        if (isGap(axis, i)) {
          text.append("...").append(separator).append(indent);
          i = sizes[axis] - EDGE;
        }
        text.append(block(axis + 1, indent + " ", width - 1, words));
      }
    }
    return text.append(']').toString();
  }

  private void row(int axis, String indent, int width, Iterator<String> words, StringBuilder text) {
    int column = indent.length();
    for (int i = 0; i < sizes[axis]; i++) {
      boolean gap = isGap(axis, i);
      String word = gap ? "..." : words.next();
      if (column > indent.length() && column + word.length() > width) {
        text.setLength(text.toString().stripTrailing().length());
        text.append('\n').append(indent);
        column = indent.length();
      }
      text.append(word);
      column += word.length();
      if (gap) {
        i = sizes[axis] - EDGE - 1;
      }
      if (i < sizes[axis] - 1) {
        text.append(' ');
        column++;
      }
    }
  }
}
