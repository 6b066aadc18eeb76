package dev.covector.nnx;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Covector;
import dev.covector.Jit1;
import dev.covector.Jit2;
import dev.covector.Tensor;
import dev.covector.TransformException;
import dev.covector.optim.Optax;
import dev.covector.random.Random;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Where modules are found in fields, and what is said where they would be overlooked. */
final class ContainersTest {
  private static final Tensor X = Random.normal(Random.key(7), 5, 3);

  private record Block(Linear linear, Optional<BatchNorm> norm, int repeats) {}

  private record Sizes(int width, List<Integer> depths) {}

  private static final class Holder extends Module {
    private final Block block =
        new Block(new Linear(3, 3, new Rngs(0)), Optional.of(new BatchNorm(3, new Rngs(0))), 2);
    private final Optional<Linear> head = Optional.of(new Linear(3, 1, new Rngs(1)));
    private final Sizes sizes = new Sizes(3, List.of(1, 2));

    Tensor apply(Tensor x) {
      return head.orElseThrow().apply(block.norm.orElseThrow().apply(block.linear.apply(x)));
    }
  }

  private static String message(Runnable code) {
    return assertThrows(NnxException.class, code::run).getMessage();
  }

  @Test
  void recordsAndOptionalsAreSearched() {
    Holder holder = new Holder();
    assertEquals(
        "[block/linear/bias, block/linear/kernel, block/norm/bias, block/norm/mean,"
            + " block/norm/scale, block/norm/var, head/bias, head/kernel]",
        Nnx.state(holder).paths().toString());
    String shown = Nnx.display(holder);
    assertTrue(shown.contains("block: Block {\n    linear: Linear {"), shown);
    assertTrue(shown.contains("sizes: Sizes[width=3, depths=[1, 2]]"), shown);
  }

  @Test
  void recordsAndOptionalsAreTransformed() {
    Holder holder = new Holder();
    float[] eager = Nnx.clone(holder).apply(X).toFloatArray();
    assertArrayEquals(eager, Nnx.jit((Holder m) -> m.apply(X)).apply(holder).toFloatArray(), 2e-5f);
    Optimizer<Holder> optimizer = new Optimizer<>(holder, Optax.sgd(0.1), Param.class);
    float[] before = holder.block.linear.kernel().get().toFloatArray();
    optimizer.update(holder, Nnx.grad((Holder m) -> m.apply(X).square().sum()).apply(holder));
    assertFalse(Arrays.equals(before, holder.block.linear.kernel().get().toFloatArray()));
  }

  @Test
  void setsAreRefused() {
    class InASet extends Module {
      private final Set<Linear> several = Set.of(new Linear(3, 3, new Rngs(0)));
    }
    String text = message(() -> Nnx.state(new InASet()));
    assertTrue(text.contains("several is a"), text);
    assertTrue(text.contains("of modules or variables, whose elements have no place"), text);
  }

  @Test
  void fieldsOfOneNameAreRefused() {
    class Below extends Module {
      private final Linear linear = new Linear(3, 3, new Rngs(0));
      private final int width = 3;
    }
    class Above extends Below {
      private final Linear linear = new Linear(3, 3, new Rngs(1));
      private final int width = 4;
    }
    String text = message(() -> Nnx.state(new Above()));
    assertTrue(text.contains("Above has two fields that are called linear in paths"), text);
  }

  @Test
  void jitOfTensorsRefusesModulesAndVariables() {
    Linear linear = new Linear(3, 2, new Rngs(0));
    Jit2<Linear, Tensor, Tensor> jitted = Covector.jit((Linear m, Tensor x) -> m.apply(x));
    String text =
        assertThrows(TransformException.class, () -> jitted.apply(linear, X)).getMessage();
    assertTrue(text.contains("an argument is a Linear, whose values change"), text);
    assertTrue(text.contains("compile with Nnx.jit, or pass Nnx.state(module)"), text);
    Jit1<List<Param>, Tensor> listed =
        Covector.jit((List<Param> list) -> list.getFirst().get().sum());
    text =
        assertThrows(TransformException.class, () -> listed.apply(List.of(linear.kernel())))
            .getMessage();
    assertTrue(text.contains("an argument is a Param"), text);
  }

  @Test
  void aChangedListIsNotPrintedWhole() {
    class Growing extends Module {
      private final List<Linear> layers = new ArrayList<>();
    }
    Jit1<Growing, Tensor> grows =
        Nnx.jit(
            m -> {
              m.layers.add(new Linear(3, 3, new Rngs(0)));
              return X;
            });
    String text = message(() -> grows.apply(new Growing()));
    assertTrue(text.contains("layers, from [] to a list of 1;"), text);
  }
}
