package dev.covector.nnx;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Fn2;
import dev.covector.Scanned;
import dev.covector.Tensor;
import dev.covector.numpy.Numpy;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Views of modules, axes of states, and what is said when they are wrong. */
final class ViewTest {
  private static final Tensor X = Numpy.ones(8, 4);

  private static final class Block extends Module {
    final Linear linear;
    final Dropout dropout;
    final BatchNorm norm;

    Block(Rngs rngs) {
      linear = new Linear(4, 4, rngs);
      dropout = new Dropout(0.5, rngs);
      norm = new BatchNorm(4, rngs);
    }

    Tensor apply(Tensor x) {
      return norm.apply(dropout.apply(linear.apply(x)));
    }
  }

  private static String message(Runnable code) {
    return assertThrows(NnxException.class, code::run).getMessage();
  }

  @Test
  void aViewSharesVariablesAndHasOtherAttributes() {
    Block block = new Block(new Rngs(0));
    Block still = Nnx.view(block, Map.of("deterministic", true, "useRunningAverage", true));
    assertSame(block.linear.kernel(), still.linear.kernel());
    assertEquals(still.apply(X).sum().toFloat(), still.apply(X).sum().toFloat());
    Tensor first = block.apply(X);
    assertFalse(Numpy.arrayEqual(first, block.apply(X)).toBoolean(), "the block still drops");
    Block running =
        Nnx.view(block, Map.of("useRunningAverage", true), part -> part instanceof BatchNorm);
    float before = block.norm.apply(X.times(3)).sum().toFloat();
    assertNotEquals(before, running.norm.apply(X.times(3)).sum().toFloat());
  }

  @Test
  void whatAViewCanSetIsListed() {
    Block block = new Block(new Rngs(0));
    assertEquals(
        """
        BatchNorm:
          useRunningAverage: whether the running averages are used, not the statistics of the input
        Dropout:
          deterministic: whether nothing is dropped
        """,
        Nnx.viewInfo(block));
    assertEquals("", Nnx.viewInfo(block, part -> part instanceof Linear));
    String text = message(() -> Nnx.view(block, Map.of("determinstic", true)));
    assertTrue(
        text.contains(
            "no module has the attribute 'determinstic'; there are [deterministic,"
                + " useRunningAverage]"),
        text);
    text = message(() -> Nnx.view(block, Map.of("deterministic", 1)));
    assertTrue(text.contains("Dropout.deterministic is given 1; it must be true or false"), text);
  }

  @Test
  void axesOfStatesHaveToCoverEveryVariable() {
    Fn2<Block, Tensor, Tensor> call = Block::apply;
    MapAxes axes = MapAxes.in(StateAxes.of(Filter.ofType(Param.class), 0), null).sized(2);
    String text = message(() -> Nnx.vmap(call, axes).apply(new Block(new Rngs(0)), X));
    assertTrue(text.contains("no filter of the StateAxes selects the"), text);
    MapAxes carries = MapAxes.in(StateAxes.carry(Filter.everything()), null).sized(2);
    text = message(() -> Nnx.vmap(call, carries).apply(new Block(new Rngs(0)), X));
    assertTrue(text.contains("is to be carried, which only scan does"), text);
  }

  @Test
  void sharedVariablesOfAScanMayNotBeWritten() {
    Fn2<Tensor, Block, Scanned<Tensor, Tensor>> body =
        (x, block) -> new Scanned<>(block.apply(x), x.sum());
    ScanOptions shared =
        ScanOptions.DEFAULT.length(2).state(StateAxes.of(Filter.everything(), null));
    String text = message(() -> Nnx.scan(body, X, new Block(new Rngs(0)), shared));
    assertTrue(text.contains("all steps share the"), text);
    assertTrue(text.contains("slice it along an axis, or carry it"), text);
    ScanOptions carried = ScanOptions.DEFAULT.length(3).state(StateAxes.carry(Filter.everything()));
    Block block = new Block(new Rngs(0));
    Block unrolled = new Block(new Rngs(0));
    Tensor y = X;
    for (int i = 0; i < 3; i++) {
      y = unrolled.apply(y);
    }
    assertEquals(
        y.sum().toFloat(), Nnx.scan(body, X, block, carried).carry().sum().toFloat(), 1e-4f);
    assertTrue(
        Numpy.allclose(Nnx.state(unrolled).get("norm/mean"), Nnx.state(block).get("norm/mean"))
            .toBoolean());
  }
}
