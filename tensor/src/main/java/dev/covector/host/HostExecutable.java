package dev.covector.host;

import dev.covector.CovectorException;
import dev.covector.UserLine;
import dev.covector.backend.DeviceBuffer;
import dev.covector.backend.Executable;
import dev.covector.kernel.Program;
import dev.covector.kernel.ProgramChecker;
import java.lang.ref.Reference;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A program on the CPU: planned memory, control flow, donation and dispatch around the kernels of a
 * {@link KernelCompiler}.
 *
 * <p>Small programs whose inputs are ready run on the calling thread, and allocate nothing but
 * their results. Others are handed to a {@link Dispatcher}, which runs them in the order of the
 * calls; their errors surface where a result is waited for, with the line of the call.
 */
public final class HostExecutable implements Executable {
  /** Handing work to another thread and waiting for it costs about as much. */
  private static final double INLINE_NANOS = 30_000;

  private static final int MAX_DONATIONS = 8;

  private final CompiledProgram compiled;
  private final boolean flushes;
  private final HostMemory memory;
  private final Dispatcher dispatcher;
  private final boolean small;
  private final boolean effects;
  private final long[] inputBytes;
  private final OutputPlan outputs;
  private final FramePool plain;
  private final List<FramePool> pools = new CopyOnWriteArrayList<>();
  private final Spares<RunRecord> records = new Spares<>();

  /** Compiles a program. */
  public HostExecutable(Program program, KernelCompiler compiler) {
    this(program, compiler, HostMemory.shared(), Dispatcher.SHARED);
  }

  HostExecutable(
      Program program, KernelCompiler compiler, HostMemory memory, Dispatcher dispatcher) {
    if (Boolean.getBoolean("covector.checkPrograms")) {
      ProgramChecker.check(program);
    }
    this.memory = memory;
    this.dispatcher = dispatcher;
    this.flushes = compiler.flushesSubnormals();
    this.compiled = CompiledProgram.of(program, compiler, memory);
    this.small = KernelCost.of(program) <= INLINE_NANOS;
    this.effects = KernelCost.hasEffects(program);
    this.inputBytes = program.inputs().stream().mapToLong(compiled::byteSize).toArray();
    this.plain = new FramePool(compiled, new boolean[inputBytes.length], memory);
    this.outputs = new OutputPlan(compiled, plain.plan());
    pools.add(plain);
  }

  @Override
  public int outputs() {
    return outputs.count();
  }

  @Override
  public void run(
      @Nullable DeviceBuffer[] inputs,
      boolean @Nullable [] donated,
      @Nullable DeviceBuffer[] results) {
    boolean ready = check(inputs);
    boolean inline =
        (small && ready && (!effects || dispatcher.isIdle())) || dispatcher.isCurrentThread();
    if (inline) {
      RunRecord spare = records.take();
      RunRecord record = spare != null ? spare : new RunRecord();
      try {
        record.gather(inputs, donated);
        record.runHere(results);
      } finally {
        record.clear();
        records.give(record);
      }
    } else {
      RunRecord record = new RunRecord();
      record.gather(inputs, donated == null ? null : donated.clone());
      record.runLater(results);
    }
  }

  /** Checks the inputs; whether all have their content. */
  private boolean check(@Nullable DeviceBuffer[] inputs) {
    if (inputs.length != inputBytes.length) {
      throw new CovectorException(
          "run: the program takes " + inputBytes.length + " inputs, got " + inputs.length);
    }
    boolean ready = true;
    for (int i = 0; i < inputs.length; i++) {
      if (!(inputs[i] instanceof HostBuffer buffer)) {
        throw new CovectorException(
            "run: input " + i + " is on another device; copy it to the CPU with devicePut");
      }
      if (buffer.byteSize() != inputBytes[i]) {
        throw new CovectorException(
            "run: input "
                + i
                + " has "
                + buffer.byteSize()
                + " bytes, the program takes "
                + inputBytes[i]);
      }
      buffer.requireOpen("run");
      ready &= buffer.isReady();
    }
    return ready;
  }

  /** The frames for donated inputs; the plain ones for too many different donations. */
  private FramePool pool(boolean[] given) {
    for (FramePool pool : pools) {
      if (pool.isFor(given)) {
        return pool;
      }
    }
    return makePool(given);
  }

  private synchronized FramePool makePool(boolean[] given) {
    for (FramePool pool : pools) {
      if (pool.isFor(given)) {
        return pool;
      }
    }
    if (pools.size() > MAX_DONATIONS) {
      return plain;
    }
    FramePool made = new FramePool(compiled, given.clone(), memory);
    pools.add(made);
    return made;
  }

  /** What one run uses beside its frame; reused by runs on the calling thread. */
  private final class RunRecord {
    private final @Nullable Storage[] in = new Storage[inputBytes.length];
    private final @Nullable Storage[] made = new Storage[outputs.count()];
    private final boolean[] given = new boolean[inputBytes.length];
    private boolean @Nullable [] donated;

    /** Becomes an owner of the inputs. */
    void gather(@Nullable DeviceBuffer[] inputs, boolean @Nullable [] donations) {
      donated = donations;
      try {
        for (int i = 0; i < in.length; i++) {
          if (inputs[i] instanceof HostBuffer buffer) {
            boolean gives = donations != null && donations[i];
            in[i] = gives ? buffer.donate("run") : buffer.share("run");
          }
        }
      } catch (RuntimeException e) {
        release();
        throw e;
      }
    }

    void runHere(@Nullable DeviceBuffer[] results) {
      outputs.make(made, null);
      outputs.hand(in, made, results);
      boolean done = false;
      try {
        compute();
        done = true;
      } finally {
        release();
        for (int i = 0; !done && i < results.length; i++) {
          DeviceBuffer result = results[i];
          if (result != null) {
            result.close();
            results[i] = null;
          }
        }
      }
    }

    void runLater(@Nullable DeviceBuffer[] results) {
      Supplier<Optional<String>> line = UserLine.capture();
      Task task = new Task(dispatcher, () -> UserLine.during(line, this::fulfil), effects);
      outputs.make(made, task);
      outputs.hand(in, made, results);
      dispatcher.submit(task);
    }

    private void fulfil() {
      Throwable failure = null;
      try {
        compute();
      } catch (CovectorException | Error e) {
        failure = e;
      } catch (RuntimeException e) {
        failure = new CovectorException("run: a kernel failed with " + e, e);
      }
      for (Storage storage : made) {
        if (storage != null) {
          storage.complete(failure);
        }
      }
      release();
    }

    @SuppressWarnings("NullAway") // the inputs are there from gather to release
    private void compute() {
      for (Storage storage : in) {
        storage.await();
      }
      FramePool pool = donated == null ? plain : pool(donations(donated));
      FramePool.Slot slot = pool.acquire();
      try {
        Frame frame = slot.frame();
        for (int i = 0; i < in.length; i++) {
          frame.input(i, in[i].segment());
        }
        BufferPlan plan = pool.plan();
        for (int i = 0; i < made.length; i++) {
          Storage own = made[i];
          if (own != null && plan.outputTakes(i) < 0) {
            own.fill(memory);
            frame.output(i, own.segment());
          }
        }
        run(frame);
        for (int i = 0; i < made.length; i++) {
          Storage own = made[i];
          if (own != null && plan.outputTakes(i) >= 0) {
            own.takeFrom(in[plan.outputTakes(i)]);
          }
        }
      } finally {
        slot.close();
        Reference.reachabilityFence(in);
        Reference.reachabilityFence(made);
      }
    }

    private void run(Frame frame) {
      if (!flushes) {
        frame.run();
        return;
      }
      Subnormals.flush();
      try {
        frame.run();
      } finally {
        Subnormals.keep();
      }
    }

    /** The inputs that were given up and that nobody else has. */
    @SuppressWarnings("NullAway") // the inputs are there from gather to release
    private boolean[] donations(boolean[] donations) {
      for (int i = 0; i < in.length; i++) {
        given[i] = donations[i] && in[i].isExclusive();
      }
      return given;
    }

    private void release() {
      for (int i = 0; i < in.length; i++) {
        Storage storage = in[i];
        if (storage != null) {
          storage.release();
          in[i] = null;
        }
      }
    }

    /** Forgets the outputs, so that a spare keeps nothing alive. */
    void clear() {
      donated = null;
      for (int i = 0; i < made.length; i++) {
        made[i] = null;
      }
    }
  }
}
