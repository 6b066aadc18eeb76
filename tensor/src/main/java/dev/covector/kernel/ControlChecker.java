package dev.covector.kernel;

import dev.covector.DType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Checks that nested programs fit the buffers they are given. */
final class ControlChecker {
  private final List<Buffer> buffers;
  private final Consumer<String> fail;

  ControlChecker(Program program, Consumer<String> fail) {
    this.buffers = program.buffers();
    this.fail = fail;
  }

  void check(Control control) {
    BufferUse use = BufferUse.of(control);
    for (int target : use.writes()) {
      require(!use.reads().contains(target), "%" + target + " is read and written");
    }
    require(use.writes().stream().distinct().count() == use.writes().size(), "a result is twice");
    switch (control) {
      case Control.Branch branch -> {
        Buffer index = buffers.get(branch.index());
        require(
            index.elements() == 1 && (index.dtype().isInteger() || index.dtype() == DType.BOOL),
            "the index is not one integer");
        require(!branch.branches().isEmpty(), "there are no branches");
        for (Program nested : branch.branches()) {
          fits(nested, whole(branch.inputs()), whole(branch.outputs()));
        }
      }
      case Control.While loop -> {
        List<Buffer> carry = whole(loop.initial());
        require(carry.equals(whole(loop.result())), "the result is not like the carry");
        fits(
            loop.condition(),
            join(whole(loop.conditionConstants()), carry),
            List.of(new Buffer(DType.BOOL, 1)));
        fits(loop.body(), join(whole(loop.bodyConstants()), carry), carry);
      }
      case Control.Repeat loop -> {
        List<Buffer> carry = whole(loop.initial());
        require(carry.equals(whole(loop.result())), "the result is not like the carry");
        fits(
            loop.body(),
            join(join(whole(loop.constants()), carry), slices(loop.sequences(), loop.length())),
            join(carry, slices(loop.outputSequences(), loop.length())));
      }
    }
  }

  private void fits(Program nested, List<Buffer> inputs, List<Buffer> outputs) {
    ProgramChecker.check(nested);
    like(nested, nested.inputs(), inputs, "input");
    like(nested, nested.outputs(), outputs, "output");
  }

  /** A negative size in {@code given} is one that an empty sequence does not tell. */
  private void like(Program nested, List<Integer> numbers, List<Buffer> given, String what) {
    require(numbers.size() == given.size(), numbers.size() + " " + what + "s for " + given.size());
    for (int i = 0; i < numbers.size(); i++) {
      Buffer own = nested.buffers().get(numbers.get(i));
      require(
          own.dtype() == given.get(i).dtype()
              && (own.elements() == given.get(i).elements() || given.get(i).elements() < 0),
          what + " " + i + " of a nested program is " + own + ", not " + given.get(i));
    }
  }

  private List<Buffer> whole(List<Integer> numbers) {
    return numbers.stream().map(buffers::get).toList();
  }

  private List<Buffer> slices(List<Integer> numbers, long length) {
    return whole(numbers).stream()
        .map(b -> new Buffer(b.dtype(), length == 0 ? -1 : b.elements() / length))
        .toList();
  }

  private static List<Buffer> join(List<Buffer> first, List<Buffer> second) {
    List<Buffer> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  private void require(boolean holds, String problem) {
    if (!holds) {
      fail.accept(problem);
    }
  }
}
