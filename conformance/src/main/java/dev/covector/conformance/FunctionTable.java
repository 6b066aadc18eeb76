package dev.covector.conformance;

import dev.covector.Tensor;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * From the names of the suites to the code behind them.
 *
 * @param functions the code by {@code fn}
 */
record FunctionTable(Map<String, CaseFunction> functions) {
  FunctionTable {
    functions = Map.copyOf(functions);
  }

  /** The table of everything that is built. */
  static FunctionTable all() {
    return merged(
        List.of(
            ElementwiseFunctions.bindings(),
            LogicFunctions.bindings(),
            ReductionFunctions.bindings(),
            ShapeFunctions.bindings(),
            CreationFunctions.bindings(),
            ProductFunctions.bindings(),
            SignalFunctions.bindings(),
            FourierFunctions.bindings(),
            SortingFunctions.bindings(),
            StatisticsFunctions.bindings(),
            IndexingFunctions.reads(),
            IndexingFunctions.updates(),
            LaxFunctions.bindings(),
            WindowFunctions.convolutions(),
            WindowFunctions.pools(),
            ActivationFunctions.bindings(),
            ProgramFunctions.bindings(),
            SpecialFunctions.bindings(),
            RandomFunctions.bindings(),
            InitializerFunctions.bindings(),
            MetricFunctions.bindings(),
            AttentionFunctions.bindings(),
            LossFunctions.bindings(),
            LossOptions.bindings(),
            TreeFunctions.bindings(),
            ProjectionFunctions.bindings(),
            OptimizerPrograms.bindings(),
            MeasurementPrograms.bindings(),
            BatchPrograms.bindings(),
            StatePrograms.bindings(),
            LinalgFunctions.numpy(),
            LinalgFunctions.scipy()));
  }

  private static FunctionTable merged(List<Bindings> parts) {
    Map<String, CaseFunction> functions = new HashMap<>();
    for (Bindings part : parts) {
      part.functions()
          .forEach(
              (name, function) -> {
                if (functions.put(name, function) != null) {
                  throw new IllegalArgumentException(name + " is bound twice");
                }
              });
    }
    return new FunctionTable(functions);
  }

  /**
   * The outputs of a function.
   *
   * @throws NotBuiltException when the function is not in the table, or ignores an argument
   */
  List<Tensor> apply(String fn, Arguments arguments) {
    CaseFunction function = functions.get(fn);
    if (function == null) {
      throw new NotBuiltException(fn);
    }
    List<Tensor> outputs = function.apply(arguments);
    Set<String> ignored = new TreeSet<>(arguments.ignored());
    if (!ignored.isEmpty()) {
      throw new NotBuiltException(fn + " with " + ignored);
    }
    return outputs;
  }
}
