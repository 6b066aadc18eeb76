package dev.covector.numpy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.CovectorException;
import dev.covector.DType;
import dev.covector.Index;
import dev.covector.Shape;
import dev.covector.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What bad input is answered: the operation, the types, what disagrees, the remedy. */
final class MessagesTest {
  private static final Tensor F23 = Numpy.zeros(2, 3);
  private static final Tensor F45 = Numpy.zeros(4, 5);
  private static final Tensor BOOLS = Numpy.zeros(Shape.of(3), DType.BOOL);

  private static void says(String text, Executable call) {
    CovectorException error = assertThrows(CovectorException.class, call);
    assertTrue(String.valueOf(error.getMessage()).contains(text), error.getMessage());
  }

  @Test
  void contractedSizesThatDiffer() {
    says(
        "dot: lhs f32[2,3] axis 1 has size 3, rhs f32[4,5] axis 0 has size 4; contracted axes must"
            + " match",
        () -> Numpy.dot(F23, F45));
    says("matmul: lhs f32[2,3] axis 1 has size 3", () -> Numpy.matmul(F23, F45));
    says("a scalar has no axis to contract", () -> Numpy.matmul(F23, Tensor.of(2.0)));
  }

  @Test
  void shapesThatDoNotBroadcast() {
    says("add: shapes [2,3] and [4,5] do not broadcast", () -> Numpy.add(F23, F45));
    says(
        "broadcast_to: shapes [2,3] and [2,4] do not broadcast",
        () -> Numpy.broadcastTo(F23, 2, 4));
    says("broadcast_to: f32[2,3] does not stretch to [3]", () -> Numpy.broadcastTo(F23, 3));
  }

  @Test
  void sizesThatDoNotFit() {
    says(
        "reshape: f32[2,3] has 6 elements and cannot become [4,2]", () -> Numpy.reshape(F23, 4, 2));
    says("the known sizes must divide", () -> Numpy.reshape(F23, 4, -1));
    says("squeeze: axis 0 of f32[2,3] has size 2", () -> Numpy.squeeze(F23, 0));
    says("does not divide into 2 equal parts; use arraySplit", () -> Numpy.split(F23, 2, 1));
    says("stack: operands are f32[2,3] and f32[4,5]", () -> Numpy.stack(List.of(F23, F45)));
    says("concatenate: there must be at least one tensor", () -> Numpy.concatenate(List.of()));
    says("pad: widths [[1, -1]] do not fit f32[2,3]", () -> Numpy.pad(F23, new int[][] {{1, -1}}));
  }

  @Test
  void axesThatDoNotExist() {
    says("sum: axis 2 is out of range for shape [2,3]", () -> Numpy.sum(F23, 2));
    says("flip: axis -3 is out of range", () -> Numpy.flip(F23, -3));
    says("transpose: axes [0] do not name every axis", () -> Numpy.transpose(F23, new int[] {0}));
  }

  @Test
  void reductionsOfNothing() {
    says(
        "max: axis 0 of f32[0,3] has no elements; say what comes out then with initial(...)",
        () -> Numpy.max(Numpy.zeros(0, 3), 0));
    says(
        "max: a where mask may leave no element",
        () -> Numpy.max(F23, Over.all().where(Numpy.greater(F23, 0))));
    says(
        "the where mask is f32[2,3]; it must be bool", () -> Numpy.sum(F23, Over.all().where(F23)));
    says("mean: does not take the option initial", () -> Numpy.mean(F23, Over.all().initial(1)));
  }

  @Test
  void dtypesThatHaveNoSuchOperation() {
    says("bools are not subtracted: use bitwiseXor", () -> Numpy.subtract(BOOLS, BOOLS));
    says("both must be integers", () -> Numpy.gcd(F23, F23));
    says("integers have no negative powers", () -> Numpy.power(Tensor.of(new int[] {2}), -1));
    says("and: not defined for f32[2,3]; convert it first", () -> Numpy.bitwiseAnd(F23, F23));
    says("the exponent must be an integer", () -> Numpy.ldexp(F23, F23));
  }

  @Test
  void subscriptsThatDoNotFit() {
    says("the term 'ijk' does not fit the 2 axes of f32[2,3]", () -> Numpy.einsum("ijk->i", F23));
    says("there are 1 terms for 2 operands", () -> Numpy.einsum("ij", F23, F45));
    says("'j' has sizes 3 and 4", () -> Numpy.einsum("ij,jk->ik", F23, F45));
    says("the output label 'z' must appear in an operand", () -> Numpy.einsum("ij->z", F23));
    says("'1' is no label", () -> Numpy.einsum("i1->i", F23));
  }

  @Test
  void masksThatDoNotFit() {
    says(
        "get: axis 0 of the mask bool[3] has size 3, but axis 0 of f32[2,3] has size 2",
        () -> F23.get(BOOLS));
    says(
        "set: axis 0 of the mask bool[3] has size 3, but axis 1 of f32[4,5] has size 5",
        () -> F45.at(Index.ELLIPSIS, BOOLS).set(1));
    assertEquals(Shape.of(2, 0), F23.get(Index.ELLIPSIS, BOOLS).shape());
    assertEquals(Shape.of(1, 0), F23.get(Index.NEW_AXIS, 0, BOOLS).shape());
  }

  @Test
  void numbersThatCannotBe() {
    says("full: NaN is not an integer", () -> Numpy.full(Shape.of(2), Double.NaN, DType.I32));
    says("in steps of 1 are more than 2^31 - 1 numbers", () -> Numpy.arange(1e18));
    says("in steps of 1 are NaN numbers", () -> Numpy.arange(Double.NaN));
    says("more than 2^59 elements", () -> Numpy.zeros(2_000_000_000, 2_000_000_000));
  }
}
