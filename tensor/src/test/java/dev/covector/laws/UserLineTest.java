package dev.covector.laws;

import static dev.covector.Covector.checkpoint;
import static dev.covector.Covector.customJvp;
import static dev.covector.Covector.customVjp;
import static dev.covector.Covector.grad;
import static dev.covector.Covector.jit;
import static dev.covector.Covector.vmap;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.covector.CovectorException;
import dev.covector.Defaults;
import dev.covector.Fn1;
import dev.covector.Forward;
import dev.covector.Jvp;
import dev.covector.Tensor;
import dev.covector.TracerException;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Errors name the line of the operation, not that of the transformation around it. */
class UserLineTest {
  private static final Tensor X = Tensor.of(new float[] {0, 1, 2});

  private int line;

  /** Its tangent is not linear in the tangent: reverse mode fails in the backward pass. */
  private static final Fn1<Tensor, Tensor> UNSOUND =
      customJvp(
          x -> x,
          (primals, tangents) -> {
            Tensor t = (Tensor) tangents.getFirst();
            return new Jvp<>((Tensor) primals.getFirst(), Numpy.multiply(t, t));
          });

  private Tensor unsoundLoss(Tensor x) {
    Tensor doubled = x.times(2);
    line = Failure.line() + 1;
    Tensor y = UNSOUND.apply(doubled);
    return Numpy.sum(y);
  }

  @Test
  void transpositionNamesTheForwardLine() {
    Fn1<Tensor, Tensor> loss = this::unsoundLoss;
    loss.apply(X);
    int ruleLine = ruleLine();
    Failure.at(ruleLine, () -> grad(loss).apply(X));
    Failure.at(ruleLine, () -> jit(grad(loss)).apply(X));
    Failure.at(ruleLine, () -> grad(jit(loss)).apply(X));
    Failure.at(ruleLine, () -> grad(checkpoint(loss)).apply(X));
    Failure.at(
        ruleLine,
        () -> grad((Tensor x) -> Numpy.sum(Lax.map(loss, Numpy.stack(List.of(x))))).apply(X));
  }

  /** The line in the custom rule that makes the equation. */
  private static int ruleLine() {
    CovectorException e =
        assertThrows(
            CovectorException.class,
            () -> grad((Tensor x) -> Numpy.sum(UNSOUND.apply(x))).apply(X));
    String message = e.getMessage();
    return Integer.parseInt(message.substring(message.lastIndexOf(':') + 1, message.length() - 1));
  }

  private Tensor badInside(Tensor x) {
    Tensor y = x.times(2);
    line = Failure.line() + 1;
    return Numpy.add(y, Tensor.of(new float[7]));
  }

  @Test
  void tracingNamesTheLineInsideTheFunction() {
    Fn1<Tensor, Tensor> f = this::badInside;
    assertThrows(CovectorException.class, () -> f.apply(X));
    Failure.at(line, () -> f.apply(X));
    Failure.at(line, () -> jit(f).apply(X));
    Failure.at(line, () -> vmap(f).apply(Numpy.stack(List.of(X, X))));
    Failure.at(line, () -> grad((Tensor x) -> Numpy.sum(f.apply(x))).apply(X));
    Failure.at(line, () -> Lax.map(f, Numpy.stack(List.of(X))));
    Failure.at(line, () -> Lax.cond(Tensor.of(true), f, f, X));
  }

  private List<Tensor> badBackward(Tensor residual, Tensor ct) {
    line = Failure.line() + 1;
    return List.of(Numpy.add(ct, Tensor.of(new float[7])));
  }

  @Test
  void anErrorInABackwardRuleNamesTheRulesLine() {
    Fn1<Tensor, Tensor> f = customVjp(x -> x, x -> new Forward<>(x, x), this::badBackward);
    Fn1<Tensor, Tensor> loss = x -> Numpy.sum(f.apply(x));
    assertThrows(CovectorException.class, () -> grad(loss).apply(X));
    Failure.at(line, () -> grad(loss).apply(X));
    Failure.at(line, () -> grad(jit(loss)).apply(X));
    Failure.at(line, () -> jit(grad(loss)).apply(X));
  }

  private Tensor makesNan(Tensor x) {
    Tensor shifted = x.minus(1);
    line = Failure.line() + 1;
    Tensor root = Numpy.log(shifted);
    return Numpy.sum(root.times(2));
  }

  @Test
  void nanDebuggingNamesTheFirstOperationAndItsLine() {
    Fn1<Tensor, Tensor> f = this::makesNan;
    f.apply(X);
    for (Fn1<Tensor, Tensor> g :
        List.<Fn1<Tensor, Tensor>>of(
            f, jit(f), jit(checkpoint(f)), x -> Lax.cond(Tensor.of(true), f, f, x))) {
      CovectorException e =
          assertThrows(CovectorException.class, () -> Defaults.debugNans(() -> g.apply(X)));
      assertEquals(
          "log: the result f32[3] of [f32[3]] has a NaN, though the operands have none; guard them"
              + " with Numpy.where before this operation (UserLineTest.java:"
              + line
              + ")",
          e.getMessage());
    }
    Failure.at(line, () -> Defaults.debugNans(() -> Lax.map(f, Numpy.stack(List.of(X)))));
  }

  private Tensor infiniteSlope(Tensor x) {
    line = Failure.line() + 1;
    Tensor root = Numpy.sqrt(x.times(0));
    return Numpy.sum(root);
  }

  @Test
  void nanDebuggingSeesTheBackwardPass() {
    Fn1<Tensor, Tensor> f = this::infiniteSlope;
    f.apply(X);
    Failure.at(line, () -> Defaults.debugNans(() -> grad(f).apply(X)));
    Failure.at(line, () -> Defaults.debugNans(() -> jit(grad(f)).apply(X)));
  }

  @Test
  void nanDebuggingLeavesNansAloneThatDoNotReachAResult() {
    Tensor guarded =
        Defaults.debugNans(
            () -> jit((Tensor x) -> Numpy.where(Numpy.greater(x, 0), Numpy.log(x), 0)).apply(X));
    assertEquals(0, guarded.toFloatArray()[0]);
  }

  private static void escapes(Runnable leak, AtomicReference<Tensor> leaked, String function) {
    leak.run();
    String rest =
        " escaped from the function that "
            + function
            + " traced, for example through a field or a"
            + " captured variable; return it from the function instead";
    Failure.of(
        TracerException.class,
        "add: the operand f32[3]" + rest,
        () -> Numpy.add(leaked.get(), leaked.get()));
    Failure.of(
        TracerException.class, "toFloatArray: f32[3]" + rest, () -> leaked.get().toFloatArray());
    Failure.of(
        TracerException.class,
        "add: the operand f32[3]" + rest,
        () -> jit((Tensor x) -> Numpy.add(x, leaked.get())).apply(X));
    Failure.of(
        TracerException.class,
        "mul: the operand f32[3]" + rest,
        () -> grad((Tensor x) -> Numpy.sum(Numpy.multiply(x, leaked.get()))).apply(X));
  }

  @Test
  void tracersThatEscape() {
    AtomicReference<Tensor> leaked = new AtomicReference<>();
    Fn1<Tensor, Tensor> leak =
        x -> {
          leaked.set(x);
          return Numpy.sum(x);
        };
    escapes(() -> jit(leak).apply(X), leaked, "jit function");
    escapes(() -> grad(leak).apply(X), leaked, "grad");
    escapes(() -> vmap(leak).apply(Numpy.stack(List.of(X))), leaked, "vmap");
    escapes(() -> Lax.map(leak, Numpy.stack(List.of(X))), leaked, "scan");
  }

  @Test
  void aTracerStaysOnItsThread() {
    CovectorException e =
        assertThrows(CovectorException.class, () -> jit(UserLineTest::onAnotherThread).apply(X));
    String text = e.getMessage();
    assertEquals(
        "add: the operand f32[3] is traced by jit function on thread '"
            + Thread.currentThread().getName()
            + "', but is used on thread 'other'; a traced value stays on its thread: return it from"
            + " the function instead",
        text.substring(0, text.lastIndexOf(" (")));
  }

  private static Tensor onAnotherThread(Tensor x) {
    AtomicReference<RuntimeException> thrown = new AtomicReference<>();
    Thread other =
        new Thread(
            () -> {
              try {
                Numpy.add(x, x);
              } catch (RuntimeException e) {
                thrown.set(e);
              }
            },
            "other");
    other.start();
    try {
      other.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    throw thrown.get();
  }
}
