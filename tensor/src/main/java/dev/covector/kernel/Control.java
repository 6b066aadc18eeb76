package dev.covector.kernel;

import java.util.List;

/** A kernel that runs other programs: control flow inside an executable. */
public sealed interface Control extends Kernel {

  /**
   * Runs one of several programs.
   *
   * @param index a buffer of one integer; clamped to the branches
   * @param branches programs of the same inputs and outputs
   */
  record Branch(int index, List<Program> branches, List<Integer> inputs, List<Integer> outputs)
      implements Control {
    /** Copies the lists. */
    public Branch {
      branches = List.copyOf(branches);
      inputs = List.copyOf(inputs);
      outputs = List.copyOf(outputs);
    }
  }

  /**
   * Runs a body while a condition holds.
   *
   * @param condition inputs {@code conditionConstants} then the carry; output one bool
   * @param body inputs {@code bodyConstants} then the carry; outputs the next carry
   * @param initial buffers that hold the first carry
   * @param result buffers that receive the last carry, not aliasing {@code initial}
   */
  record While(
      Program condition,
      Program body,
      List<Integer> conditionConstants,
      List<Integer> bodyConstants,
      List<Integer> initial,
      List<Integer> result)
      implements Control {
    /** Copies the lists. */
    public While {
      conditionConstants = List.copyOf(conditionConstants);
      bodyConstants = List.copyOf(bodyConstants);
      initial = List.copyOf(initial);
      result = List.copyOf(result);
    }
  }

  /**
   * Runs a body a fixed number of times, reading slice {@code i} of each input sequence and writing
   * slice {@code i} of each output sequence (axis 0).
   *
   * @param length how many times
   * @param reverse whether {@code i} runs from length - 1 to 0
   * @param body inputs constants, carry, slices; outputs the next carry, then slices
   */
  record Repeat(
      long length,
      boolean reverse,
      Program body,
      List<Integer> constants,
      List<Integer> initial,
      List<Integer> sequences,
      List<Integer> result,
      List<Integer> outputSequences)
      implements Control {
    /** Copies the lists. */
    public Repeat {
      constants = List.copyOf(constants);
      initial = List.copyOf(initial);
      sequences = List.copyOf(sequences);
      result = List.copyOf(result);
      outputSequences = List.copyOf(outputSequences);
    }
  }
}
