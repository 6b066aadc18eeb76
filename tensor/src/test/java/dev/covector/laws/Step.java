package dev.covector.laws;

import dev.covector.Tensor;
import java.util.List;
import java.util.function.Function;

/**
 * One line of a random program.
 *
 * @param name for messages
 * @param operands which earlier values it reads
 * @param function from those to one f64 tensor
 */
record Step(String name, List<Integer> operands, Function<List<Tensor>, Tensor> function) {
  Tensor apply(List<Tensor> values) {
    return function.apply(operands.stream().map(values::get).toList());
  }

  @Override
  public String toString() {
    return name + operands;
  }
}
