package dev.covector.linen;

import static dev.covector.Covector.jit;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InterceptorTest {
  private final Tensor x = Numpy.ones(2, 3);
  private final List<String> calls = new ArrayList<>();

  private static final class Model extends Layer {
    private final Dense first = new Dense(4);

    @Override
    protected Tensor call(Tensor x) {
      return new Dense(2).apply(first.apply(x));
    }
  }

  private final Model model = new Model();
  private final Map<String, Object> variables = model.init(Random.key(0), x);

  private Interceptor log(String name) {
    return call -> {
      calls.add(name + " " + call.path() + ":" + call.module().className());
      return call.proceed();
    };
  }

  private void assertSame(Tensor expected, Tensor actual) {
    assertArrayEquals(expected.toFloatArray(), actual.toFloatArray());
  }

  @Test
  void everyCallIsSeenInOrderAndTheFirstInterceptorIsTheOutermost() {
    Tensor y =
        Interceptor.interceptMethods(
            log("a"),
            () -> Interceptor.interceptMethods(log("b"), () -> model.apply(variables, x)));
    assertSame(model.apply(variables, x), y);
    assertEquals(
        List.of(
            "a :Model",
            "b :Model",
            "a first:Dense",
            "b first:Dense",
            "a Dense_0:Dense",
            "b Dense_0:Dense"),
        calls);
  }

  @Test
  void argumentsAndResultsCanBeChanged() {
    Interceptor scaled =
        call ->
            call.module() instanceof Dense
                ? ((Tensor) call.proceed(((Tensor) call.arguments().getFirst()).times(2))).plus(1)
                : call.proceed();
    Dense dense = new Dense(4);
    Map<String, Object> own = dense.init(Random.key(1), x);
    Tensor y = Interceptor.interceptMethods(scaled, () -> dense.apply(own, x));
    assertSame(dense.apply(own, x.times(2)).plus(1), y);
  }

  @Test
  void whatFollowsOrTheWholeCallCanBeLeftOut() {
    Interceptor past = call -> call.original(call.arguments().toArray());
    Interceptor.interceptMethods(
        past, () -> Interceptor.interceptMethods(log("b"), () -> model.apply(variables, x)));
    assertEquals(List.of(), calls);
    Interceptor none = call -> call.module() == model ? Numpy.zeros(2, 2) : call.proceed();
    assertSame(
        Numpy.zeros(2, 2), Interceptor.interceptMethods(none, () -> model.apply(variables, x)));
  }

  @Test
  void itEndsWithItsCodeAndHoldsWhileTracing() {
    Interceptor.interceptMethods(
        log("a"), () -> jit((Tensor in) -> model.apply(variables, in)).apply(x));
    assertEquals(3, calls.size());
    model.apply(variables, x);
    assertEquals(3, calls.size());
  }

  @Test
  void parametersAreDrawnAsWithout() {
    Map<String, Object> drawn =
        Interceptor.interceptMethods(log("a"), () -> model.init(Random.key(0), x));
    assertSame(model.apply(variables, x), model.apply(drawn, x));
  }

  @Test
  void bodiesOfOtherMethodsHaveNoArguments() {
    class Two extends Module {
      Tensor run(Tensor x) {
        return compact(() -> new Dense(2).apply(x));
      }
    }
    Two two = new Two();
    List<Integer> counts = new ArrayList<>();
    Interceptor count =
        call -> {
          counts.add(call.arguments().size());
          return call.proceed();
        };
    Interceptor.interceptMethods(count, () -> two.init(Random.key(0), () -> two.run(x)));
    assertEquals(List.of(0, 1), counts);
  }

  @Test
  void aWrongNumberOfArgumentsIsNamed() {
    Interceptor wrong = call -> call.proceed(x, x);
    String message =
        assertThrows(
                ModuleException.class,
                () -> Interceptor.interceptMethods(wrong, () -> model.apply(variables, x)))
            .getMessage();
    assertTrue(message.contains("a call of Model has 1 arguments, got 2"), message);
  }
}
