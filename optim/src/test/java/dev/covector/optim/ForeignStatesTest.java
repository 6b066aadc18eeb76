package dev.covector.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every optimizer, given what belongs to another model, says so before it computes anything. */
final class ForeignStatesTest {
  private static final Map<String, Object> PARAMS = Map.of("w", Numpy.ones(3, 2));
  private static final ExtraArgs EXTRA =
      ExtraArgs.none().value(Tensor.of(2f)).grad(PARAMS).valueFn(p -> TreeMath.squaredNorm(p));

  /** What methods without parameters, and those of one rate, make. */
  private static Map<String, GradientTransformation> all() throws ReflectiveOperationException {
    Map<String, GradientTransformation> all = new LinkedHashMap<>();
    List<Method> methods =
        Stream.of(Optax.class, Contrib.class)
            .flatMap(type -> Arrays.stream(type.getMethods()))
            .toList();
    for (Method method : methods) {
      if (!Modifier.isStatic(method.getModifiers())
          || !GradientTransformation.class.isAssignableFrom(method.getReturnType())) {
        continue;
      }
      if (method.getParameterCount() == 0) {
        all.put(method.getName(), made(method));
      } else if (Arrays.equals(method.getParameterTypes(), new Class<?>[] {double.class})) {
        all.put(method.getName(), made(method, 0.1));
      }
    }
    all.put("noisySgd", Optax.noisySgd(0.1, Random.key(0)));
    all.put("multiSteps", Optax.multiSteps(Optax.sgd(0.1), 2));
    all.put("applyIfFinite", Optax.applyIfFinite(Optax.adam(0.1), 2));
    all.put("sam", Contrib.sam(Optax.sgd(0.1), Optax.sgd(0.1)));
    all.put("scheduleFree", Contrib.scheduleFree(Optax.sgd(0.1), 0.1));
    all.put("mechanize", Contrib.mechanize(Optax.sgd(0.1)));
    return all;
  }

  private static GradientTransformation made(Method method, Object... arguments)
      throws ReflectiveOperationException {
    try {
      return (GradientTransformation) method.invoke(null, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(method.toString(), e.getCause());
    }
  }

  /** Those that take a step with another model's state, and the messages of those that do not. */
  private static Map<String, String> steps(Map<String, Object> other) throws Exception {
    Map<String, String> results = new LinkedHashMap<>();
    all()
        .forEach(
            (name, tx) -> {
              OptState state = tx.init(other);
              if (Leafwise.tensors(state).stream().anyMatch(x -> x.rank() > 0)) {
                results.put(name, message(tx, state));
              }
            });
    return results;
  }

  private static String message(GradientTransformation tx, OptState state) {
    try {
      tx.update(PARAMS, state, PARAMS, EXTRA);
      return "took a step";
    } catch (RuntimeException e) {
      return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
  }

  private static void allSay(String what, Map<String, String> results) {
    assertTrue(results.size() > 30, "only " + results.keySet() + " keep trees");
    List<String> others = new ArrayList<>();
    results.forEach(
        (name, message) -> {
          if (!message.startsWith("OptimException: ")
              || !message.contains(what)
              || !message.contains("call init(params) with these")) {
            others.add(name + ": " + message);
          }
        });
    assertEquals("", String.join("\n", others));
  }

  @Test
  void aStateOfOtherNamesIsRefused() throws Exception {
    allSay(" v", steps(Map.of("v", Numpy.ones(3, 2))));
  }

  @Test
  void aStateOfAnotherShapeIsRefused() throws Exception {
    allSay("f32[", steps(Map.of("w", Numpy.ones(4, 5))));
  }

  @Test
  void integersAreNoGradients() throws Exception {
    Map<String, Object> integers = Map.of("w", Numpy.ones(3, 2).astype(DType.I32));
    List<String> others = new ArrayList<>();
    for (Map.Entry<String, GradientTransformation> entry : all().entrySet()) {
      if (entry.getValue() instanceof Recipe recipe) {
        OptState state = recipe.init(PARAMS);
        try {
          recipe.update(integers, state, PARAMS, EXTRA);
          others.add(entry.getKey() + " took a step");
        } catch (OptimException e) {
          if (!String.valueOf(e.getMessage())
              .contains("the gradients have i32[3,2] at w; they must be floating")) {
            others.add(entry.getKey() + ": " + e.getMessage());
          }
        }
      }
    }
    assertEquals("", String.join("\n", others));
  }
}
