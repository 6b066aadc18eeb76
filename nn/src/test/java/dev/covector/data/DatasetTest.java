package dev.covector.data;

import static dev.covector.data.Pipelines.list;
import static dev.covector.data.Pipelines.message;
import static dev.covector.data.Pipelines.numbers;
import static dev.covector.data.Pipelines.rest;
import static dev.covector.data.Pipelines.rows;
import static dev.covector.data.Pipelines.show;
import static dev.covector.data.Pipelines.streamed;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.DType;
import dev.covector.Tensor;
import dev.covector.checkpoint.Npz;
import dev.covector.data.Pipelines.Row;
import dev.covector.numpy.Numpy;
import dev.covector.random.Random;
import dev.covector.tree.TreeMismatchException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pipelines: order, epochs, batches, parts. */
final class DatasetTest {
  @Nested
  final class Elements {
    @Test
    void areRowsOfTheArrays() {
      Row row = rows(4).get(2);
      assertEquals("f32[3][6.0, 7.0, 8.0] i32[][2.0]", show(row));
      assertEquals(4, list(rows(4)).size());
      Map<String, Object> arrays = Map.of("a", new float[][] {{1}, {2}}, "b", new int[] {5, 6});
      assertEquals("i32[][6.0]", show(Dataset.of(arrays).get(1).get("b")));
    }

    @Test
    void haveTheDtypeOfTheArrays() {
      for (DType dtype : DType.values()) {
        if (!dtype.isPair()) {
          Tensor column = Numpy.arange(5).astype(dtype);
          assertEquals(dtype, Dataset.of(column).get(4).dtype());
          assertEquals(dtype, Dataset.of(column).batch(2).get(1).dtype());
        }
      }
      Tensor keys = Random.split(Random.key(1), 4);
      Tensor batch = Dataset.of(keys).shuffle(3).batch(4).get(0);
      assertEquals(keys.dtype(), batch.dtype());
      assertEquals(4, batch.size());
    }

    @Test
    void goThroughAllStepsInOrder() {
      Dataset<Long> data = numbers(10).skip(2).map(i -> i * i).take(4);
      assertEquals("[4, 9, 16, 25]", list(data).toString());
      assertEquals("[16, 25]", list(data.skip(2)).toString());
      assertEquals("[]", list(data.skip(9)).toString());
      assertEquals("[4, 9, 16, 25, 4, 9, 16, 25]", list(data.repeat(2)).toString());
      assertEquals("[]", list(data.repeat(0)).toString());
      assertEquals("[4, 9, 16, 25, 4]", list(data.repeat().take(5)).toString());
      assertEquals(8, data.repeat(2).stream().count());
    }

    @Test
    void streamedOnesGoThroughTheSameSteps() {
      assertEquals(
          list(numbers(10).skip(2).take(4).repeat(3)),
          list(streamed(10).skip(2).take(4).repeat(3)));
      assertEquals(list(numbers(7).batch(3)), list(streamed(7).batch(3)));
      assertEquals(
          rest(numbers(7).repeat().take(20).iterator(11)),
          rest(streamed(7).repeat().take(20).iterator(11)));
      assertEquals(OptionalLong.empty(), streamed(3).size());
      assertEquals(OptionalLong.of(3), streamed(3).collect().size());
    }

    @Test
    void comeFromFilesOfNumpy(@TempDir Path folder) {
      Path file = folder.resolve("data.npz");
      Npz.write(file, Map.of("x", Numpy.ones(3, 2), "y", Numpy.arange(3)));
      Map<String, Tensor> batch = Dataset.npz(file).batch(3).get(0);
      assertEquals("f32[3,2]", batch.get("x").type().toString());
      assertEquals("i32[3][0.0, 1.0, 2.0]", show(batch.get("y")));
    }
  }

  @Nested
  final class Shuffling {
    @Test
    void isAPermutationAndAnotherOneInEachEpoch() {
      for (int n : new int[] {0, 1, 2, 17, 1000}) {
        Dataset<Long> data = numbers(n).shuffle(5);
        Set<String> orders = new HashSet<>();
        for (int epoch = 0; epoch < 3; epoch++) {
          List<String> order = list(data.epoch(epoch));
          assertEquals(n, new HashSet<>(order).size());
          orders.add(order.toString());
        }
        assertTrue(n < 3 || orders.size() == 3);
      }
    }

    @Test
    void isThatOfTheKeyWithTheEpochFoldedIn() {
      int[] want = Random.permutation(Random.foldIn(Random.key(9), 4), 50).toIntArray();
      List<String> got = list(numbers(50).shuffle(Random.key(9)).epoch(4));
      assertEquals(Arrays.stream(want).mapToObj(Integer::toString).toList(), got);
    }

    @Test
    void passesOfRepeatAreEpochs() {
      Dataset<Long> once = numbers(6).shuffle(1);
      List<String> want = new ArrayList<>(list(once));
      want.addAll(list(once.epoch(1)));
      want.addAll(list(once.epoch(2)));
      assertEquals(want, list(once.repeat(3)));
      assertEquals(want, list(once.repeat().take(18)));
      assertEquals(want.subList(6, 18), list(once.epoch(1).repeat(2)));
      assertEquals(want.subList(6, 18), list(once.repeat().epoch(1).take(12)));
    }

    @Test
    void iteratorsInDifferentEpochsDoNotMixThemUp() {
      Dataset<Long> data = numbers(20).shuffle(2);
      List<List<String>> want = new ArrayList<>();
      List<DataIterator<Long>> iterators = new ArrayList<>();
      for (int epoch = 0; epoch < 11; epoch++) { // more than orders are kept
        want.add(list(data.epoch(epoch)));
        iterators.add(data.epoch(epoch).iterator());
      }
      for (int i = 0; i < 20; i++) {
        for (int epoch = 0; epoch < 11; epoch++) {
          assertEquals(want.get(epoch).get(i), iterators.get(epoch).next().toString());
        }
      }
    }

    @Test
    void sameSeedSameOrderAnotherSeedAnotherOrder() {
      assertEquals(list(numbers(100).shuffle(3)), list(numbers(100).shuffle(3)));
      assertNotEquals(list(numbers(100).shuffle(3)), list(numbers(100).shuffle(4)));
    }

    @Test
    void needsRandomAccess() {
      String text = message(() -> streamed(3).shuffle(0));
      assertTrue(
          text.contains("shuffle: iterable can only be read from its start; collect()"), text);
      assertEquals(3, list(streamed(3).collect().shuffle(0)).size());
      assertTrue(message(() -> numbers(3).repeat().shuffle(0)).contains("has no end"));
    }
  }

  @Nested
  final class Batches {
    @Test
    void haveOneMoreAxisAndTheRestAtTheEnd() {
      List<String> batches = list(rows(5).batch(2));
      assertEquals(3, batches.size());
      assertEquals("f32[2,3][0.0, 1.0, 2.0, 3.0, 4.0, 5.0] i32[2][0.0, 1.0]", batches.get(0));
      assertEquals("f32[1,3][12.0, 13.0, 14.0] i32[1][4.0]", batches.get(2));
      assertEquals(2, list(rows(5).batch(2, true)).size());
      assertEquals(0, list(rows(5).batch(6, true)).size());
      assertEquals(1, list(rows(5).batch(6)).size());
      assertEquals(OptionalLong.of(3), rows(5).batch(2).size());
    }

    @Test
    void copiedRowsAreThoseThatWereStacked() {
      Dataset<Row> source = rows(23).shuffle(2).skip(3).repeat(3);
      assertEquals(
          list(source.batch(4)),
          list(source.map(row -> row).batch(4)),
          "with and without elements");
      assertEquals(show(source.take(60).all()), show(source.map(r -> r).all()));
    }

    @Test
    void ofNumbersAndArraysAreTensors() {
      Dataset<Map<String, Object>> data =
          Dataset.ofFunction(
              3,
              i ->
                  Map.of(
                      "i",
                      (int) i,
                      "f",
                      i / 2f,
                      "d",
                      i / 4.0,
                      "b",
                      i == 1,
                      "a",
                      new float[][] {{i}, {7}}));
      Map<String, Object> batch = data.batch(3).get(0);
      assertEquals("i32[3][0.0, 1.0, 2.0]", show(batch.get("i")));
      assertEquals("f32[3][0.0, 0.5, 1.0]", show(batch.get("f")));
      assertEquals("f32[3][0.0, 0.25, 0.5]", show(batch.get("d")));
      assertEquals("bool[3][0.0, 1.0, 0.0]", show(batch.get("b")));
      assertEquals("f32[3,2,1][0.0, 7.0, 1.0, 7.0, 2.0, 7.0]", show(batch.get("a")));
    }

    @Test
    void ofElementsThatDifferSayWhere() {
      Dataset<Map<String, Object>> shapes =
          Dataset.ofFunction(3, i -> Map.of("x", Numpy.zeros(i == 2 ? 5 : 4)));
      String text = message(() -> shapes.batch(3).get(0));
      assertTrue(text.contains("at x element 0 of the batch is f32[4], element 2 is f32[5]"), text);
      Dataset<Object> kinds = Dataset.ofFunction(2, i -> i == 0 ? (Object) 1 : (Object) 1f);
      text = message(() -> kinds.batch(2).get(0));
      assertTrue(text.contains("at the root element 0 of the batch is a Integer"), text);
      text = message(() -> Dataset.ofList(List.of("a", "b")).batch(2).get(0));
      assertTrue(text.contains("is a String, which is no tensor; map it to a number"), text);
      text = message(() -> Dataset.<Object>ofFunction(2, i -> new int[(int) i]).batch(2).get(0));
      assertTrue(text.contains("other lengths"), text);
      Dataset<Object> trees = Dataset.ofFunction(2, i -> i == 0 ? List.of(1) : List.of(1, 2));
      text = assertThrows(TreeMismatchException.class, () -> trees.batch(2).get(0)).getMessage();
      assertTrue(text.contains("batch: element 1 of the batch and element 0 differ"), text);
      record Bad(float value) {}
      text = message(() -> Dataset.ofFunction(2, i -> new Bad(i)).batch(2).get(0));
      assertTrue(text.contains("Bad cannot hold them"), text);
      assertTrue(message(() -> rows(3).batch(0)).contains("it must be at least 1"));
    }
  }

  @Nested
  final class Parts {
    @Test
    void areDisjointAndComplete() {
      for (double fraction : new double[] {0.01, 0.25, 0.5, 0.9}) {
        TrainTest<Dataset<Long>> parts = numbers(50).trainTestSplit(3, fraction);
        List<String> test = list(parts.test());
        List<String> all = new ArrayList<>(list(parts.train()));
        all.addAll(test);
        assertEquals((int) Math.ceil(50 * fraction), test.size());
        assertEquals(50, new HashSet<>(all).size());
        assertEquals(50, all.size());
        assertEquals(test, list(numbers(50).trainTestSplit(3, fraction).test()));
      }
    }

    @Test
    void keepTheSharesOfClasses() {
      int[] labels = IntStream.range(0, 100).map(i -> i < 60 ? 0 : i < 90 ? 1 : 2).toArray();
      Dataset<Tensor> data = Dataset.of(Tensor.of(labels));
      for (long seed = 0; seed < 5; seed++) {
        TrainTest<Dataset<Tensor>> parts = data.trainTestSplit(seed, 0.2, x -> x);
        int[] test = parts.test().all().toIntArray();
        assertArrayEquals(
            new long[] {12, 6, 2},
            IntStream.range(0, 3)
                .mapToLong(c -> Arrays.stream(test).filter(x -> x == c).count())
                .toArray());
        assertEquals(80, parts.train().all().size());
      }
      assertTrue(
          message(() -> Dataset.of(Tensor.of(new int[] {1, 1, 2})).trainTestSplit(0, 0.5, x -> x))
              .contains("the class 2 has only one element"));
    }

    @Test
    void refuseWhatLeavesNothing() {
      assertTrue(message(() -> numbers(5).trainTestSplit(0, 0.9)).contains("nothing to train"));
      assertTrue(message(() -> numbers(5).trainTestSplit(0, 1.5)).contains("0.25 is usual"));
      assertTrue(message(() -> streamed(5).trainTestSplit(0, 0.5)).contains("collect()"));
    }
  }

  @Test
  void wrongUseIsToldApart() {
    String text = message(() -> Dataset.of(Map.of("a", Numpy.zeros(3, 2), "b", Numpy.zeros(4))));
    assertTrue(text.contains("a is f32[3,2], b is f32[4]"), text);
    assertTrue(message(() -> Dataset.of(Map.of("a", 3))).contains("a is a Integer"));
    assertTrue(message(() -> Dataset.of(List.of())).contains("no array"));
    assertTrue(message(() -> rows(3).get(3)).contains("there is no element 3 in arrays(3)"));
    assertTrue(message(() -> numbers(0).repeat()).contains("no elements to repeat"));
    assertTrue(message(() -> list(streamed(0).repeat())).contains("no elements to repeat"));
    assertTrue(message(() -> numbers(3).repeat().all()).contains("take(n)"));
    assertTrue(
        message(() -> Dataset.<Object>ofFunction(2, i -> null).get(1)).contains("element 1"));
    text = message(() -> list(numbers(3).<Long>map(i -> 1 / (i - 2)).epoch(4)));
    assertTrue(text.contains("failed for element 2 of epoch 4 of function(3)"), text);
    assertTrue(text.contains("ArithmeticException: / by zero"), text);
  }

  @Test
  void digitsAreThere() {
    TrainTest<LabelledImages> digits = Digits.load();
    assertEquals("f32[1347,8,8]", digits.train().images().type().toString());
    assertEquals("i32[450]", digits.test().labels().type().toString());
    assertEquals(16, Numpy.max(digits.train().images()).toInt());
    int[] firstLabels = Arrays.copyOf(digits.test().labels().toIntArray(), 5);
    assertArrayEquals(new int[] {2, 8, 2, 6, 6}, firstLabels); // those of scikit-learn
  }
}
