package dev.covector.optim;

import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.tree.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A transformation of complex tensors as pairs of real ones. The inner transformation sees a map of
 * the tensors by their paths, in which a complex one is two.
 *
 * <p>As in JAX, the gradient of a loss by complex parameters has to be conjugated ({@link
 * TreeMath#conj}) to be a direction of ascent.
 *
 * <pre>{@code
 * GradientTransformation tx = Contrib.splitRealAndImaginary(Optax.adam(0.1));
 * Tensor params = Lax.complex(Tensor.of(new float[] {1, 2}), Tensor.of(new float[] {0, -1}));
 * Updated<Tensor> step = tx.update(params, tx.init(params), params); // c64[2]
 * }</pre>
 *
 * @param inner the transformation
 */
public record SplitRealAndImaginary(GradientTransformation inner)
    implements GradientTransformation {
  /**
   * The state.
   *
   * @param inner that of the transformation
   */
  public record State(OptState inner) implements OptState {}

  /** The two parts of a complex tensor. */
  record Parts(Tensor real, Tensor imaginary) {}

  @Override
  public OptState init(Object params) {
    return new State(inner.init(split(params)));
  }

  @Override
  public <P> Updated<P> update(P updates, OptState state, @Nullable P params, ExtraArgs extra) {
    State s = Agreement.state("split_real_and_imaginary", state, State.class);
    Agreement.check("split_real_and_imaginary", updates, params);
    Updated<Map<String, Object>> step =
        inner.update(split(updates), s.inner(), params == null ? null : split(params), extra);
    List<Tensor> merged = new ArrayList<>();
    for (Object part : step.updates().values()) {
      merged.add(
          part instanceof Parts(Tensor real, Tensor imaginary)
              ? Lax.complex(real, imaginary)
              : (Tensor) part);
    }
    return new Updated<>(Leafwise.replace(updates, merged), new State(step.state()));
  }

  private static Map<String, Object> split(Object tree) {
    if (tree == ParamsPlace.HERE) {
      return Map.of(ParamsPlace.ALL, tree);
    }
    Map<String, Object> parts = new LinkedHashMap<>();
    List<Path> paths = TensorPaths.of(tree);
    for (Tensor x : Leafwise.tensors(tree)) {
      Object part = x.dtype().isComplex() ? new Parts(Lax.real(x), Lax.imag(x)) : x;
      parts.put(paths.get(parts.size()).toString(), part);
    }
    return parts;
  }

  @Override
  public boolean needsParams() {
    return inner.needsParams();
  }
}
