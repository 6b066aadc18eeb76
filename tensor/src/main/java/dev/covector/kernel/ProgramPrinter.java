package dev.covector.kernel;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Prints programs: a kernel per line, the nodes and stores of loops and nested programs below. */
final class ProgramPrinter {
  private final StringBuilder text = new StringBuilder();

  private ProgramPrinter() {}

  static String print(Program program) {
    ProgramPrinter printer = new ProgramPrinter();
    printer.program(program, 0);
    return printer.text.toString();
  }

  /** A kernel without its nested programs; of a loop, how many of which functions. */
  static String summary(Kernel kernel) {
    ProgramPrinter printer = new ProgramPrinter();
    switch (kernel) {
      case Loop loop -> printer.outline(loop);
      case Control _ ->
          printer.call(
              kernel.getClass().getSimpleName(),
              BufferUse.of(kernel).reads(),
              BufferUse.of(kernel).writes());
      case ArgReduce _,
          Cumulative _,
          Matmul _,
          Convolution _,
          Scatter _,
          Sort _,
          Fourier _,
          Decomposition _,
          HostCall _ ->
          printer.kernel(kernel, 0);
    }
    return printer.text.toString();
  }

  private void outline(Loop loop) {
    text.append("loop ").append(Arrays.toString(loop.extents()));
    if (loop.rowRank() > 0) {
      text.append(" row ").append(loop.rowRank());
    }
    Map<String, Long> functions =
        loop.body().nodes().stream()
            .filter(n -> !(n instanceof Expression.Load || n instanceof Expression.Constant))
            .collect(
                Collectors.groupingBy(
                    n -> node(n, loop).replaceAll(" \\d+", ""),
                    LinkedHashMap::new,
                    Collectors.counting()));
    functions.forEach(
        (name, count) -> text.append(' ').append(count > 1 ? count + "*" : "").append(name));
    text.append(" of ")
        .append(
            loop.accesses().stream()
                .map(Access::toString)
                .distinct()
                .collect(Collectors.joining(" ")))
        .append(" to ")
        .append(
            loop.stores().stream()
                .map(store -> store.target().toString())
                .collect(Collectors.joining(" ")));
  }

  private void program(Program program, int indent) {
    text.append("program (")
        .append(
            program.inputs().stream()
                .map(b -> "%" + b + ":" + buffer(program.buffers().get(b)))
                .collect(Collectors.joining(", ")))
        .append(") -> ")
        .append(buffers(program.outputs()));
    for (Kernel kernel : program.kernels()) {
      line(indent + 2);
      kernel(kernel, indent + 2);
    }
  }

  private void line(int indent) {
    text.append('\n').repeat(' ', indent);
  }

  private void kernel(Kernel kernel, int indent) {
    switch (kernel) {
      case Loop loop -> loop(loop, indent);
      case Matmul p ->
          text.append("matmul ")
              .append(p.out())
              .append(" = ")
              .append(p.lhs())
              .append(" x ")
              .append(p.rhs())
              .append(", batch ")
              .append(Arrays.toString(p.batch()))
              .append(" m ")
              .append(p.m())
              .append(" n ")
              .append(p.n())
              .append(" k ")
              .append(p.k());
      case Convolution c ->
          text.append("convolution ")
              .append(c.out())
              .append(" = ")
              .append(c.lhs())
              .append(" * ")
              .append(c.rhs())
              .append(", groups ")
              .append(Arrays.toString(c.groups()))
              .append(" batch ")
              .append(c.batch())
              .append(" features ")
              .append(c.features())
              .append(" channels ")
              .append(c.channels())
              .append(' ')
              .append(c.axes());
      case ArgReduce a ->
          move(a.largest() ? "argmax" : "argmin", a.extents(), a.target(), List.of(a.source()));
      case Cumulative c ->
          move("cumulative " + name(c.combiner()), c.extents(), c.target(), List.of(c.source()));
      case Scatter s ->
          move(
              "scatter " + s.combine().name().toLowerCase(),
              s.extents(),
              s.target(),
              List.of(s.updates()));
      case Sort s -> {
        String order = (s.descending() ? " descending" : "") + " by " + s.keys();
        String part = s.count() < s.extents()[s.extents().length - 1] ? "first " + s.count() : "";
        move(("sort" + order + " " + part).strip(), s.extents(), s.targets(), s.sources());
      }
      case Decomposition d -> text.append(d);
      case Fourier f -> move(f.inverse() ? "ifft" : "fft", f.extents(), f.targets(), f.sources());
      case HostCall call -> call("call " + call.name(), call.inputs(), call.outputs());
      case Control.Branch b -> {
        call("branch on %" + b.index(), b.inputs(), b.outputs());
        nested(b.branches(), indent);
      }
      case Control.While w -> {
        call("while", w.initial(), w.result());
        nested(List.of(w.condition(), w.body()), indent);
      }
      case Control.Repeat r -> {
        call("repeat " + r.length(), r.initial(), r.result());
        nested(List.of(r.body()), indent);
      }
    }
  }

  private void move(String what, long[] extents, Object target, Object sources) {
    text.append(what)
        .append(' ')
        .append(Arrays.toString(extents))
        .append(' ')
        .append(target)
        .append(" = ")
        .append(sources);
  }

  private void call(String what, List<Integer> inputs, List<Integer> outputs) {
    text.append(what).append(' ').append(buffers(inputs)).append(" -> ").append(buffers(outputs));
  }

  private void nested(List<Program> programs, int indent) {
    for (Program program : programs) {
      line(indent + 2);
      program(program, indent + 2);
    }
  }

  private void loop(Loop loop, int indent) {
    text.append("loop ").append(Arrays.toString(loop.extents()));
    if (loop.rowRank() > 0) {
      text.append(" row ").append(loop.rowRank());
    }
    List<Expression.Node> nodes = loop.body().nodes();
    for (int i = 0; i < nodes.size(); i++) {
      line(indent + 2);
      text.append(i).append(':').append(nodes.get(i).dtype()).append(" = ");
      text.append(node(nodes.get(i), loop));
    }
    for (Loop.Store store : loop.stores()) {
      line(indent + 2);
      text.append(store.target()).append(" = ").append(store.node());
    }
  }

  private static String node(Expression.Node node, Loop loop) {
    return switch (node) {
      case Expression.Load l -> loop.accesses().get(l.access()).toString();
      case Expression.Constant c -> "bits 0x" + Long.toHexString(c.bits());
      case Expression.Index i -> "index " + i.dimension();
      case Expression.Apply a ->
          name(a.fn()) + a.arguments().stream().map(n -> " " + n).collect(Collectors.joining());
      case Expression.Convert c -> "convert " + c.argument();
      case Expression.Bitcast b -> "bitcast " + b.argument();
      case Expression.RowReduce r -> "row " + name(r.combiner()) + " " + r.argument();
    };
  }

  private static String name(ScalarFn fn) {
    return fn.name().toLowerCase();
  }

  private static String buffer(Buffer buffer) {
    return buffer.dtype() + "[" + buffer.elements() + "]";
  }

  private static String buffers(List<Integer> numbers) {
    return numbers.stream().map(b -> "%" + b).collect(Collectors.joining(", ", "(", ")"));
  }
}
