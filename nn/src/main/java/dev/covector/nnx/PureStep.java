package dev.covector.nnx;

import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A function over modules as one from tensors to tensors. What else there is to know of its result
 * is learned when it is traced.
 */
final class PureStep {
  private final String name;
  private final Arguments in;
  private final Traced.Body body;

  /** Variables whose values are results whether they are written or not. */
  private final List<Integer> always;

  private final Set<Integer> written = new TreeSet<>();
  private @Nullable Hollow result;

  PureStep(String name, Arguments in, Traced.Body body, List<Integer> always) {
    this.name = name;
    this.in = in;
    this.body = body;
    this.always = always;
  }

  /** The variables that were written, beyond those that always count. */
  List<Integer> others() {
    List<Integer> others = new ArrayList<>(written);
    others.removeAll(always);
    return others;
  }

  Set<Integer> written() {
    return written;
  }

  /** The result's tensors, the values of the variables that always count, those of the others. */
  List<Tensor> run(List<Tensor> tensors, List<Tensor> values) {
    List<?> outcome = Traced.run(Overlay.Kind.TRACE, name, in, in.with(tensors), values, body);
    List<Tensor> out = new ArrayList<>();
    result = Hollow.of(outcome.get(0), out);
    List<?> changed = (List<?>) outcome.get(1);
    List<Integer> indices = ((Traced.Written) Objects.requireNonNull(outcome.get(2))).variables();
    written.clear();
    written.addAll(indices);
    for (int i : always) {
      int at = indices.indexOf(i);
      out.add(at < 0 ? values.get(i) : (Tensor) changed.get(at));
    }
    for (int i : others()) {
      out.add((Tensor) changed.get(indices.indexOf(i)));
    }
    return out;
  }

  /** How many of the tensors are the result's. */
  int resultCount() {
    return known().tensorCount();
  }

  private Hollow known() {
    Hollow hollow = result;
    if (hollow == null) {
      throw new IllegalStateException(name + ": the function was not traced");
    }
    return hollow;
  }

  /** The axis of each of the result's tensors, from a prefix of the result with axes. */
  List<@Nullable Integer> resultAxes(@Nullable Object out) {
    List<Tensor> none = new ArrayList<>();
    for (int i = 0; i < resultCount(); i++) {
      none.add(Tensor.of(0));
    }
    return Traced.axes(known().fill(none), out);
  }

  /** Writes the variables, and puts the result together. */
  @Nullable Object finish(List<Tensor> out) {
    int next = resultCount();
    for (int i : always) {
      Tensor value = out.get(next++);
      if (written.contains(i)) {
        in.variables().get(i).set(value);
      }
    }
    for (int i : others()) {
      in.variables().get(i).set(out.get(next++));
    }
    return Traced.unpack(known().fill(out), in);
  }
}
