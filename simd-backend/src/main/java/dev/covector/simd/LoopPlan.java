package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Expression;
import dev.covector.kernel.Loop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * A loop in the shape that it runs in: dimensions of one element gone, neighbours that move alike
 * merged, and the innermost dimension chosen.
 *
 * <p>Dimensions are in three groups: outer ones, whose points are independent rows; middle ones,
 * which with the innermost (unless it is a column dimension) form a row; and the innermost one,
 * along which generated code runs.
 *
 * @param extents all dimensions
 * @param outerRank how many of them are outer
 * @param streams operands over these dimensions
 * @param tile what passes through scratch memory, if anything
 */
record LoopPlan(
    LoopKey key,
    Passes passes,
    long[] extents,
    int outerRank,
    List<Stream> streams,
    Optional<Tile> tile) {

  /** The plan of a loop. */
  static LoopPlan of(Loop loop) {
    return of(loop, true);
  }

  /** The plan of a loop whose operands are all used where they are. */
  static LoopPlan untiled(Loop loop) {
    return of(loop, false);
  }

  private static LoopPlan of(Loop loop, boolean tiled) {
    List<Stream> streams = new ArrayList<>();
    loop.accesses().forEach(a -> Stream.add(streams, Stream.Role.LOAD, a));
    List<Integer> targets =
        loop.stores().stream()
            .map(s -> Stream.add(streams, Stream.Role.STORE, s.target()))
            .toList();
    Map<Integer, Integer> iotas = new LinkedHashMap<>();
    for (Expression.Node node : loop.body().nodes()) {
      if (node instanceof Expression.Index index) {
        iotas.computeIfAbsent(index.dimension(), d -> addIota(streams, loop.extents().length, d));
      }
    }
    if (VectorMode.isOn()) {
      LoopSpace space = LoopSpace.of(loop.extents(), loop.rowRank(), streams, tiled);
      LoopPlan plan = new Builder(loop, space, targets, iotas).build(tiled);
      if (!plan.key.column() || plan.hasVectors()) {
        return plan;
      }
    }
    LoopSpace space = LoopSpace.of(loop.extents(), loop.rowRank(), streams, false);
    return new Builder(loop, space, targets, iotas).build(tiled);
  }

  private boolean hasVectors() {
    return passes.elements().stream()
        .allMatch(pass -> VectorSupport.laneBytes(new PassShape(key, pass)) > 0);
  }

  private static int addIota(List<Stream> streams, int rank, int dimension) {
    long[] strides = new long[rank];
    strides[dimension] = 1;
    streams.add(new Stream(Stream.Role.IOTA, DType.I64, -1, 0, strides, List.of()));
    return streams.size() - 1;
  }

  private LoopPlan asNested() {
    return new LoopPlan(key.asNested(), passes, extents, outerRank, streams, tile);
  }

  /** The innermost extent. */
  long count() {
    return extents[extents.length - 1];
  }

  /** The number of independent rows. */
  long rows() {
    return product(0, outerRank);
  }

  /** The number of innermost runs of a row. */
  long runs() {
    return product(outerRank, extents.length - 1);
  }

  /** The number of points of the iteration space. */
  long points() {
    return product(0, extents.length);
  }

  private long product(int from, int to) {
    long product = 1;
    for (int d = from; d < to; d++) {
      product *= extents[d];
    }
    return product;
  }

  /** The argument array of generated code, with all that does not change during a run. */
  long[] arguments() {
    int inner = extents.length - 1;
    long[] arguments = new long[key.slots()];
    int term = key.termSlots();
    for (int s = 0; s < streams.size(); s++) {
      Stream stream = streams.get(s);
      arguments[key.stepSlots() + s] = stream.strides()[inner];
      if (inner > 0 && stream.role() != Stream.Role.KEPT) {
        arguments[key.acrossSlots() + s] = stream.strides()[inner - 1];
      }
      for (Stream.Term t : stream.dynamic()) {
        if (streams.get(t.stream()).strides()[inner] != 0) {
          arguments[term++] = t.scale();
          arguments[term++] = t.limit();
        }
      }
    }
    return arguments;
  }

  /** Derives the key. */
  private record Builder(
      Loop loop, LoopSpace space, List<Integer> targets, Map<Integer, Integer> iotas) {

    LoopPlan build(boolean tiled) {
      int inner = space.extents().length - 1;
      int rank = loop.extents().length;
      List<Integer> iotaStreams = new ArrayList<>();
      for (int d = 0; d < rank; d++) {
        iotaStreams.add(iotas.getOrDefault(d, -1));
      }
      List<LoopKey.Target> stores = new ArrayList<>();
      for (int i = 0; i < targets.size(); i++) {
        stores.add(
            new LoopKey.Target(
                targets.get(i), loop.stores().get(i).node(), isPerRow(loop.stores().get(i))));
      }
      Function<Tiling, LoopKey> key =
          tiling ->
              new LoopKey(
                  loop.body(),
                  space.column(),
                  false,
                  operands(tiling.streams(), tiling.staged(), inner),
                  iotaStreams,
                  stores,
                  tiling.kept());
      Tiling tiling =
          tiled
              ? Tiling.of(space, loop.rowRank() == 0, stores, key)
              : new Tiling(space.streams(), Set.of(), List.of());
      LoopKey chosen = key.apply(tiling);
      LoopPlan plan =
          new LoopPlan(
              chosen,
              Passes.of(chosen),
              space.extents(),
              space.outerRank(),
              tiling.streams(),
              tiling.tile(space, loop.rowRank() == 0, chosen.isCopy()));
      return tiled && NestedRuns.serves(plan) ? plan.asNested() : plan;
    }

    private static List<LoopKey.Operand> operands(
        List<Stream> streams, Set<Integer> staged, int inner) {
      List<LoopKey.Operand> operands = new ArrayList<>();
      int term = 0;
      for (int s = 0; s < streams.size(); s++) {
        Stream stream = streams.get(s);
        List<Integer> dynamic =
            stream.dynamic().stream()
                .map(Stream.Term::stream)
                .filter(t -> streams.get(t).strides()[inner] != 0)
                .toList();
        LayoutClass layout = staged.contains(s) ? LayoutClass.CONTIGUOUS : stream.layout(inner);
        operands.add(new LoopKey.Operand(stream.role(), stream.dtype(), layout, dynamic, term));
        term += dynamic.size();
      }
      return operands;
    }

    private boolean isPerRow(Loop.Store store) {
      int rank = loop.extents().length;
      for (int d = rank - loop.rowRank(); d < rank; d++) {
        if (loop.extents()[d] != 1 && store.target().strides()[d] != 0) {
          return false;
        }
      }
      return loop.rowRank() > 0;
    }
  }
}
