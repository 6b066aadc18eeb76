package dev.covector.data;

import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Random parts of a pipeline. */
final class Splitting {
  private static final String STEP = "trainTestSplit";

  private Splitting() {}

  static <T> TrainTest<Dataset<T>> random(Dataset<T> all, Tensor key, double testFraction) {
    int[] order = order(all, key, testFraction);
    int test = testSize(order.length, testFraction);
    return new TrainTest<>(
        new Chosen<>(all, Arrays.copyOfRange(order, test, order.length)),
        new Chosen<>(all, Arrays.copyOf(order, test)));
  }

  static <T> TrainTest<Dataset<T>> stratified(
      Dataset<T> all, Tensor key, double testFraction, Function<? super T, ?> label) {
    int[] order = order(all, key, testFraction);
    Map<Object, List<Integer>> classes = new LinkedHashMap<>();
    for (int row : order) {
      Object name = label.apply(all.read(0, row));
      Object value = name instanceof Tensor tensor ? tensor.item() : name;
      classes.computeIfAbsent(value, k -> new ArrayList<>()).add(row);
    }
    classes.forEach(
        (name, rows) -> {
          if (rows.size() < 2) {
            throw new DataException(
                STEP + ": the class " + name + " has only one element, for one of the parts");
          }
        });
    List<List<Integer>> groups = List.copyOf(classes.values());
    int[] quotas = quotas(groups, testSize(order.length, testFraction), order.length);
    boolean[] isTest = new boolean[order.length];
    for (int g = 0; g < quotas.length; g++) {
      groups.get(g).subList(0, quotas[g]).forEach(row -> isTest[row] = true);
    }
    return new TrainTest<>(
        new Chosen<>(all, Arrays.stream(order).filter(row -> !isTest[row]).toArray()),
        new Chosen<>(all, Arrays.stream(order).filter(row -> isTest[row]).toArray()));
  }

  /** The share of each class, the largest remainders rounded up (Hare and Niemeyer). */
  private static int[] quotas(List<List<Integer>> groups, int test, int all) {
    int[] quotas = new int[groups.size()];
    long[] remainders = new long[quotas.length];
    int given = 0;
    for (int g = 0; g < quotas.length; g++) {
      long share = (long) groups.get(g).size() * test;
      quotas[g] = (int) (share / all);
      remainders[g] = share % all;
      given += quotas[g];
    }
    for (; given < test; given++) {
      int largest = 0;
      for (int g = 1; g < quotas.length; g++) {
        largest = remainders[g] > remainders[largest] ? g : largest;
      }
      quotas[largest]++;
      remainders[largest] = -1;
    }
    return quotas;
  }

  private static int testSize(int all, double fraction) {
    return (int) Math.ceil(all * fraction);
  }

  private static int[] order(Dataset<?> all, Tensor key, double fraction) {
    all.requireRandomAccess(STEP);
    all.requireEnd(STEP);
    if (!(fraction > 0 && fraction < 1)) {
      throw new DataException(STEP + ": the fraction is " + fraction + "; 0.25 is usual");
    }
    if (all.length() > Integer.MAX_VALUE) {
      throw new DataException(STEP + ": " + all + " has more than 2^31 - 1 elements");
    }
    int length = (int) all.length();
    if (length < 2 || testSize(length, fraction) == length) {
      throw new DataException(
          "%s: of %d elements, a test part of %s leaves nothing to train with"
              .formatted(STEP, length, fraction));
    }
    return Shuffled.permutation(key, length);
  }
}
