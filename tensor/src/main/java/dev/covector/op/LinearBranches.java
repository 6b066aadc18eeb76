package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.graph.Graph;
import dev.covector.trace.GraphTrace;
import dev.covector.transform.GraphDerivative;
import java.util.ArrayList;
import java.util.List;

/**
 * The branches of a conditional, each split in values and tangents. All hand over the same list of
 * residuals: a slot serves residuals of one type of any branch, and holds zeros for the others.
 *
 * @param primal outputs: the branch's, then a value per slot
 * @param linear inputs: a value per slot, then the moving tangents
 */
record LinearBranches(List<Graph> primal, List<Graph> linear) {

  static LinearBranches of(List<Graph> branches, List<Boolean> moving, List<Boolean> moves) {
    List<GraphDerivative.Linearized> splits = new ArrayList<>();
    List<TensorType> slots = new ArrayList<>();
    List<List<Integer>> places = new ArrayList<>();
    for (Graph branch : branches) {
      GraphDerivative.Linearized split = GraphDerivative.linearized(branch, moving, moves);
      List<TensorType> all = split.primal().outputTypes();
      splits.add(split);
      places.add(assign(all.subList(branch.outputs().size(), all.size()), slots));
    }
    List<Graph> primal = new ArrayList<>();
    List<Graph> linear = new ArrayList<>();
    for (int i = 0; i < branches.size(); i++) {
      int outputs = branches.get(i).outputs().size();
      primal.add(spread(splits.get(i).primal(), outputs, places.get(i), slots));
      linear.add(gather(splits.get(i).linear(), places.get(i), slots));
    }
    return new LinearBranches(primal, linear);
  }

  private static List<Integer> assign(List<TensorType> residuals, List<TensorType> slots) {
    List<Integer> places = new ArrayList<>();
    for (TensorType type : residuals) {
      int slot = 0;
      while (slot < slots.size() && (places.contains(slot) || !slots.get(slot).equals(type))) {
        slot++;
      }
      if (slot == slots.size()) {
        slots.add(type);
      }
      places.add(slot);
    }
    return places;
  }

  private static Graph spread(
      Graph primal, int outputs, List<Integer> places, List<TensorType> slots) {
    return GraphTrace.stage(
            "cond",
            primal.inputTypes(),
            in -> {
              List<Tensor> out = primal.evaluate(in);
              List<Tensor> results = new ArrayList<>(out.subList(0, outputs));
              for (int slot = 0; slot < slots.size(); slot++) {
                int place = places.indexOf(slot);
                results.add(place < 0 ? Zeros.like(slots.get(slot)) : out.get(outputs + place));
              }
              return results;
            })
        .graph();
  }

  private static Graph gather(Graph linear, List<Integer> places, List<TensorType> slots) {
    List<TensorType> types = new ArrayList<>(slots);
    List<TensorType> own = linear.inputTypes();
    types.addAll(own.subList(places.size(), own.size()));
    return GraphTrace.stage(
            "cond",
            types,
            in -> {
              List<Tensor> operands = new ArrayList<>();
              places.forEach(slot -> operands.add(in.get(slot)));
              operands.addAll(in.subList(slots.size(), in.size()));
              return linear.evaluate(operands);
            })
        .graph();
  }
}
