package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.trace.Trace;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Axes from their end to their start.
 *
 * @param axes which ones, from 0
 */
public record Reverse(List<Integer> axes) implements Movement {
  /** Copies the list. */
  public Reverse {
    axes = List.copyOf(axes);
  }

  @Override
  public String name() {
    return "rev";
  }

  @Override
  public List<TensorType> outputTypes(List<TensorType> in) {
    TensorType x = in.getFirst();
    x.shape().axes(axes.stream().mapToInt(Integer::intValue).toArray(), "rev");
    return List.of(x);
  }

  @Override
  public List<Batched> batch(BatchAxis axis, List<Batched> in) {
    List<Integer> behind = axes.stream().map(a -> a + 1).toList();
    return List.of(Batched.mapped(Trace.bind(new Reverse(behind), in.getFirst().value())));
  }

  @Override
  public List<@Nullable Tensor> transpose(List<@Nullable Tensor> cotangents, List<Operand> in) {
    return List.of(Trace.bind(this, cotangents.getFirst()));
  }
}
