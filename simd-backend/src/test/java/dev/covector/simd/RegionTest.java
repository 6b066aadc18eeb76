package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import dev.covector.DType;
import dev.covector.Scanned;
import dev.covector.Shape;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.backend.Backend;
import dev.covector.backend.DeviceBuffer;
import dev.covector.backend.Executable;
import dev.covector.host.CompiledKernel;
import dev.covector.host.CompiledLoop;
import dev.covector.host.HostExecutable;
import dev.covector.host.KernelCompiler;
import dev.covector.kernel.Buffer;
import dev.covector.kernel.Control;
import dev.covector.kernel.Kernel;
import dev.covector.kernel.Program;
import dev.covector.lax.Lax;
import dev.covector.lowering.Compilation;
import dev.covector.reference.ReferenceBackend;
import dev.covector.trace.GraphTrace;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Loops that become classes of their own, against the reference backend. */
class RegionTest {
  private static final Object NOTHING = List.of();

  private static TensorType f32(int... sizes) {
    return TensorType.of(DType.F32, sizes);
  }

  private static TensorType i32(int... sizes) {
    return TensorType.of(DType.I32, sizes);
  }

  /** Runs a function on all backends; its first loop has to be one that becomes a region. */
  private static void check(Function<List<Tensor>, List<Tensor>> function, TensorType... types) {
    Program program = program(function, types);
    Kernel loop =
        program.kernels().stream().filter(Control.class::isInstance).findFirst().orElseThrow();
    assertTrue(RegionSupport.serves((Control) loop, program.buffers()), program.toString());
    compare(program);
  }

  static Program program(Function<List<Tensor>, List<Tensor>> function, TensorType... types) {
    return Compilation.program(GraphTrace.stage("test", List.of(types), function).graph());
  }

  private static void compare(Program program) {
    List<float[]> expected = run(new ReferenceBackend(), program);
    for (LoopCache.Start start : LoopCache.Start.values()) {
      List<float[]> actual = run(new SimdBackend(new LoopCache(start), Workers.INLINE), program);
      for (int i = 0; i < expected.size(); i++) {
        float[] x = expected.get(i);
        float[] y = actual.get(i);
        assertEquals(x.length, y.length);
        for (int j = 0; j < x.length; j++) {
          assertEquals(x[j], y[j], 1e-4 * (1 + Math.abs(x[j])), start + ", " + i + " at " + j);
        }
      }
    }
  }

  /** Runs a program twice on drawn inputs and gives the outputs, integers as floats. */
  private static List<float[]> run(Backend backend, Program program) {
    var executable = backend.compile(program);
    for (int time = 0; ; time++) {
      DeviceBuffer[] out = executable.run(inputs(backend, program), null);
      if (time == 1) {
        List<float[]> all = new ArrayList<>();
        for (int i = 0; i < out.length; i++) {
          MemorySegment segment = out[i].segment();
          all.add(
              switch (program.buffers().get(program.outputs().get(i)).dtype()) {
                case F32 -> segment.toArray(ValueLayout.JAVA_FLOAT);
                case I32 -> floats(segment.toArray(ValueLayout.JAVA_INT));
                default -> throw new IllegalArgumentException("not tested here");
              });
        }
        return all;
      }
    }
  }

  private static float[] floats(int[] ints) {
    float[] result = new float[ints.length];
    for (int i = 0; i < ints.length; i++) {
      result[i] = ints[i];
    }
    return result;
  }

  static DeviceBuffer[] inputs(Backend backend, Program program) {
    Random random = new Random(5);
    return program.inputs().stream()
        .map(
            b -> {
              var buffer = program.buffers().get(b);
              DeviceBuffer memory = backend.allocate(buffer.byteSize());
              for (long i = 0; i < buffer.elements(); i++) {
                if (buffer.dtype() == DType.F32) {
                  memory
                      .segment()
                      .setAtIndex(ValueLayout.JAVA_FLOAT, i, (float) random.nextGaussian() / 2);
                } else {
                  memory.segment().setAtIndex(ValueLayout.JAVA_INT, i, random.nextInt(3, 9));
                }
              }
              return memory;
            })
        .toArray(DeviceBuffer[]::new);
  }

  private static Tensor scalar(int value) {
    return Lax.full(Shape.of(), value, DType.I32);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 15, 16, 17, 64, 67})
  void recurrenceWithAMatrixOnEitherSide(int n) {
    double scale = 0.5 / Math.sqrt(n); // or it would be chaotic
    check(
        in ->
            List.of(
                Lax.scan(
                        (Tensor h, Object x) ->
                            new Scanned<>(Lax.tanh(in.get(0).dot(h)).times(scale), NOTHING),
                        in.get(1),
                        NOTHING,
                        37,
                        false)
                    .carry()),
        f32(n, n),
        f32(n));
    check(
        in ->
            List.of(
                Lax.scan(
                        (Tensor h, Object x) ->
                            new Scanned<>(Lax.tanh(h.dot(in.get(0))).times(scale), NOTHING),
                        in.get(1),
                        NOTHING,
                        8,
                        false)
                    .carry()),
        f32(n, n),
        f32(n));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 3, 16, 21})
  void countedLoopOverAVector(int n) {
    check(
        in -> {
          Tensor[] last =
              Lax.whileLoop(
                  (Tensor[] c) -> Lax.lt(c[0], in.get(1)),
                  c -> new Tensor[] {c[0].plus(1), c[1].times(0.5).plus(1)},
                  new Tensor[] {scalar(0), in.get(0)});
          return List.of(last[0], last[1]);
        },
        f32(n),
        i32());
  }

  @Test
  void whileThatEndsAtOnce() {
    check(
        in -> {
          Tensor[] last =
              Lax.whileLoop(
                  (Tensor[] c) -> Lax.lt(c[0], scalar(-1)),
                  c -> new Tensor[] {c[0].plus(1), c[1].times(2)},
                  new Tensor[] {scalar(0), in.get(0)});
          return List.of(last[0], last[1]);
        },
        f32(5));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 5, 6})
  void scanReadsAndWritesSlicesInBothDirections(int length) {
    for (boolean reverse : new boolean[] {false, true}) {
      check(
          in -> {
            var result =
                Lax.scan(
                    (Tensor c, Tensor[] x) -> {
                      Tensor next = c.times(0.9).plus(x[0]).plus(x[1]);
                      return new Scanned<>(
                          next, new Tensor[] {next, c, x[1], Lax.reduceSum(next, List.of(0))});
                    },
                    in.get(0),
                    new Tensor[] {in.get(1), in.get(2)},
                    length,
                    reverse);
            List<Tensor> all = new ArrayList<>(List.of(result.carry()));
            all.addAll(List.of(result.outputs()));
            return all;
          },
          f32(3),
          f32(length, 3),
          f32(length));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 9})
  void carriesThatSwapStayAndCopy(int length) {
    check(
        in -> {
          var result =
              Lax.scan(
                  (Tensor[] c, Object x) ->
                      new Scanned<>(
                          new Tensor[] {c[1], c[0].plus(c[1]), c[2], c[4], c[3], c[3].plus(c[2])},
                          new Tensor[] {c[1], c[3], c[5]}),
                  new Tensor[] {in.get(0), in.get(1), in.get(2), in.get(3), in.get(4), in.get(2)},
                  NOTHING,
                  length,
                  false);
          return Stream.concat(Stream.of(result.carry()), Stream.of(result.outputs())).toList();
        },
        f32(17),
        f32(17),
        f32(),
        f32(),
        f32());
  }

  @Test
  void branchesLoopsAndIndicesInsideALoop() {
    check(
        in -> {
          Tensor table = in.get(1);
          Tensor[] last =
              Lax.whileLoop(
                  (Tensor[] c) -> Lax.lt(c[0], scalar(20)),
                  c -> {
                    Tensor chosen =
                        Lax.cond(
                            Lax.eq(Lax.rem(c[0], scalar(3)), scalar(0)),
                            () -> c[1].times(0.5),
                            () -> c[1].plus(Lax.dynamicIndexInDim(table, c[0], 0, false)));
                    Tensor inner =
                        Lax.scan(
                                (Tensor s, Tensor row) ->
                                    new Scanned<>(s.times(0.5).plus(row), NOTHING),
                                chosen,
                                table)
                            .carry();
                    Tensor[] counted =
                        Lax.whileLoop(
                            (Tensor[] d) -> Lax.lt(d[0], c[0]),
                            d -> new Tensor[] {d[0].plus(4), d[1].plus(1)},
                            new Tensor[] {scalar(0), c[2]});
                    return new Tensor[] {
                      c[0].plus(1), inner, counted[1], Lax.reduceMax(inner, List.of(0)).plus(c[3])
                    };
                  },
                  new Tensor[] {scalar(0), in.get(0), scalar(0), in.get(2)});
          return List.of(last);
        },
        f32(16),
        f32(5, 16),
        f32());
  }

  @Test
  void aScalarThatABranchMakesIsSeenByAllThatFollows() {
    check(
        in ->
            List.of(
                Lax.scan(
                        (Tensor s, Tensor x) -> {
                          Tensor t = Lax.cond(Lax.gt(x, s), () -> x.plus(1), () -> s.times(0.5));
                          return new Scanned<>(t, t.plus(s));
                        },
                        in.get(0),
                        in.get(1))
                    .outputs()),
        f32(),
        f32(11));
  }

  /** A compiler whose loops are ready after some turns. */
  private record Late(KernelCompiler compiler, int turns) implements KernelCompiler {
    @Override
    public CompiledKernel compile(Kernel leaf) {
      return compiler.compile(leaf);
    }

    @Override
    public Optional<CompiledLoop> compile(Control loop, List<Buffer> buffers) {
      return compiler
          .compile(loop, buffers)
          .map(
              compiled ->
                  new CompiledLoop() {
                    private int asked;

                    @Override
                    public boolean isReady() {
                      return asked++ >= turns;
                    }

                    @Override
                    public Run bind() {
                      return compiled.bind();
                    }
                  });
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6})
  void theClassTakesOverInTheMiddleOfALoop(int turns) {
    Program program =
        program(
            in -> {
              var scanned =
                  Lax.scan(
                      (Tensor[] c, Tensor x) ->
                          new Scanned<>(
                              new Tensor[] {
                                c[1], c[0].plus(x), c[2].times(0.5).plus(1), c[3].plus(c[2]), c[4]
                              },
                              new Tensor[] {c[2], c[3], c[0].plus(c[4])}),
                      new Tensor[] {in.get(0), in.get(1), in.get(2), in.get(2), in.get(3)},
                      in.get(4));
              Tensor[] counted =
                  Lax.whileLoop(
                      (Tensor[] c) -> Lax.lt(c[0], scalar(5)),
                      c -> new Tensor[] {c[0].plus(1), Lax.tanh(c[1]), c[1].plus(c[2]), c[3]},
                      new Tensor[] {scalar(0), in.get(0), in.get(1), in.get(2)});
              return Stream.of(scanned.carry(), scanned.outputs(), counted)
                  .flatMap(Stream::of)
                  .toList();
            },
            f32(18),
            f32(18),
            f32(),
            f32(18),
            f32(5, 18));
    for (LoopCache.Start start : List.of(LoopCache.Start.SCALAR, LoopCache.Start.VECTOR)) {
      KernelCompiler compiler = new SimdCompiler(new LoopCache(start), Workers.INLINE);
      var executable = new HostExecutable(program, new Late(compiler, turns));
      Backend reference = new ReferenceBackend();
      DeviceBuffer[] expected = reference.compile(program).run(inputs(reference, program), null);
      for (int time = 0; time < 2; time++) {
        DeviceBuffer[] actual = executable.run(inputs(reference, program), null);
        for (int i = 0; i < expected.length; i++) {
          if (program.buffers().get(program.outputs().get(i)).dtype() == DType.F32) {
            assertArrayEquals(
                expected[i].segment().toArray(ValueLayout.JAVA_FLOAT),
                actual[i].segment().toArray(ValueLayout.JAVA_FLOAT),
                1e-5f,
                start + ", output " + i + ", run " + time);
          }
        }
      }
    }
  }

  @Test
  void turnsAllocateNothing() {
    Program program =
        program(
            in -> {
              Tensor[] last =
                  Lax.whileLoop(
                      (Tensor[] c) -> Lax.lt(c[0], in.get(1)),
                      c -> new Tensor[] {c[0].plus(1), Lax.tanh(c[1].times(0.999))},
                      new Tensor[] {scalar(0), in.get(0)});
              return List.of(last[1]);
            },
            f32(16),
            i32());
    Backend backend = new SimdBackend(new LoopCache(LoopCache.Start.SCALAR), Workers.INLINE);
    var executable = backend.compile(program);
    DeviceBuffer[] in = inputs(backend, program);
    long few = allocated(executable, in, 1_000);
    long many = allocated(executable, in, 10_000);
    assertTrue(many - few < 1_000, () -> few + " bytes, then " + many);
  }

  private static long allocated(Executable executable, DeviceBuffer[] in, int turns) {
    in[1].segment().set(ValueLayout.JAVA_INT, 0, turns);
    var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 20; i++) {
      long before = threads.getCurrentThreadAllocatedBytes();
      executable.run(in, null)[0].await();
      least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
    }
    return least;
  }
}
