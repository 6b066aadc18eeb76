package dev.covector.linen;

import dev.covector.Covector;
import dev.covector.Fn2;
import dev.covector.Scanned;
import dev.covector.Tensor;
import dev.covector.lax.Lax;
import dev.covector.numpy.Numpy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scan whose body calls a module. */
final class LiftedScan<C, X, Y> {
  private final Lift lift;
  private final Fn2<C, X, Scanned<C, Y>> body;
  private final LiftOptions options;
  private final int inAxis;
  private final int outAxis;

  LiftedScan(Module module, Fn2<C, X, Scanned<C, Y>> body, LiftOptions options) {
    this.lift = new Lift(module, options.splitRngs()::containsKey);
    this.body = body;
    this.options = options;
    this.inAxis = axis("inAxis", options.inAxis());
    this.outAxis = axis("outAxis", options.outAxis());
  }

  private static int axis(String name, @Nullable Object given) {
    if (given instanceof Integer axis) {
      return axis;
    }
    throw new ModuleException("lifted scan: " + name + " is " + given + "; it must be one number");
  }

  /** One step's own keys among those that all share. */
  private Map<String, Tensor> merged(Map<String, Tensor> shared, Map<String, Tensor> own) {
    Map<String, Tensor> all = new LinkedHashMap<>(shared);
    all.putAll(own);
    return all;
  }

  private static Map<String, Tensor> only(
      Map<String, Tensor> keys, LiftOptions options, boolean split) {
    Map<String, Tensor> some = new LinkedHashMap<>(keys);
    some.keySet().removeIf(stream -> options.splitRngs().get(stream) != split);
    return some;
  }

  @SuppressWarnings("unchecked") // the lists have the parts that they were made of
  Scanned<C, Y> run(C initial, X input) {
    X xs = Covector.treeMap((Tensor x) -> Numpy.moveaxis(x, inAxis, 0), input);
    Map<String, Object> given = lift.variables(options::takes);
    int length = Lifted.size(options.axes(0, 0), given, xs);
    Map<String, Tensor> keys = Lifted.split(lift.keys(), options, length);
    Map<String, Tensor> shared = only(keys, options, false);
    Map<String, Tensor> split = only(keys, options, true);
    Map<String, Object> mapped =
        Lifted.moved(Lift.filtered(given, options.mapped()::containsKey), options, false);
    Map<String, Object> before = Lift.filtered(given, name -> !options.mapped().containsKey(name));
    if (length > 0) {
      // a loop cannot draw what all steps share, so one step outside of it does; where there is
      // nothing to draw but keys it is only traced, since Flax does so too and counts them
      Map<String, Object> one = new LinkedHashMap<>(before);
      one.putAll(Lifted.first(mapped));
      Map<String, Tensor> firstKeys = merged(shared, Lifted.first(split));
      X slice = Lifted.first(xs);
      if (isDrawing()) {
        Map<String, Object> drawn =
            lift.run(one, firstKeys, options::takes, () -> body.apply(initial, slice)).variables();
        before.putAll(Lift.filtered(drawn, options.shared()::contains));
        Map<String, Object> carried = Lift.filtered(drawn, options.carried()::contains);
        carried.forEach(before::putIfAbsent);
      } else if (!keys.isEmpty()) {
        Covector.evalShape(
            (List<Object> c, List<Object> x) ->
                lift.run(
                        (Map<String, Object>) x.get(1),
                        firstKeys,
                        options::takes,
                        () -> body.apply((C) c.getFirst(), (X) x.getFirst()))
                    .variables(),
            Arrays.asList(initial),
            Arrays.asList(slice, one));
      }
    }
    Map<String, Object> constant = Lift.filtered(before, options.shared()::contains);
    Map<String, Object> carry = Lift.filtered(before, options.carried()::contains);
    Scanned<List<Object>, List<Object>> result =
        Lax.scan(
            (List<Object> c, List<Object> x) -> {
              Map<String, Object> variables = new LinkedHashMap<>(constant);
              variables.putAll((Map<String, Object>) c.get(1));
              variables.putAll((Map<String, Object>) x.get(1));
              Applied<Scanned<C, Y>> step =
                  lift.run(
                      variables,
                      merged(shared, (Map<String, Tensor>) x.get(2)),
                      name -> options.takes(name) && !options.shared().contains(name),
                      () -> body.apply((C) c.get(0), (X) x.get(0)));
              Map<String, Object> next = new LinkedHashMap<>((Map<String, Object>) c.get(1));
              next.putAll(Lift.filtered(step.variables(), options.carried()::contains));
              return new Scanned<>(
                  Arrays.asList(step.output().carry(), next),
                  Arrays.asList(
                      step.output().outputs(),
                      Lift.filtered(step.variables(), options.mapped()::containsKey)));
            },
            Arrays.asList(initial, carry),
            Arrays.asList(xs, mapped, split),
            length,
            options.reverse());
    Map<String, Object> changed = new LinkedHashMap<>(constant);
    changed.putAll((Map<String, Object>) result.carry().get(1));
    changed.putAll(Lifted.moved((Map<String, Object>) result.outputs().get(1), options, true));
    lift.finish(changed);
    Y outputs =
        Covector.treeMap((Tensor y) -> Numpy.moveaxis(y, 0, outAxis), (Y) result.outputs().get(0));
    return new Scanned<>((C) result.carry().get(0), outputs);
  }

  private boolean isDrawing() {
    return options.shared().stream().anyMatch(lift::isMutable);
  }
}
