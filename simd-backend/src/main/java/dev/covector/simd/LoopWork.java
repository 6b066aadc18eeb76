package dev.covector.simd;

import dev.covector.kernel.Expression.Index;
import dev.covector.kernel.Expression.Load;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An estimate of the work of a whole loop. What is computed once per run or once per row is not
 * counted for each element: a sum of columns with an optimizer's update behind it looked ten times
 * as dear as it is, and was shared out to threads that it then had to wait for (f32[128, 256] on
 * two cores: 25 us, and 8 us without the update).
 */
final class LoopWork {
  /** How much longer a scalar function takes than an element of a vector of results. */
  private static final double SCALAR = 8;

  private final LoopKey key;
  private final Set<Integer> streams = new TreeSet<>();
  private final Set<Integer> varying = new TreeSet<>();
  private final Set<Integer> fixed = new TreeSet<>();

  private LoopWork(LoopKey key, List<Passes.Pass> passes) {
    this.key = key;
    for (Passes.Pass pass : passes) {
      PassShape shape = new PassShape(key, pass);
      varying.addAll(shape.variants());
      fixed.addAll(shape.invariants());
      pass.stores().forEach(s -> streams.add(s.stream()));
      pass.reloads().forEach(r -> streams.add(r.stream()));
    }
    fixed.removeAll(varying);
    for (int node : varying) {
      if (key.body().nodes().get(node) instanceof Load load) {
        read(load.access());
      } else if (key.body().nodes().get(node) instanceof Index index) {
        read(key.iotas().get(index.dimension()));
      }
    }
  }

  private void read(int stream) {
    if (streams.add(stream)) {
      key.streams().get(stream).dynamic().forEach(this::read);
    }
  }

  /** The work of a loop in nanoseconds of one core. */
  static double nanos(LoopPlan plan) {
    LoopKey key = plan.key();
    LoopWork elements = new LoopWork(key, plan.passes().elements());
    double nanos = plan.points() * elements.perElement();
    if (plan.count() > 0) {
      double runs = (double) plan.points() / plan.count();
      nanos += runs * SCALAR * elements.nodes(elements.fixed);
    }
    if (!plan.passes().perRow().isEmpty()) {
      Passes.Pass stores = new Passes.Pass(List.of(), plan.passes().perRow(), List.of());
      LoopWork ends = new LoopWork(key, List.of(stores));
      nanos +=
          key.column()
              ? plan.rows() * plan.count() * ends.perElement()
              : plan.rows() * SCALAR * (ends.nodes(ends.fixed) + ends.nodes(ends.varying));
    }
    return nanos;
  }

  private double perElement() {
    double nanos = nodes(varying);
    for (int stream : streams) {
      nanos += LoopCost.perElement(key.streams().get(stream));
    }
    return nanos + LoopCost.TURN;
  }

  private double nodes(Collection<Integer> nodes) {
    return nodes.stream().mapToDouble(n -> LoopCost.perNode(key.body().nodes().get(n))).sum();
  }
}
