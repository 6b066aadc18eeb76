package dev.covector.op;

import dev.covector.ShapeException;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.TransformException;
import dev.covector.trace.ConcreteTensor;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** A call of host code while the program runs, in the program's order. */
public sealed interface Callback extends Op {

  /**
   * Calls the code.
   *
   * @param in concrete operands
   * @return concrete results
   */
  List<Tensor> call(List<Tensor> in);

  /**
   * Prints a line.
   *
   * @param format the text, with {@code {}} for each operand in turn
   * @param mapped for each vmap around, outermost first, which operands are mapped; the line is
   *     printed once per example
   */
  record DebugPrint(String format, List<Mapping> mapped) implements Callback {
    /** Copies the list. */
    public DebugPrint {
      mapped = List.copyOf(mapped);
    }

    @Override
    public Set<Effect> effects() {
      return Set.of(Effect.PRINT);
    }

    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      return List.of();
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      Trace.bind(this, in.stream().map(Dual::primal).toList());
      return List.of();
    }

    @Override
    public List<Batched> batch(BatchAxis axis, List<Batched> in) {
      List<Mapping> all = new ArrayList<>();
      all.add(new Mapping(axis.size(), in.stream().map(Batched::mapped).toList()));
      all.addAll(mapped);
      Trace.bind(new DebugPrint(format, all), in.stream().map(Batched::value).toList());
      return List.of();
    }

    @Override
    public List<Tensor> call(List<Tensor> in) {
      Mapping.forEachExample(mapped, in, this::print);
      return List.of();
    }

    private List<Tensor> print(List<Tensor> in) {
      StringBuilder line = new StringBuilder();
      int from = 0;
      for (Tensor operand : in) {
        int hole = format.indexOf("{}", from);
        if (hole < 0) {
          break;
        }
        line.append(format, from, hole).append(operand);
        from = hole + 2;
      }
      System.out.println(line.append(format.substring(from)));
      return List.of();
    }
  }

  /**
   * A function of the user on concrete tensors.
   *
   * @param function called once per run (once per example under vmap)
   * @param results the types it promises, of one example
   * @param isPure whether calls may be dropped, merged or moved
   * @param mapped as in {@link DebugPrint}
   */
  record HostFunction(
      Function function, List<TensorType> results, boolean isPure, List<Mapping> mapped)
      implements Callback {
    /** Copies the lists. */
    public HostFunction {
      results = List.copyOf(results);
      mapped = List.copyOf(mapped);
    }

    @Override
    public String name() {
      return isPure ? "pure_callback" : "io_callback";
    }

    @Override
    public Set<Effect> effects() {
      return isPure ? Set.of() : Set.of(Effect.ORDERED_CALLBACK);
    }

    @Override
    public List<TensorType> outputTypes(List<TensorType> in) {
      List<TensorType> types = new ArrayList<>();
      for (TensorType type : results) {
        TensorType stacked = type;
        for (Mapping mapping : mapped.reversed()) {
          stacked = stacked.withShape(stacked.shape().insert(0, mapping.size()));
        }
        types.add(stacked);
      }
      return types;
    }

    @Override
    public List<Dual> jvp(List<Dual> in) {
      throw new TransformException(
          name()
              + ": host code has no derivative; wrap it in a customJvp or customVjp, or use"
              + " stopGradient on its arguments");
    }

    @Override
    public List<Batched> batch(BatchAxis axis, List<Batched> in) {
      List<Mapping> all = new ArrayList<>();
      all.add(new Mapping(axis.size(), in.stream().map(Batched::mapped).toList()));
      all.addAll(mapped);
      HostFunction batched = new HostFunction(function, results, isPure, all);
      return Trace.bind(batched, in.stream().map(Batched::value).toList()).stream()
          .map(Batched::mapped)
          .toList();
    }

    @Override
    public List<Tensor> call(List<Tensor> in) {
      return Mapping.forEachExample(mapped, in, this::callOnce);
    }

    private List<Tensor> callOnce(List<Tensor> in) {
      List<Tensor> out = function.call(in);
      List<TensorType> types = out.stream().map(Tensor::type).toList();
      boolean fits = types.size() == results.size();
      for (int i = 0; fits && i < types.size(); i++) {
        fits = types.get(i).matches(results.get(i));
      }
      if (!fits) {
        throw new ShapeException(
            name() + ": the function returned " + types + ", but promised " + results);
      }
      return out;
    }
  }

  /** Code of the user on concrete tensors. */
  @FunctionalInterface
  interface Function {
    /** Calls the code. */
    List<Tensor> call(List<Tensor> in);
  }

  /**
   * A vmap around a callback.
   *
   * @param size how many examples
   * @param mapped which operands have a value per example
   */
  record Mapping(int size, List<Boolean> mapped) {
    /** Copies the list. */
    public Mapping {
      mapped = List.copyOf(mapped);
    }

    /** Calls code for each example of nested vmaps, in order, and stacks the results. */
    static List<Tensor> forEachExample(List<Mapping> all, List<Tensor> in, Function code) {
      if (all.isEmpty()) {
        return code.call(in);
      }
      Mapping outermost = all.getFirst();
      List<List<Tensor>> examples = new ArrayList<>();
      for (int i = 0; i < outermost.size; i++) {
        Tensor[] example = new Tensor[in.size()];
        for (int j = 0; j < example.length; j++) {
          Tensor operand = in.get(j);
          example[j] = outermost.mapped.get(j) ? ((ConcreteTensor) operand).example(i) : operand;
        }
        examples.add(forEachExample(all.subList(1, all.size()), Arrays.asList(example), code));
      }
      List<Tensor> stacked = new ArrayList<>();
      int results = examples.isEmpty() ? 0 : examples.getFirst().size();
      for (int j = 0; j < results; j++) {
        int result = j;
        stacked.add(
            ConcreteTensor.stack(
                examples.stream().map(e -> (ConcreteTensor) e.get(result)).toList()));
      }
      return stacked;
    }
  }
}
