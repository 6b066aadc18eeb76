package dev.covector.optim;

import dev.covector.Axes;
import dev.covector.Covector;
import dev.covector.DType;
import dev.covector.Fn1;
import dev.covector.Fn2;
import dev.covector.Fn3;
import dev.covector.Tensor;
import dev.covector.ValueAndGrad;
import dev.covector.lax.Lax;
import dev.covector.tree.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Functions of a batch that are run part by part, so that the memory of one part is enough. The
 * parts run one after the other in a loop.
 *
 * <pre>{@code
 * Tensor x = Random.normal(Random.key(0), 8, 3);
 * Tensor w = Tensor.of(new float[] {1, 2, 3});
 * Microbatching parts = Microbatching.of(2).axes(0, null).accumulator(AccumulationType.CONCAT);
 * Tensor rows = parts.<Tensor, Tensor, Tensor>microbatch((b, v) -> b.dot(v).tanh()).apply(x, w);
 * }</pre>
 *
 * @param size the number of examples in a part; it must divide that of the batch. Null for one part
 * @param accumulator how the results of the parts become one: an {@link Accumulator}, or a tree of
 *     them like the results or a prefix of that
 * @param axes the axis of the examples in each argument, null for an argument without; null for
 *     axis 0 of all
 * @param realParts how many parts are run, an i32 scalar; null for all
 * @param keepBatchDim whether the function of {@link #grad} gets an axis of one example
 */
public record Microbatching(
    @Nullable Integer size,
    Object accumulator,
    @Nullable List<@Nullable Integer> axes,
    @Nullable Tensor realParts,
    boolean keepBatchDim) {
  /**
   * What {@link #grad} returns.
   *
   * @param gradient of the tree of the parameters, or what the transformation made of it
   * @param values the losses of the examples
   * @param metrics what was measured of each example's gradient; null if nothing was
   */
  public record Gradients<G>(G gradient, Tensor values, @Nullable Object metrics) {}

  private interface Body {
    Object apply(@Nullable Object[] arguments);
  }

  /** Checks the size. */
  public Microbatching {
    if (size != null && size < 1) {
      throw new OptimException("microbatch: the size is " + size + "; it must be at least 1");
    }
    axes = axes == null ? null : Collections.unmodifiableList(new ArrayList<>(axes));
  }

  /** Parts of so many examples, whose results are added up. */
  public static Microbatching of(int size) {
    return new Microbatching(size, AccumulationType.SUM, null, null, true);
  }

  /** One part: only the accumulation is done. */
  public static Microbatching whole() {
    return new Microbatching(null, AccumulationType.SUM, null, null, true);
  }

  /** These with an accumulator, or a tree of such like the results or a prefix of that. */
  public Microbatching accumulator(Object accumulator) {
    return new Microbatching(size, accumulator, axes, realParts, keepBatchDim);
  }

  /** These with the axis of the examples in each argument; null for an argument without. */
  public Microbatching axes(@Nullable Integer... axes) {
    return new Microbatching(size, accumulator, Arrays.asList(axes), realParts, keepBatchDim);
  }

  /** These with fewer parts, for batches that are not full. */
  public Microbatching realParts(Tensor realParts) {
    return new Microbatching(size, accumulator, axes, realParts, keepBatchDim);
  }

  /** These with another {@code keepBatchDim}. */
  public Microbatching keepBatchDim(boolean keepBatchDim) {
    return new Microbatching(size, accumulator, axes, realParts, keepBatchDim);
  }

  /** A function of a batch, run part by part. */
  @SuppressWarnings("unchecked") // the results have the function's tree
  public <A, R> Fn1<A, R> microbatch(Fn1<A, R> function) {
    Body body = x -> function.apply((A) x[0]);
    return a -> (R) run(body, a);
  }

  /** A function of a batch, run part by part. */
  @SuppressWarnings("unchecked")
  public <A, B, R> Fn2<A, B, R> microbatch(Fn2<A, B, R> function) {
    Body body = x -> function.apply((A) x[0], (B) x[1]);
    return (a, b) -> (R) run(body, a, b);
  }

  /** A function of a batch, run part by part. */
  @SuppressWarnings("unchecked")
  public <A, B, C, R> Fn3<A, B, C, R> microbatch(Fn3<A, B, C, R> function) {
    Body body = x -> function.apply((A) x[0], (B) x[1], (C) x[2]);
    return (a, b, c) -> (R) run(body, a, b, c);
  }

  /** A function of an example for all examples, part by part; their results are accumulated. */
  @SuppressWarnings("unchecked")
  public <A, R> Fn1<A, R> vmap(Fn1<A, R> function) {
    Fn1<A, R> mapped = Covector.vmap(function, mapped(1));
    Body body = x -> aggregated(mapped.apply((A) x[0]));
    return a -> (R) run(body, a);
  }

  /** A function of an example for all examples, part by part; their results are accumulated. */
  @SuppressWarnings("unchecked")
  public <A, B, R> Fn2<A, B, R> vmap(Fn2<A, B, R> function) {
    Fn2<A, B, R> mapped = Covector.vmap(function, mapped(2));
    Body body = x -> aggregated(mapped.apply((A) x[0], (B) x[1]));
    return (a, b) -> (R) run(body, a, b);
  }

  /** The gradient of a loss of parameters and a batch, example by example, accumulated. */
  public <P, B> Fn2<P, B, Gradients<P>> grad(Fn2<P, B, Tensor> loss) {
    return grad(loss, gradient -> gradient, gradient -> null);
  }

  /**
   * The gradients of a loss of parameters and a batch, each example's transformed and measured by
   * itself; the transformed ones are accumulated. Axes and size are those of the batch.
   *
   * @param transform of an example's gradient, such as clipping; its result may be another tree
   * @param metrics of an example's gradient, such as its norm; null for nothing
   */
  @SuppressWarnings("unchecked")
  public <P, B, G> Fn2<P, B, Gradients<G>> grad(
      Fn2<P, B, Tensor> loss, Fn1<P, G> transform, Fn1<P, @Nullable Object> metrics) {
    Fn2<P, B, Example> one =
        (params, example) -> {
          ValueAndGrad<P> at = Covector.valueAndGrad(loss).apply(params, example);
          P gradient = at.gradient();
          return new Example(transform.apply(gradient), at.value(), metrics.apply(gradient));
        };
    Example how = new Example(accumulator, AccumulationType.CONCAT, AccumulationType.CONCAT);
    List<@Nullable Integer> places = axes == null ? Arrays.asList(null, 0) : axes;
    if (places.size() != 2 || places.get(0) != null || places.get(1) == null) {
      throw new OptimException(
          "micro_grad: the axes are "
              + places
              + "; give null for the parameters and the axis of the examples in the batch");
    }
    int front = places.get(1) + 1;
    Fn2<P, B, Example> mapped = new Microbatching(size, how, places, realParts, true).vmap(one);
    return (params, batch) -> {
      B examples = keepBatchDim ? Leafwise.map(x -> x.expandDims(front), batch) : batch;
      Example all = mapped.apply(params, examples);
      return new Gradients<>((G) all.gradient, (Tensor) all.value, all.metrics);
    };
  }

  /** What is found of an example, or how that is accumulated. */
  record Example(Object gradient, Object value, @Nullable Object metrics) {}

  private Axes mapped(int arguments) {
    return axes == null ? Axes.FIRST : Axes.in(places(arguments).toArray());
  }

  private List<@Nullable Integer> places(int arguments) {
    List<@Nullable Integer> places = axes == null ? Collections.nCopies(arguments, 0) : axes;
    if (places.size() != arguments) {
      throw new OptimException(
          "microbatch: there are axes "
              + places
              + " for "
              + arguments
              + " arguments; give one per argument, null where there are no examples");
    }
    return places;
  }

  private Object aggregated(Object results) {
    return withAccumulators(results, (how, x) -> how.aggregate(x));
  }

  private Object run(Body body, @Nullable Object... arguments) {
    if (size == null) {
      return body.apply(arguments);
    }
    List<@Nullable Integer> places = places(arguments.length);
    int parts = examples(places, arguments) / size;
    @Nullable Object[] cut = arguments.clone();
    for (int i = 0; i < cut.length; i++) {
      Integer axis = places.get(i);
      if (axis != null) {
        cut[i] = Leafwise.map(x -> cut(x, axis, parts), cut[i]);
      }
    }
    Fn1<Tensor, Object> part =
        index -> {
          @Nullable Object[] inputs = cut.clone();
          for (int i = 0; i < inputs.length; i++) {
            Integer axis = places.get(i);
            if (axis != null) {
              inputs[i] =
                  Leafwise.map(x -> Lax.dynamicIndexInDim(x, index, axis + 1, false), inputs[i]);
            }
          }
          return body.apply(inputs);
        };
    Object shape = Covector.evalShape(part, Counts.zero());
    Object first = withAccumulators(shape, (how, x) -> how.init(x, parts));
    Fn2<Tensor, Object, Object> step =
        (i, carry) -> {
          List<Tensor> values = Leafwise.tensors(part.apply(i));
          List<Tensor> next = new ArrayList<>();
          List<Tensor> before = Leafwise.tensors(carry);
          List<Accumulator> how = accumulators(shape);
          for (int k = 0; k < values.size(); k++) {
            Tensor after = how.get(k).update(before.get(k), values.get(k), i);
            next.add(after.astype(before.get(k).dtype()));
          }
          return Leafwise.replace(carry, next);
        };
    Object last =
        realParts == null
            ? Lax.foriLoop(0, parts, step, first)
            : Lax.foriLoop(Counts.zero(), realParts.astype(DType.I32), step, first);
    return withAccumulators(last, (how, x) -> how.finish(x, parts));
  }

  /** Part i of an axis has the examples i, i + parts, i + 2 parts, ..., as in Optax. */
  private static Tensor cut(Tensor x, int axis, int parts) {
    int[] sizes = x.shape().toArray();
    int[] split = new int[sizes.length + 1];
    System.arraycopy(sizes, 0, split, 0, axis);
    split[axis] = sizes[axis] / parts;
    split[axis + 1] = parts;
    System.arraycopy(sizes, axis + 1, split, axis + 2, sizes.length - axis - 1);
    return x.reshape(split);
  }

  private int examples(List<@Nullable Integer> places, @Nullable Object[] arguments) {
    int count = -1;
    for (int i = 0; i < arguments.length; i++) {
      Integer axis = places.get(i);
      if (axis == null) {
        continue;
      }
      for (Tensor x : Leafwise.tensors(arguments[i])) {
        if (axis < 0 || axis >= x.rank()) {
          throw new OptimException(
              "microbatch: argument " + i + " has " + x.type() + ", which has no axis " + axis);
        }
        int here = x.shape().toArray()[axis];
        if (count >= 0 && here != count) {
          throw new OptimException(
              "microbatch: argument "
                  + i
                  + " has "
                  + x.type()
                  + " with "
                  + here
                  + " examples, others have "
                  + count
                  + "; give null for the axis of an argument that all parts share");
        }
        count = here;
      }
    }
    if (count < 0 || count % size != 0) {
      throw new OptimException(
          "microbatch: the batch has "
              + Math.max(count, 0)
              + " examples; "
              + size
              + " in a part must divide that");
    }
    return count;
  }

  private interface Step {
    Tensor apply(Accumulator how, Tensor x);
  }

  /** The accumulator of each tensor. */
  private List<Accumulator> accumulators(Object results) {
    ByPath<Accumulator> how =
        new ByPath<>("microbatch: accumulator", accumulator, Accumulator.class);
    List<Tensor> tensors = Leafwise.tensors(results);
    List<Path> paths = TensorPaths.of(results);
    List<Accumulator> found = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      found.add(how.at(paths.get(i), tensors.get(i)));
    }
    return found;
  }

  private Object withAccumulators(Object results, Step step) {
    List<Accumulator> how = accumulators(results);
    List<Tensor> tensors = Leafwise.tensors(results);
    List<Tensor> next = new ArrayList<>();
    for (int i = 0; i < tensors.size(); i++) {
      next.add(step.apply(how.get(i), tensors.get(i)));
    }
    return Leafwise.replace(results, next);
  }
}
