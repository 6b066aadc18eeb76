package dev.covector.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Which buffers a kernel touches. A buffer that is updated in place (a {@link Scatter}'s target) is
 * in both lists.
 *
 * @param reads buffers whose old content matters
 * @param writes buffers whose content changes
 */
public record BufferUse(List<Integer> reads, List<Integer> writes) {
  /** Copies the lists. */
  public BufferUse {
    reads = List.copyOf(reads);
    writes = List.copyOf(writes);
  }

  /** The use that a kernel makes of the buffers of its program. */
  public static BufferUse of(Kernel kernel) {
    return switch (kernel) {
      case Loop loop ->
          of(loop.accesses(), loop.stores().stream().map(Loop.Store::target).toList());
      case ArgReduce arg -> of(List.of(arg.source()), List.of(arg.target()));
      case Cumulative scan -> of(List.of(scan.source()), List.of(scan.target()));
      case Matmul product -> of(List.of(product.lhs(), product.rhs()), List.of(product.out()));
      case Convolution conv -> of(List.of(conv.lhs(), conv.rhs()), List.of(conv.out()));
      case Scatter scatter ->
          of(List.of(scatter.updates(), scatter.target()), List.of(scatter.target()));
      case Sort sort -> of(sort.sources(), sort.targets());
      case Decomposition d -> new BufferUse(d.sources(), d.targets());
      case Fourier transform -> of(transform.sources(), transform.targets());
      case HostCall call -> new BufferUse(call.inputs(), call.outputs());
      case Control.Branch branch ->
          new BufferUse(join(List.of(branch.index()), branch.inputs()), branch.outputs());
      case Control.While loop ->
          new BufferUse(
              join(join(loop.conditionConstants(), loop.bodyConstants()), loop.initial()),
              loop.result());
      case Control.Repeat loop ->
          new BufferUse(
              join(join(loop.constants(), loop.initial()), loop.sequences()),
              join(loop.result(), loop.outputSequences()));
    };
  }

  private static BufferUse of(List<Access> sources, List<Access> targets) {
    List<Integer> reads = new ArrayList<>();
    for (Access source : sources) {
      reads.add(source.buffer());
      addIndices(source, reads);
    }
    List<Integer> writes = new ArrayList<>();
    for (Access target : targets) {
      writes.add(target.buffer());
      addIndices(target, reads);
    }
    return new BufferUse(reads, writes);
  }

  private static void addIndices(Access access, List<Integer> reads) {
    for (DynamicIndex index : access.dynamic()) {
      reads.add(index.index().buffer());
    }
  }

  private static List<Integer> join(List<Integer> first, List<Integer> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
