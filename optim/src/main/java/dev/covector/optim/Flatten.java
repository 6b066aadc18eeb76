package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A transformation of one long vector of all elements.
 *
 * <pre>{@code
 * GradientTransformation tx = Optax.flatten(Optax.adam(0.1));
 * OptState state = tx.init(Map.of("w", Numpy.ones(2, 3), "b", Numpy.zeros(3)));
 * }</pre>
 *
 * @param inner the transformation
 */
public record Flatten(GradientTransformation inner) implements GradientTransformation {

  @Override
  public OptState init(Object params) {
    return inner.init(flat(params));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    Updated<Tensor> step =
        inner.update(flat(updates), state, params == null ? null : flat(params), extra);
    List<Tensor> parts = new ArrayList<>();
    int start = 0;
    for (Tensor leaf : Leafwise.tensors(updates)) {
      int stop = start + Math.toIntExact(leaf.size());
      parts.add(Lax.sliceInDim(step.updates(), start, stop, 0).reshape(leaf.shape()));
      start = stop;
    }
    return new Updated<>(Leafwise.replace(updates, parts), step.state());
  }

  private static Tensor flat(Object tree) {
    return Numpy.concatenate(Leafwise.tensors(tree).stream().map(Tensor::ravel).toList());
  }
}
