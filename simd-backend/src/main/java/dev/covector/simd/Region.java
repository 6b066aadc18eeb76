package dev.covector.simd;

import dev.covector.host.CompiledLoop;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Control;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A loop of small kernels as one class: no kernel is called through an interface, nothing is
 * allocated in a turn, and single numbers stay in registers.
 *
 * <p>Until the class is compiled, which {@link WarmUp} sees to once there were enough turns, the
 * executable runs the programs kernel by kernel.
 */
final class Region implements CompiledLoop, Warmable {
  /** Turns after which the loop is worth a class of its own. */
  private static final long WORTH_IT = 200;

  /** Turns of a call: then the call after the compilation begins soon. */
  private static final long TURNS = 1 << 14;

  private static final int ATTEMPTS = 3;
  private static final long WARM_UP_TURNS = 100;
  private static final long WARM_UP_INNER_TURNS = 10;
  private static final long WARM_UP_CALLS = 600;
  private static final long WARM_UP_NANOS = 500_000_000;
  private static final long LARGEST_WARM_UP = 16 << 20;

  private final Control loop;
  private final List<Buffer> buffers;
  private volatile RegionClass.@Nullable Generated ready;
  private boolean requested;
  private long turns;

  /** A loop over the buffers of its program. */
  Region(Control loop, List<Buffer> buffers, LoopCache.Start start) {
    this.loop = loop;
    this.buffers = buffers;
    switch (start) {
      case SCALAR -> generate(false).ifPresent(made -> ready = made);
      case COLD, WARMING_UP -> {}
      case VECTOR -> generate(true).ifPresent(made -> ready = made);
    }
    this.requested = start != LoopCache.Start.WARMING_UP;
  }

  private Optional<RegionClass.Generated> generate(boolean vectors) {
    return RegionClass.generate(loop, buffers, vectors);
  }

  @Override
  public Run bind() {
    return new BoundRegion();
  }

  @Override
  public boolean isReady() {
    if (ready != null) {
      return true;
    }
    // racy on purpose: a lost update only delays the request
    if (!requested && ++turns > WORTH_IT) {
      requested = true;
      WarmUp.request(this);
    }
    return false;
  }

  @Override
  public void warmUp(long read, long written) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      Optional<RegionClass.Generated> made = generate(true);
      if (made.isEmpty()) {
        return;
      }
      if (compile(made.get())) {
        ready = made.get();
        return;
      }
    }
  }

  private boolean compile(RegionClass.Generated made) {
    long[] state = new long[made.slots()];
    try (Arena arena = Arena.ofConfined()) {
      for (int i = 0; i < made.kernels().size(); i++) {
        RegionKernels.Entry kernel = made.kernels().get(i);
        int index = i;
        long[] addresses = new long[kernel.parameters()];
        for (int p = 0; p < addresses.length; p++) {
          addresses[p] = arena.allocate(Math.max(64, kernel.parameterBytes(p)), 64).address();
        }
        if (!WarmUp.untilCompiled(
            kernel.compiledNanos(), () -> made.code().kernel(index, state, addresses))) {
          return false;
        }
      }
      long bytes = made.data().workspaceBytes();
      for (int buffer : made.arguments().operands()) {
        bytes += buffers.get(buffer).byteSize();
      }
      if (bytes <= LARGEST_WARM_UP) {
        runOnScratch(made, state, arena);
      }
    }
    return true;
  }

  /** Has the loop itself compiled, as far as zeros lead through it. */
  private void runOnScratch(RegionClass.Generated made, long[] state, Arena arena) {
    RegionArguments layout = made.arguments();
    long[] arguments = new long[layout.size()];
    arguments[RegionArguments.WORKSPACE] =
        arena.allocate(made.data().workspaceBytes() + 64, 64).address();
    for (int buffer : layout.operands()) {
      arguments[layout.operand(buffer)] =
          arena.allocate(buffers.get(buffer).byteSize() + 64, 64).address();
    }
    for (int k = 0; k < layout.spec().carries(); k++) {
      long bytes = layout.carryBytes(k);
      arguments[layout.current(k)] = arena.allocate(bytes + 64, 64).address();
      arguments[layout.next(k)] = arena.allocate(bytes + 64, 64).address();
    }
    long start = System.nanoTime();
    for (int i = 0; i < WARM_UP_CALLS && System.nanoTime() - start < WARM_UP_NANOS; i++) {
      arguments[layout.turn()] = 0;
      made.code().run(arguments, state, WARM_UP_TURNS, WARM_UP_INNER_TURNS);
    }
  }

  /** The loop with its memory, for one thread at a time. */
  private final class BoundRegion implements Run {
    private long[] arguments = new long[0];
    private long[] state = arguments;
    private MemorySegment workspace = MemorySegment.NULL;
    private long[] halves = arguments;
    private RegionClass.@Nullable Generated bound;

    @Override
    public long run(
        MemorySegment[] memory,
        MemorySegment[] current,
        MemorySegment[] next,
        long turn,
        long limit) {
      RegionClass.Generated code = ready;
      if (code == null) {
        throw new IllegalStateException("not ready");
      }
      if (bound != code) {
        bind(code);
      }
      RegionArguments layout = code.arguments();
      arguments[RegionArguments.WORKSPACE] = workspace.address();
      for (int i = 0; i < layout.operands().size(); i++) {
        arguments[1 + i] = memory[layout.operands().get(i)].address();
      }
      for (int k = 0; k < current.length; k++) {
        arguments[layout.current(k)] = current[k].address();
        arguments[layout.next(k)] = next[k] == current[k] ? halves[k] : next[k].address();
      }
      arguments[layout.turn()] = turn;
      long made = 0;
      long last;
      long most;
      do {
        most = Math.min(TURNS, limit - made);
        last = code.code().run(arguments, state, most, Long.MAX_VALUE);
        made += last;
      } while (last == most && made < limit);
      for (int k = 0; k < current.length; k++) {
        bringBack(current, next, k, arguments[layout.current(k)]);
      }
      return made;
    }

    private void bringBack(MemorySegment[] current, MemorySegment[] next, int k, long address) {
      if (address == current[k].address()) {
        return;
      }
      if (next[k] == current[k]) {
        RegionMemory.move(address, current[k].address(), current[k].byteSize());
        return;
      }
      MemorySegment swapped = current[k];
      current[k] = next[k];
      next[k] = swapped;
    }

    private void bind(RegionClass.Generated code) {
      RegionArguments layout = code.arguments();
      arguments = new long[layout.size()];
      state = new long[code.slots()];
      halves = new long[layout.spec().carries()];
      long bytes = code.data().workspaceBytes();
      long[] offsets = new long[halves.length];
      for (int k = 0; k < halves.length; k++) {
        offsets[k] = bytes;
        bytes += (layout.carryBytes(k) + 63) / 64 * 64;
      }
      workspace = Arena.ofAuto().allocate(Math.max(64, bytes), 64);
      for (int k = 0; k < halves.length; k++) {
        halves[k] = workspace.address() + offsets[k];
      }
      bound = code;
    }
  }
}
