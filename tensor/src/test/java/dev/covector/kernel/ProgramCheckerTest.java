package dev.covector.kernel;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProgramCheckerTest {
  private static final Buffer INPUT = new Buffer(DType.F32, 6);

  private static Program copy(Access from, Access to, DType loaded, Buffer target) {
    Loop loop =
        new Loop(
            new long[] {2, 3},
            0,
            List.of(from),
            new Expression(List.of(new Expression.Load(0, loaded))),
            List.of(new Loop.Store(to, 0)));
    return new Program(List.of(INPUT, target), List.of(0), List.of(1), List.of(), List.of(loop));
  }

  private static void rejects(String problem, Program program) {
    String message =
        assertThrows(IllegalStateException.class, () -> ProgramChecker.check(program)).getMessage();
    assertTrue(message.contains(problem), message);
  }

  private static Access at(int buffer, long offset, long... strides) {
    return new Access(buffer, DType.F32, offset, strides);
  }

  @Test
  void soundProgramsPass() {
    assertDoesNotThrow(
        () -> ProgramChecker.check(copy(at(0, 5, -3, -1), at(1, 0, 1, 2), DType.F32, INPUT)));
  }

  @Test
  void accessesStayInBounds() {
    rejects("reaches 1 to 6", copy(at(0, 1, 3, 1), at(1, 0, 3, 1), DType.F32, INPUT));
    rejects("reaches -1 to 4", copy(at(0, 4, -3, -1), at(1, 0, 3, 1), DType.F32, INPUT));
    rejects(
        "reaches 0 to 7",
        copy(
            new Access(
                0,
                DType.F32,
                0,
                new long[] {3, 1},
                List.of(
                    new DynamicIndex(
                        new Access(2, DType.I32, 0, 0, 0), 2, 1, DynamicIndex.Bounds.CLIP))),
            at(1, 0, 3, 1),
            DType.F32,
            INPUT),
        new Buffer(DType.I32, 1));
  }

  private static void rejects(String problem, Program program, Buffer extraInput) {
    rejects(
        problem,
        new Program(
            List.of(program.buffers().get(0), program.buffers().get(1), extraInput),
            List.of(0, 2),
            program.outputs(),
            program.constants(),
            program.kernels()));
  }

  @Test
  void noElementIsWrittenTwice() {
    rejects("twice", copy(at(0, 0, 3, 1), at(1, 0, 1, 1), DType.F32, INPUT));
    rejects("twice", copy(at(0, 0, 3, 1), at(1, 0, 3, 0), DType.F32, INPUT));
  }

  @Test
  void dtypesAgree() {
    rejects("dtype", copy(at(0, 0, 3, 1), at(1, 0, 3, 1), DType.I32, INPUT));
    rejects("dtype", copy(at(0, 0, 3, 1), at(1, 0, 3, 1), DType.F32, new Buffer(DType.I32, 6)));
  }

  @Test
  void buffersAreWrittenBeforeTheyAreReadAndInputsNever() {
    rejects("before it is written", copy(at(1, 0, 3, 1), at(1, 0, 3, 1), DType.F32, INPUT));
    rejects("is an input or constant", copy(at(0, 0, 3, 1), at(0, 0, 3, 1), DType.F32, INPUT));
  }

  @Test
  void nestedProgramsFitTheirBuffers() {
    Program body = copy(at(0, 0, 3, 1), at(1, 0, 3, 1), DType.F32, INPUT);
    Buffer small = new Buffer(DType.F32, 5);
    rejects(
        "input 0 of a nested program",
        new Program(
            List.of(small, small),
            List.of(0),
            List.of(1),
            List.of(),
            List.of(
                new Control.Repeat(
                    2, false, body, List.of(), List.of(0), List.of(), List.of(1), List.of()))));
  }
}
