package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.kernel.ScalarFn;
import java.lang.classfile.ClassFile;
import java.lang.classfile.instruction.InvokeInstruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Direct calls of the JVM's entry points for vectors, and the Vector API in their place. */
class DirectVectorsTest {
  private static final String EXPORT = "--add-exports=java.base/jdk.internal.vm.vector=ALL-UNNAMED";

  @Test
  void testsRunWithDirectCalls() {
    assertTrue(DirectVectors.isOn());
  }

  /** Elementwise results do not depend on the width, so all forms have the same. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "", // not exported: the Vector API, silently
        EXPORT + " -Dcovector.vectorBits=256",
        EXPORT + " -Dcovector.vectorBits=128"
      })
  void allFormsGiveTheSameBits(String flags) throws Exception {
    Fork.Result fork =
        Fork.onClassPath(
            Stream.of(flags.split(" ")).filter(f -> !f.isEmpty()).toList(), DirectForms.class);
    assertEquals(0, fork.exit(), fork.output());
    List<String> expected = new ArrayList<>();
    expected.add("direct " + !flags.isEmpty());
    expected.addAll(DirectForms.results());
    assertTrue(expected.size() > 100, () -> "only " + expected);
    assertEquals(expected, fork.output().lines().filter(l -> !l.startsWith("WARNING")).toList());
  }

  @Test
  void thePropertyTurnsThemOff() throws Exception {
    Fork.Result fork =
        Fork.onClassPath(List.of(EXPORT, "-Dcovector.directVectors=off"), DirectForms.class);
    assertTrue(fork.output().contains("direct false"), fork.output());
  }

  /** From the interpreter through C1 to C2. */
  @ParameterizedTest
  @CsvSource({
    "EXP, F32",
    "FMA, F32",
    "SELECT, F32",
    "MAX, F32",
    "IS_FINITE, F32",
    "LOG, F64",
    "FMA, F64",
    "LE, F64",
    "MAX, U32",
    "MIN, I64",
    "LT, U64",
    "AND, BOOL"
  })
  void compiledCodeGivesTheSameBits(ScalarFn fn, DType dtype) {
    assertTrue(DirectForms.result(fn, dtype, 15_000).isPresent());
  }

  /** A call that the table does not know would be correct, and slow to compile. */
  @ParameterizedTest
  @CsvSource({
    "EXP, F32",
    "LOGISTIC, F64",
    "TANH, F32",
    "ERF, F32",
    "FMA, F32",
    "SUB, I64",
    "MAX, F64",
    "ABS, I32",
    "NEG, I64",
    "NOT, U32"
  })
  void nothingOfTheVectorApiIsLeft(ScalarFn fn, DType dtype) {
    Set<String> left = new TreeSet<>();
    byte[] bytes = DirectForms.generator(fn, dtype).vectorBytes().orElseThrow();
    ClassFile.of().parse(bytes).methods().stream()
        .filter(m -> m.methodName().stringValue().matches("(pass|masked)[0-9]+"))
        .flatMap(m -> m.code().orElseThrow().elementStream())
        .forEach(
            e -> {
              if (e instanceof InvokeInstruction call
                  && call.owner().asInternalName().startsWith("jdk/incubator/")) {
                left.add(call.owner().asInternalName() + "." + call.name());
              }
            });
    assertEquals(Set.of(), left);
  }
}
