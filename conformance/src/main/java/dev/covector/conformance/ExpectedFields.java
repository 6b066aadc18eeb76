package dev.covector.conformance;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/**
 * What a suite expects of each case, field by field. The names of the fields and tensors are those
 * that a {@link CaseEvaluator} has to give its results.
 */
final class ExpectedFields {
  private final SuiteTensors tensors;

  private ExpectedFields(SuiteTensors tensors) {
    this.tensors = tensors;
  }

  /** The expected fields of a case. */
  static List<Field> of(Case testCase, SuiteTensors tensors) {
    return new ExpectedFields(tensors).of(testCase);
  }

  private List<Field> of(Case testCase) {
    return switch (testCase) {
      case Case.Call call -> List.of(numbered("out", call.out()));
      case Case.Vmap vmap -> List.of(numbered("out", vmap.out()));
      case Case.Jvp jvp -> List.of(numbered("out_tangents", jvp.outTangents()));
      case Case.Vjp vjp -> List.of(gradients(vjp.grads()));
      case Case.Schedule schedule -> List.of(numbered("out", schedule.out()));
      case Case.Optimizer optimizer -> steps(optimizer.steps());
      case Case.Layer layer -> layer(layer);
    };
  }

  private List<Field> steps(List<Case.Optimizer.Step> steps) {
    List<Field> fields = new ArrayList<>();
    for (int i = 0; i < steps.size(); i++) {
      fields.add(named("steps[" + i + "].updates", steps.get(i).updates()));
      fields.add(named("steps[" + i + "].params", steps.get(i).params()));
    }
    return fields;
  }

  private List<Field> layer(Case.Layer layer) {
    List<Field> fields = new ArrayList<>();
    fields.add(named("variables", layer.variables()));
    fields.add(numbered("out", layer.out()));
    fields.add(named("mutated", layer.mutated()));
    fields.add(named("param_grads", layer.paramGrads()));
    return fields;
  }

  private Field gradients(List<Optional<String>> names) {
    SequencedMap<String, StoredTensor> grads = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      String place = "grads[" + i + "]";
      names.get(i).ifPresent(name -> grads.put(place, tensors.get(name)));
    }
    return new Field("grads", grads);
  }

  private Field numbered(String field, List<String> names) {
    return Field.numbered(field, names.stream().map(tensors::get).toList());
  }

  private Field named(String field, Map<String, String> names) {
    SequencedMap<String, StoredTensor> result = new LinkedHashMap<>();
    names.forEach((path, name) -> result.put(field + ": " + path, tensors.get(name)));
    return new Field(field, result);
  }
}
