package dev.covector.simd;

import dev.covector.DType;
import dev.covector.kernel.Expression.Apply;
import dev.covector.kernel.Expression.RowReduce;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * Decides which operands of a loop pass through scratch memory, and which values stay there between
 * passes; see {@link Tile}.
 *
 * @param streams the streams of the space, and after them those of kept values
 * @param staged strided operands
 */
record Tiling(List<Stream> streams, Set<Integer> staged, List<LoopKey.Kept> kept) {
  /** What a resident tile may take: it shares the second-level cache with the operands. */
  private static final long RESIDENT_BYTES = 256 * 1024;

  /** What the operands of a block of short rows take: they fit the first-level cache. */
  private static final long BLOCK_BYTES = 16 * 1024;

  /** Transposed tiles read lines of 64 bytes, in pairs, of so many rows. */
  private static final long TRANSPOSED_BYTES = 128;

  private static final long TRANSPOSED_WIDTH = 128;

  /**
   * Transpositions read longer pieces of fewer rows, which the hardware's prefetchers follow (f32
   * [2048, 2048] on one core: 7.3 ms with 32 rows of 512 bytes, 8.1 ms with 128 rows of 128 bytes).
   */
  private static final long COPIED_BYTES = 512;

  private static final long COPIED_WIDTH = 32;
  private static final long STRIDED_WIDTH = 1024;

  /** Nanoseconds of work per element above which copying a strided operand pays. */
  private static final double DEAR_BODY = 0.5;

  /** Nanoseconds per element above which a value is kept, not computed again. */
  private static final double DEAR_VALUE = 0.5;

  private static final int MOST_KEPT = 3;

  /** Copies the collections. */
  Tiling {
    streams = List.copyOf(streams);
    staged = Set.copyOf(staged);
    kept = List.copyOf(kept);
  }

  /**
   * The tiling of a loop.
   *
   * @param key the key that a tiling leads to
   */
  static Tiling of(
      LoopSpace space,
      boolean isElementwise,
      List<LoopKey.Target> stores,
      Function<Tiling, LoopKey> key) {
    Tiling none = new Tiling(space.streams(), Set.of(), List.of());
    Tiling staged = new Tiling(space.streams(), strided(space, isElementwise, stores), List.of());
    boolean pays =
        !staged.staged.isEmpty()
            && (space.column() && staged.rowBytes(space) * runs(space) <= RESIDENT_BYTES
                || !space.column()
                    && (isTransposed(space, isElementwise, staged.staged)
                        || (hasVectors(key.apply(staged)) && isDear(key.apply(staged)))));
    Tiling chosen = pays ? staged : none;
    return isElementwise ? chosen : chosen.keeping(space, key.apply(chosen));
  }

  /** Operands that are strided along the innermost dimension, if tiles can be made of them. */
  private static Set<Integer> strided(
      LoopSpace space, boolean isElementwise, List<LoopKey.Target> stores) {
    int inner = space.extents().length - 1;
    boolean hasTerms = space.streams().stream().anyMatch(s -> !s.dynamic().isEmpty());
    boolean manyMiddle = !isElementwise && inner - space.outerRank() > 1;
    Set<Integer> found = new TreeSet<>();
    if (hasTerms || manyMiddle || space.extents()[inner] < 2) {
      return found;
    }
    for (int s = 0; s < space.streams().size(); s++) {
      Stream stream = space.streams().get(s);
      if (LoopSpace.isMemory(stream) && stream.layout(inner) == LayoutClass.STRIDED) {
        found.add(s);
      }
    }
    stores.stream().filter(LoopKey.Target::perRow).forEach(t -> found.remove(t.stream()));
    return found;
  }

  /** The dimension before the innermost one, if a tile may have more than one run. */
  private static int across(LoopSpace space, boolean isElementwise) {
    int across = space.extents().length - 2;
    return across >= (isElementwise ? 0 : space.outerRank()) ? across : -1;
  }

  private static boolean isTransposed(LoopSpace space, boolean isElementwise, Set<Integer> staged) {
    int across = across(space, isElementwise);
    return across >= 0
        && space.extents()[across] > 1
        && staged.stream()
            .map(space.streams()::get)
            .anyMatch(s -> LoopSpace.isTransposed(s.strides()[across], s));
  }

  private static boolean hasVectors(LoopKey key) {
    return VectorMode.isOn()
        && Passes.of(key).elements().stream()
            .allMatch(p -> VectorSupport.laneBytes(new PassShape(key, p)) > 0);
  }

  private static boolean isDear(LoopKey key) {
    return key.body().nodes().stream().mapToDouble(LoopCost::perNode).sum() >= DEAR_BODY;
  }

  /** Adds the values that are worth keeping from one pass to another. */
  private Tiling keeping(LoopSpace space, LoopKey key) {
    List<LoopKey.Kept> found = new ArrayList<>();
    List<Stream> all = new ArrayList<>(streams);
    for (LoopKey.Kept candidate : recomputed(key)) {
      DType dtype = key.body().nodes().get(candidate.node()).dtype();
      all.add(Stream.kept(dtype, space.extents().length));
      found.add(new LoopKey.Kept(candidate.node(), candidate.pass(), all.size() - 1));
    }
    Tiling keeping = new Tiling(all, staged, found);
    boolean fits = keeping.rowBytes(space) * runs(space) <= RESIDENT_BYTES;
    return found.isEmpty() || found.size() > MOST_KEPT || !fits ? this : keeping;
  }

  /** The bytes of scratch memory of the least part of a run that can be resident. */
  private long rowBytes(LoopSpace space) {
    long width = space.column() ? 64 : space.extents()[space.extents().length - 1];
    return width * elementBytes();
  }

  private long elementBytes() {
    long bytes = 0;
    for (int s = 0; s < streams.size(); s++) {
      Stream stream = streams.get(s);
      if (staged.contains(s) || stream.role() == Stream.Role.KEPT) {
        bytes += stream.dtype().byteSize();
      }
    }
    return Math.max(bytes, 1);
  }

  private static long runs(LoopSpace space) {
    long runs = 1;
    for (int d = space.outerRank(); d < space.extents().length - 1; d++) {
      runs *= space.extents()[d];
    }
    return runs;
  }

  /** Values that are dear to compute and that several passes compute, where others take them. */
  private static List<LoopKey.Kept> recomputed(LoopKey key) {
    List<Passes.Pass> passes = Passes.of(key).elements();
    int[] first = new int[key.body().nodes().size()];
    Arrays.fill(first, -1);
    Set<Integer> chosen = new HashSet<>();
    List<LoopKey.Kept> kept = new ArrayList<>();
    for (int pass = 0; pass < passes.size(); pass++) {
      PassShape shape = new PassShape(key, passes.get(pass));
      for (int node : taken(shape, first)) {
        if (isDear(shape, node) && chosen.add(node)) {
          kept.add(new LoopKey.Kept(node, first[node], -1));
        }
      }
      for (int node : shape.variants()) {
        first[node] = first[node] < 0 ? pass : first[node];
      }
    }
    return kept;
  }

  /** The values of earlier passes that new values, reductions or stores of a pass take. */
  private static Set<Integer> taken(PassShape shape, int[] first) {
    Set<Integer> taken = new TreeSet<>();
    for (int node : shape.variants()) {
      if (first[node] < 0) {
        taken.addAll(Passes.arguments(shape.node(node)));
      }
    }
    shape.pass().reduces().forEach(r -> taken.add(((RowReduce) shape.node(r)).argument()));
    shape.pass().stores().forEach(s -> taken.add(s.node()));
    taken.removeIf(node -> first[node] < 0 || shape.node(node).dtype() == DType.BOOL);
    return taken;
  }

  private static boolean isDear(PassShape shape, int node) {
    Set<Integer> below = new TreeSet<>(Set.of(node));
    double cost = 0;
    Set<Integer> variants = new HashSet<>(shape.variants());
    List<Integer> open = new ArrayList<>(below);
    while (!open.isEmpty()) {
      int next = open.removeLast();
      if (!(shape.node(next) instanceof RowReduce) && variants.contains(next)) {
        cost += shape.node(next) instanceof Apply apply ? LoopCost.perNode(apply) : 0;
        Passes.arguments(shape.node(next)).stream().filter(below::add).forEach(open::add);
      }
    }
    return cost >= DEAR_VALUE;
  }

  /**
   * The tile, if anything is in scratch memory.
   *
   * @param isCopy whether a transposition copies its tiles without scratch memory
   */
  Optional<Tile> tile(LoopSpace space, boolean isElementwise, boolean isCopy) {
    if (staged.isEmpty() && kept.isEmpty()) {
      return Optional.empty();
    }
    int inner = space.extents().length - 1;
    long count = space.extents()[inner];
    boolean resident =
        !isElementwise
            && (space.column()
                || !kept.isEmpty()
                || rowBytes(space) * runs(space) <= RESIDENT_BYTES / 2);
    long runs;
    long width;
    if (resident) {
      runs = runs(space);
      long budget = kept.isEmpty() ? BLOCK_BYTES : RESIDENT_BYTES;
      long columns = budget / (runs * elementBytes()) / 64 * 64;
      width = space.column() ? Math.clamp(columns, 64, 1024) : count;
    } else if (isTransposed(space, isElementwise, staged)) {
      long size = streams.get(staged.iterator().next()).dtype().byteSize();
      long bytes = isCopy ? COPIED_BYTES : TRANSPOSED_BYTES;
      runs = Math.min(space.extents()[inner - 1], bytes / size);
      width = isCopy ? COPIED_WIDTH : TRANSPOSED_WIDTH;
    } else {
      runs = 1;
      width = STRIDED_WIDTH;
    }
    return Optional.of(
        new Tile(
            those(Stream.Role.LOAD),
            those(Stream.Role.STORE),
            kept.stream().map(LoopKey.Kept::stream).toList(),
            across(space, isElementwise),
            Math.max(1, runs),
            Math.max(1, width),
            resident));
  }

  private List<Integer> those(Stream.Role role) {
    return staged.stream().filter(s -> streams.get(s).role() == role).sorted().toList();
  }
}
