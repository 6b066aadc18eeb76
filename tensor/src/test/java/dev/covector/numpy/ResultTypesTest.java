package dev.covector.numpy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.covector.DType;
import dev.covector.Defaults;
import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The dtypes of results and whether they are weak (marked *), as JAX 0.10 has them. */
final class ResultTypesTest {
  @Test
  void quotientsOfNarrowIntegersAreF32WhateverTheDefaultWidth() {
    Defaults.wide(
        () -> {
          Tensor count = Tensor.of(new int[] {1, 2});
          assertEquals(DType.F32, Numpy.divide(count, 4).dtype());
          assertEquals(DType.F32, Numpy.sqrt(count).dtype());
          assertEquals(DType.F32, Numpy.mean(count).dtype());
          assertEquals(DType.F64, Numpy.divide(count.astype(DType.I64), 4).dtype());
          assertEquals(DType.F64, Numpy.multiply(count, 0.5).dtype());
          return count;
        });
  }

  @TestFactory
  Stream<DynamicTest> ofOneOperand() {
    return Stream.of(
            one(
                "abs",
                Numpy::abs,
                "bool=bool i8=i8 i32=i32 u32=u32 bf16=bf16 f32=f32 i32*=i32* f32*=f32*"),
            one(
                "fabs",
                Numpy::fabs,
                "bool=f32 i8=f32 i32=f32 u32=f32 bf16=bf16 f32=f32 i32*=f32* f32*=f32*"),
            one(
                "sqrt",
                Numpy::sqrt,
                "bool=f32 i8=f32 i32=f32 u32=f32 bf16=bf16 f32=f32 i32*=f32* f32*=f32*"),
            one(
                "square",
                Numpy::square,
                "bool=i32 i8=i8 i32=i32 u32=u32 bf16=bf16 f32=f32 i32*=i32* f32*=f32*"),
            one(
                "reciprocal",
                Numpy::reciprocal,
                "bool=f32 i8=f32 i32=f32 u32=f32 bf16=bf16 f32=f32 i32*=f32* f32*=f32*"),
            one(
                "sin",
                Numpy::sin,
                "bool=f32 i8=f32 i32=f32 u32=f32 bf16=bf16 f32=f32 i32*=f32* f32*=f32*"),
            one(
                "exp",
                Numpy::exp,
                "bool=f32 i8=f32 i32=f32 u32=f32 bf16=bf16 f32=f32 i32*=f32* f32*=f32*"),
            one(
                "exp2",
                Numpy::exp2,
                "bool=f32 i8=f32 i32=f32 u32=f32 bf16=bf16 f32=f32 i32*=f32* f32*=f32*"),
            one(
                "floor",
                Numpy::floor,
                "bool=bool i8=i8 i32=i32 u32=u32 bf16=bf16 f32=f32 i32*=i32* f32*=f32*"),
            one(
                "ceil",
                Numpy::ceil,
                "bool=bool i8=i8 i32=i32 u32=u32 bf16=bf16 f32=f32 i32*=i32* f32*=f32*"),
            one(
                "trunc",
                Numpy::trunc,
                "bool=bool i8=i8 i32=i32 u32=u32 bf16=bf16 f32=f32 i32*=i32* f32*=f32*"),
            one(
                "deg2rad",
                Numpy::deg2rad,
                "bool=f32 i8=f32 i32=f32 u32=f32 bf16=bf16 f32=f32 i32*=f32* f32*=f32*"),
            one(
                "sinc",
                Numpy::sinc,
                "bool=f32 i8=f32 i32=f32 u32=f32 bf16=bf16 f32=f32 i32*=f32* f32*=f32*"),
            one(
                "isfinite",
                Numpy::isfinite,
                "bool=bool i8=bool i32=bool u32=bool bf16=bool f32=bool i32*=bool " + "f32*=bool"),
            one(
                "isnan",
                Numpy::isnan,
                "bool=bool i8=bool i32=bool u32=bool bf16=bool f32=bool i32*=bool " + "f32*=bool"),
            one(
                "signbit",
                Numpy::signbit,
                "bool=bool i8=bool i32=bool u32=bool bf16=bool f32=bool i32*=bool " + "f32*=bool"),
            one(
                "logicalNot",
                Numpy::logicalNot,
                "bool=bool i8=bool i32=bool u32=bool bf16=bool f32=bool i32*=bool " + "f32*=bool"),
            one(
                "sum",
                Numpy::sum,
                "bool=i32 i8=i32 i32=i32 u32=u32 bf16=bf16 f32=f32 i32*=i32 f32*=f32"),
            one(
                "mean",
                Numpy::mean,
                "bool=f32 i8=f32 i32=f32 u32=f32 bf16=bf16 f32=f32 i32*=f32 f32*=f32"),
            one(
                "prod",
                Numpy::prod,
                "bool=i32 i8=i32 i32=i32 u32=u32 bf16=bf16 f32=f32 i32*=i32 f32*=f32"),
            one(
                "var",
                Numpy::var,
                "bool=f32 i8=f32 i32=f32 u32=f32 bf16=bf16 f32=f32 i32*=f32 f32*=f32"),
            one(
                "std",
                Numpy::std,
                "bool=f32 i8=f32 i32=f32 u32=f32 bf16=bf16 f32=f32 i32*=f32 f32*=f32"),
            one(
                "max",
                Numpy::max,
                "bool=bool i8=i8 i32=i32 u32=u32 bf16=bf16 f32=f32 i32*=i32 f32*=f32"),
            one(
                "min",
                Numpy::min,
                "bool=bool i8=i8 i32=i32 u32=u32 bf16=bf16 f32=f32 i32*=i32 f32*=f32"),
            one(
                "all",
                Numpy::all,
                "bool=bool i8=bool i32=bool u32=bool bf16=bool f32=bool i32*=bool " + "f32*=bool"),
            one(
                "any",
                Numpy::any,
                "bool=bool i8=bool i32=bool u32=bool bf16=bool f32=bool i32*=bool " + "f32*=bool"),
            one(
                "countNonzero",
                Numpy::countNonzero,
                "bool=i32 i8=i32 i32=i32 u32=i32 bf16=i32 f32=i32 i32*=i32 f32*=i32"),
            one(
                "nansum",
                Numpy::nansum,
                "bool=i32 i8=i32 i32=i32 u32=u32 bf16=bf16 f32=f32 i32*=i32 f32*=f32"),
            one(
                "nanmean",
                Numpy::nanmean,
                "bool=f32 i8=f32 i32=f32 u32=f32 bf16=bf16 f32=f32 i32*=f32 f32*=f32"),
            one(
                "nanmax",
                Numpy::nanmax,
                "bool=bool i8=i8 i32=i32 u32=u32 bf16=bf16 f32=f32 i32*=i32 f32*=f32"),
            one(
                "nanvar",
                Numpy::nanvar,
                "bool=f32 i8=f32 i32=f32 u32=f32 bf16=bf16 f32=f32 i32*=f32 f32*=f32"),
            one(
                "nanprod",
                Numpy::nanprod,
                "bool=i32 i8=i32 i32=i32 u32=u32 bf16=bf16 f32=f32 i32*=i32 f32*=f32"))
        .flatMap(List::stream);
  }

  @TestFactory
  Stream<DynamicTest> ofTwoOperands() {
    return Stream.of(
            two(
                "add",
                Numpy::add,
                "bool,bool=bool i32,i32=i32 i8,i8=i8 i32,i32*=i32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=i32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=i32 u32,i8=i32 bool,i32*=i32* "
                    + "f32*,i32*=f32*"),
            two(
                "divide",
                Numpy::divide,
                "bool,bool=f32 i32,i32=f32 i8,i8=f32 i32,i32*=f32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=f32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=f32 u32,i8=f32 bool,i32*=f32* "
                    + "f32*,i32*=f32*"),
            two(
                "multiply",
                Numpy::multiply,
                "bool,bool=bool i32,i32=i32 i8,i8=i8 i32,i32*=i32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=i32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=i32 u32,i8=i32 bool,i32*=i32* "
                    + "f32*,i32*=f32*"),
            two(
                "power",
                Numpy::power,
                "bool,bool=i32 i32,i32=i32 i8,i8=i8 i32,i32*=i32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=i32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=i32 u32,i8=i32 bool,i32*=i32 "
                    + "f32*,i32*=f32*"),
            two(
                "floatPower",
                Numpy::floatPower,
                "bool,bool=f32 i32,i32=f32 i8,i8=f32 i32,i32*=f32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=f32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=f32 u32,i8=f32 bool,i32*=f32* "
                    + "f32*,i32*=f32*"),
            two(
                "floorDivide",
                Numpy::floorDivide,
                "bool,bool=i32 i32,i32=i32 i8,i8=i8 i32,i32*=i32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=i32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=i32 u32,i8=i32 bool,i32*=i32* "
                    + "f32*,i32*=f32*"),
            two(
                "remainder",
                Numpy::remainder,
                "bool,bool=i32 i32,i32=i32 i8,i8=i8 i32,i32*=i32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=i32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=i32 u32,i8=i32 bool,i32*=i32* "
                    + "f32*,i32*=f32*"),
            two(
                "fmod",
                Numpy::fmod,
                "bool,bool=i32 i32,i32=i32 i8,i8=i8 i32,i32*=i32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=i32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=i32 u32,i8=i32 bool,i32*=i32* "
                    + "f32*,i32*=f32*"),
            two(
                "maximum",
                Numpy::maximum,
                "bool,bool=bool i32,i32=i32 i8,i8=i8 i32,i32*=i32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=i32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=i32 u32,i8=i32 bool,i32*=i32* "
                    + "f32*,i32*=f32*"),
            two(
                "fmax",
                Numpy::fmax,
                "bool,bool=bool i32,i32=i32 i8,i8=i8 i32,i32*=i32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=i32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=i32 u32,i8=i32 bool,i32*=i32* "
                    + "f32*,i32*=f32*"),
            two(
                "arctan2",
                Numpy::arctan2,
                "bool,bool=f32 i32,i32=f32 i8,i8=f32 i32,i32*=f32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=f32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=f32 u32,i8=f32 bool,i32*=f32* "
                    + "f32*,i32*=f32*"),
            two(
                "logaddexp",
                Numpy::logaddexp,
                "bool,bool=f32 i32,i32=f32 i8,i8=f32 i32,i32*=f32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=f32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=f32 u32,i8=f32 bool,i32*=f32* "
                    + "f32*,i32*=f32*"),
            two(
                "copysign",
                Numpy::copysign,
                "bool,bool=f32 i32,i32=f32 i8,i8=f32 i32,i32*=f32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=f32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=f32 u32,i8=f32 bool,i32*=f32* "
                    + "f32*,i32*=f32*"),
            two(
                "nextafter",
                Numpy::nextafter,
                "bool,bool=f32 i32,i32=f32 i8,i8=f32 i32,i32*=f32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=f32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=f32 u32,i8=f32 bool,i32*=f32* "
                    + "f32*,i32*=f32*"),
            two(
                "logicalAnd",
                Numpy::logicalAnd,
                "bool,bool=bool i32,i32=bool i8,i8=bool i32,i32*=bool f32,f32=bool "
                    + "f32,f32*=bool f32*,f32*=bool i32*,i32*=bool i32,f32*=bool "
                    + "bf16,f32*=bool bf16,i32=bool bf16,f32=bool u32,i32=bool u32,i8=bool "
                    + "bool,i32*=bool f32*,i32*=bool"),
            two(
                "equal",
                Numpy::equal,
                "bool,bool=bool i32,i32=bool i8,i8=bool i32,i32*=bool f32,f32=bool "
                    + "f32,f32*=bool f32*,f32*=bool i32*,i32*=bool i32,f32*=bool "
                    + "bf16,f32*=bool bf16,i32=bool bf16,f32=bool u32,i32=bool u32,i8=bool "
                    + "bool,i32*=bool f32*,i32*=bool"),
            two(
                "isclose",
                Numpy::isclose,
                "bool,bool=bool i32,i32=bool i8,i8=bool i32,i32*=bool f32,f32=bool "
                    + "f32,f32*=bool f32*,f32*=bool i32*,i32*=bool i32,f32*=bool "
                    + "bf16,f32*=bool bf16,i32=bool bf16,f32=bool u32,i32=bool u32,i8=bool "
                    + "bool,i32*=bool f32*,i32*=bool"),
            two(
                "dot",
                Numpy::dot,
                "bool,bool=bool i32,i32=i32 i8,i8=i8 i32,i32*=i32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=i32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=i32 u32,i8=i32 bool,i32*=i32* "
                    + "f32*,i32*=f32*"),
            two(
                "inner",
                Numpy::inner,
                "bool,bool=bool i32,i32=i32 i8,i8=i8 i32,i32*=i32 f32,f32=f32 "
                    + "f32,f32*=f32 f32*,f32*=f32* i32*,i32*=i32* i32,f32*=f32* bf16,f32*=bf16 "
                    + "bf16,i32=bf16 bf16,f32=f32 u32,i32=i32 u32,i8=i32 bool,i32*=i32* "
                    + "f32*,i32*=f32*"))
        .flatMap(List::stream);
  }

  private static List<DynamicTest> one(
      String name, Fn1<Tensor, Tensor> function, String expectations) {
    List<DynamicTest> tests = new ArrayList<>();
    for (String expectation : expectations.split(" ")) {
      String[] sides = expectation.split("=");
      tests.add(
          DynamicTest.dynamicTest(
              name + " of " + sides[0],
              () -> assertEquals(sides[1], type(function.apply(operand(sides[0]))))));
    }
    return tests;
  }

  private static List<DynamicTest> two(
      String name, Fn2<Tensor, Tensor, Tensor> function, String expectations) {
    List<DynamicTest> tests = new ArrayList<>();
    for (String expectation : expectations.split(" ")) {
      String[] sides = expectation.split("=");
      String[] operands = sides[0].split(",");
      tests.add(
          DynamicTest.dynamicTest(
              name + " of " + sides[0],
              () ->
                  assertEquals(
                      sides[1], type(function.apply(operand(operands[0]), operand(operands[1]))))));
    }
    return tests;
  }

  private static Tensor operand(String type) {
    return type.endsWith("*")
        ? Tensor.of(type.startsWith("i") ? (Number) 1 : (Number) 1.0)
        : Numpy.ones(Shape.of(1), DType.named(type));
  }

  private static String type(Tensor x) {
    TensorType type = x.type();
    boolean isMarked = type.weak() && type.dtype() != DType.BOOL;
    return type.dtype() + (isMarked ? "*" : "");
  }
}
