package dev.covector.conformance;

import static dev.covector.optim.Optax.*;

import dev.covector.optim.Contrib;
import dev.covector.optim.GradientTransformation;
import dev.covector.optim.Optax;
import dev.covector.optim.Schedule;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** From the names of optimizers in the suites to the code behind them. */
final class OptimizerTable {
  private static final Map<String, Function<Options, GradientTransformation>> TABLE = table();
  private static final Map<String, String> RENAMED =
      Map.of("initial_accumulator_value", "initialAccumulator");

  private OptimizerTable() {}

  /**
   * An optimizer.
   *
   * @throws NotBuiltException when it is not in the table, or has no such option
   */
  static GradientTransformation make(String fn, Map<String, @Nullable Object> kwargs) {
    Function<Options, GradientTransformation> recipe = TABLE.getOrDefault(fn, x -> piece(x.fn()));
    Options options = new Options(fn, new HashMap<>(kwargs));
    GradientTransformation made = recipe.apply(options);
    for (Map.Entry<String, @Nullable Object> option : options.rest().entrySet()) {
      if (option.getValue() != null) {
        made = with(made, fn, option.getKey(), option.getValue());
      }
    }
    return made;
  }

  /** The keyword arguments that nobody has taken yet. */
  private record Options(String fn, Map<String, @Nullable Object> rest) {
    /** An optimizer of a learning rate; without one, what Optax has for its default. */
    GradientTransformation rated(
        DoubleFunction<GradientTransformation> fixed,
        Function<Schedule, GradientTransformation> scheduled) {
      return rated(fixed, scheduled, 1e-3);
    }

    GradientTransformation rated(
        DoubleFunction<GradientTransformation> fixed,
        Function<Schedule, GradientTransformation> scheduled,
        double otherwise) {
      Object rate = rest.remove("learning_rate");
      return switch (rate) {
        case null -> fixed.apply(otherwise);
        case Number number -> fixed.apply(number.doubleValue());
        case Map<?, ?> schedule -> scheduled.apply(schedule(schedule));
        default -> throw new NotBuiltException(fn + " with learning_rate = " + rate);
      };
    }
  }

  @SuppressWarnings("unchecked")
  private static Schedule schedule(Map<?, ?> value) {
    return ScheduleTable.make(
        (String) value.get("schedule"), (Map<String, @Nullable Object>) value.get("kwargs"));
  }

  private static Map<String, Function<Options, GradientTransformation>> table() {
    Map<String, Function<Options, GradientTransformation>> table = new HashMap<>();
    addOptimizers((name, recipe) -> table.put("optax." + name, recipe));
    addContributed((name, recipe) -> table.put("optax.contrib." + name, recipe));
    Compositions.all().forEach((name, made) -> table.put("optax." + name, x -> made.get()));
    return table;
  }

  private interface Recipes {
    void put(String name, Function<Options, GradientTransformation> recipe);
  }

  private static void addOptimizers(Recipes t) {
    t.put("sgd", x -> x.rated(r -> sgd(r), s -> sgd(s)));
    t.put("adam", x -> x.rated(r -> adam(r), s -> adam(s)));
    t.put("adamw", x -> x.rated(r -> adamw(r), s -> adamw(s)));
    t.put("nadam", x -> x.rated(r -> nadam(r), s -> nadam(s)));
    t.put("nadamw", x -> x.rated(r -> nadamw(r), s -> nadamw(s)));
    t.put("adamax", x -> x.rated(r -> adamax(r), s -> adamax(s)));
    t.put("adamaxw", x -> x.rated(r -> adamaxw(r), s -> adamaxw(s)));
    t.put("adabelief", x -> x.rated(r -> adabelief(r), s -> adabelief(s)));
    t.put("adagrad", x -> x.rated(r -> adagrad(r), s -> adagrad(s)));
    t.put("adadelta", x -> x.rated(r -> adadelta(r), s -> adadelta(s)));
    t.put("adafactor", x -> x.rated(r -> adafactor(r), s -> adafactor(s)));
    t.put("adan", x -> x.rated(r -> adan(r), s -> adan(s)));
    t.put("amsgrad", x -> x.rated(r -> amsgrad(r), s -> amsgrad(s)));
    t.put("fromage", x -> x.rated(r -> fromage(r), s -> fromage(s)));
    t.put("lamb", x -> x.rated(r -> lamb(r), s -> lamb(s)));
    t.put("lars", x -> x.rated(r -> lars(r), s -> lars(s)));
    t.put("lion", x -> x.rated(r -> lion(r), s -> lion(s)));
    t.put("novograd", x -> x.rated(r -> novograd(r), s -> novograd(s)));
    t.put(
        "optimistic_gradient_descent",
        x -> x.rated(r -> optimisticGradientDescent(r), s -> optimisticGradientDescent(s)));
    t.put("radam", x -> x.rated(r -> radam(r), s -> radam(s)));
    t.put("rmsprop", x -> x.rated(r -> rmsprop(r), s -> rmsprop(s)));
    t.put("rprop", x -> x.rated(r -> rprop(r), s -> unscheduled(x)));
    t.put("sign_sgd", x -> x.rated(r -> signSgd(r), s -> signSgd(s)));
    t.put("signum", x -> x.rated(r -> signum(r), s -> signum(s)));
    t.put("sm3", x -> x.rated(r -> sm3(r), s -> unscheduled(x)));
    t.put("yogi", x -> x.rated(r -> yogi(r), s -> yogi(s)));
    t.put("polyak_sgd", x -> polyakSgd());
    t.put("optimistic_adam", x -> x.rated(r -> optimisticAdam(r), s -> unscheduled(x)));
    t.put("optimistic_adam_v2", x -> x.rated(r -> optimisticAdamV2(r), s -> optimisticAdamV2(s)));
  }

  private static void addContributed(Recipes t) {
    t.put("acprop", x -> x.rated(r -> Contrib.acprop(r), s -> Contrib.acprop(s)));
    t.put("ademamix", x -> x.rated(r -> Contrib.ademamix(r), s -> Contrib.ademamix(s)));
    t.put(
        "simplified_ademamix",
        x -> x.rated(r -> Contrib.simplifiedAdemamix(r), s -> Contrib.simplifiedAdemamix(s)));
    t.put("adopt", x -> x.rated(r -> Contrib.adopt(r), s -> Contrib.adopt(s)));
    t.put("muon", x -> x.rated(r -> Contrib.muon(r), s -> Contrib.muon(s)));
    t.put("madgrad", x -> x.rated(r -> Contrib.madgrad(r), s -> Contrib.madgrad(s)));
    t.put("momo", x -> x.rated(r -> Contrib.momo(r), s -> Contrib.momo(s), 1));
    t.put("momo_adam", x -> x.rated(r -> Contrib.momoAdam(r), s -> Contrib.momoAdam(s), 1e-2));
    t.put("cocob", x -> Contrib.cocob());
    t.put("dog", x -> Contrib.dog());
    t.put("dowg", x -> Contrib.dowg());
    t.put("prodigy", x -> Contrib.prodigy());
    t.put("dadapt_adamw", x -> Contrib.dadaptAdamw());
    t.put("schedule_free_sgd", x -> Contrib.scheduleFreeSgd());
    t.put("schedule_free_adamw", x -> Contrib.scheduleFreeAdamw());
  }

  /** A transformation that a method without parameters makes. */
  private static GradientTransformation piece(String fn) {
    try {
      Method method = Optax.class.getMethod(camel(fn.substring("optax.".length())));
      if (GradientTransformation.class.isAssignableFrom(method.getReturnType())) {
        return (GradientTransformation) method.invoke(null);
      }
    } catch (NoSuchMethodException e) {
      // said below, as for a method that makes something else
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(fn, e);
    }
    throw new NotBuiltException(fn);
  }

  private static GradientTransformation unscheduled(Options x) {
    throw new NotBuiltException(x.fn() + " with a schedule");
  }

  /** The optimizer with one more option, which its record has a method for. */
  private static GradientTransformation with(
      GradientTransformation optimizer, String fn, String option, Object value) {
    String name = RENAMED.getOrDefault(option, camel(option));
    if (option.equals("betas") && value instanceof List<?> betas) {
      GradientTransformation first = with(optimizer, fn, "b1", betas.get(0));
      return with(first, fn, "b2", betas.get(1));
    }
    for (Method method : optimizer.getClass().getMethods()) {
      if (method.getName().equals(name) && method.getParameterCount() == 1) {
        Class<?> type = method.getParameterTypes()[0];
        Object argument =
            switch (value) {
              case Number number when type == double.class -> number.doubleValue();
              case Long number when type == int.class -> Math.toIntExact(number);
              case Boolean flag when type == boolean.class -> flag;
              case Map<?, ?> schedule when type == Schedule.class -> schedule(schedule);
              default -> null;
            };
        if (argument != null) {
          return call(method, optimizer, argument);
        }
      }
    }
    throw new NotBuiltException(fn + " with " + List.of(option, value));
  }

  private static GradientTransformation call(Method method, Object target, Object argument) {
    try {
      return (GradientTransformation) method.invoke(target, argument);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(method + " failed", e);
    }
  }

  private static String camel(String name) {
    StringBuilder camel = new StringBuilder();
    for (String word : name.split("_")) {
      camel.append(camel.isEmpty() ? word : word.substring(0, 1).toUpperCase() + word.substring(1));
    }
    return camel.toString();
  }
}
