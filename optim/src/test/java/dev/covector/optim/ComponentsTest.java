package dev.covector.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Tensor;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The methods of options: each changes the component of its name and no other. */
final class ComponentsTest {
  private static final Tensor SCALAR = Tensor.of(0.75f);
  private static final Schedule SCHEDULE = Optax.constantSchedule(0.125);

  /** The records of the package that are gradient transformations. */
  private static List<Class<?>> records() throws Exception {
    Path classes =
        Path.of(Optax.class.getProtectionDomain().getCodeSource().getLocation().toURI())
            .resolve("dev/covector/optim");
    try (Stream<Path> files = Files.list(classes)) {
      List<Class<?>> records = new ArrayList<>();
      for (Path file : files.sorted().toList()) {
        String name = file.getFileName().toString();
        if (name.endsWith(".class") && !name.contains("$") && !name.contains("-")) {
          Class<?> type = Class.forName("dev.covector.optim." + name.replace(".class", ""));
          if (type.isRecord() && GradientTransformation.class.isAssignableFrom(type)) {
            records.add(type);
          }
        }
      }
      return records;
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** A value of a component, before it is changed. */
  private static @Nullable Object before(Class<?> type) {
    if (type == Hyperparameter.class) {
      return Hyperparameter.of(0.5);
    } else if (type == int.class) {
      return 3;
    } else if (type == boolean.class) {
      return false;
    } else if (type == double.class) {
      return 0.5;
    } else if (type == GradientTransformation.class) {
      return Optax.scale(2);
    } else if (type == Tensor.class) {
      return Tensor.of(1f);
    } else if (type == List.class) {
      return ScaleByMuon.STANDARD;
    } else if (type == Map.class) {
      return Map.of();
    } else if (type == Ema.class) {
      return Optax.ema(0.5);
    } else if (type == Optional.class) {
      return Optional.empty();
    } else if (type.isEnum()) {
      return type.getEnumConstants()[0];
    } else if (type == MatrixWeights.class) {
      return MatrixWeights.MATRICES;
    } else if (type == Schedule.class) {
      return Optax.constantSchedule(1);
    } else if (type == DType.class || type.isInterface()) {
      return null;
    }
    throw new AssertionError("add a value of " + type);
  }

  /** What a method is called with, different from {@link #before}. */
  private static Object after(Class<?> type) {
    if (type == double.class) {
      return 0.25;
    } else if (type == int.class) {
      return 5;
    } else if (type == boolean.class) {
      return true;
    } else if (type == Tensor.class) {
      return SCALAR;
    } else if (type == Schedule.class) {
      return SCHEDULE;
    } else if (type == DType.class) {
      return DType.BF16;
    } else if (type == Mask.class) {
      return (Mask) (path, leaf) -> true;
    } else if (type == SkipRule.class) {
      return Optax.skipNotFinite();
    } else if (type == MatrixWeights.class) {
      return (MatrixWeights) (path, weight) -> null;
    } else if (type == GradientTransformation.class) {
      return Optax.scale(4);
    } else if (type == Ema.class) {
      return Optax.ema(0.25);
    } else if (type == UnaryOperator.class) {
      return UnaryOperator.<Object>identity();
    } else if (type == List.class) {
      return List.of(List.of(1.0, 2.0, 3.0));
    } else if (type.isEnum()) {
      return type.getEnumConstants()[1];
    }
    throw new AssertionError("add another value of " + type);
  }

  private static Object sample(Class<?> type) throws ReflectiveOperationException {
    RecordComponent[] components = type.getRecordComponents();
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    Object[] values = Arrays.stream(types).map(ComponentsTest::before).toArray();
    return type.getDeclaredConstructor(types).newInstance(values);
  }

  private static Object expected(Object argument, Class<?> type) {
    if (type != Hyperparameter.class) {
      return argument;
    }
    return switch (argument) {
      case Double number -> Hyperparameter.of(number);
      case Tensor tensor -> Hyperparameter.of(tensor);
      default -> argument;
    };
  }

  @Test
  void eachMethodChangesTheComponentOfItsNameOnly() throws Exception {
    int count = 0;
    for (Class<?> type : records()) {
      List<String> names =
          Arrays.stream(type.getRecordComponents()).map(RecordComponent::getName).toList();
      for (Method method : type.getDeclaredMethods()) {
        if (method.getReturnType() != type || method.getParameterCount() != 1) {
          continue;
        }
        count++;
        assertTrue(names.contains(method.getName()), () -> method + " names no component");
        Object original = sample(type);
        Object argument = after(method.getParameterTypes()[0]);
        Object changed = method.invoke(original, argument);
        for (RecordComponent component : type.getRecordComponents()) {
          boolean isNamed = component.getName().equals(method.getName());
          assertEquals(
              isNamed
                  ? expected(argument, component.getType())
                  : component.getAccessor().invoke(original),
              component.getAccessor().invoke(changed),
              () -> component.getName() + " after " + method);
        }
      }
    }
    assertTrue(count > 350, "only " + count + " methods were found");
  }

  @Test
  void aConstructorsComplaintArrivesAsItIs() {
    OptimException thrown =
        assertThrows(
            OptimException.class, () -> Optax.lamb(0.1).weightDecay(Tensor.of(new float[] {1, 2})));
    assertTrue(
        String.valueOf(thrown.getMessage())
            .contains("a hyperparameter is f32[2]; it must be a scalar tensor"));
  }
}
