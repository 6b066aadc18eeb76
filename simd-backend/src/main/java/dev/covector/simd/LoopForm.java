package dev.covector.simd;

import java.util.ArrayList;
import java.util.List;

/**
 * What is generated for a pass of a loop.
 *
 * @param index its number among the methods of its class
 * @param perRow whether it is the pass of per-row stores outside the loop
 * @param laneBytes the size of the vectors' lanes; 0 for scalar code only
 * @param masked whether a masked vector does the last elements, and not scalar code
 * @param runs how many runs of columns it takes at once; with more than one there is vector code
 *     only
 */
record LoopForm(
    int index, Passes.Pass pass, boolean perRow, int laneBytes, boolean masked, int runs) {

  /** The forms of a loop's passes; passes that take several runs at once come after all others. */
  static List<LoopForm> of(LoopKey key) {
    Passes passes = Passes.of(key);
    List<LoopForm> all = new ArrayList<>();
    for (Passes.Pass pass : passes.elements()) {
      all.add(of(key, all.size(), pass, false));
    }
    if (!passes.perRow().isEmpty()) {
      Passes.Pass stores = new Passes.Pass(List.of(), passes.perRow(), List.of());
      all.add(of(key, all.size(), stores, !key.column()));
    }
    for (int i = 0; i < passes.elements().size(); i++) {
      int runs = new PassShape(key, passes.elements().get(i)).runsPerTurn();
      if (runs > 1 && all.get(i).masked()) {
        all.add(all.get(i).taking(runs, turns(passes) + i));
      }
    }
    return List.copyOf(all);
  }

  /** The index of the form of the first pass that takes several runs of columns. */
  static int turns(Passes passes) {
    return passes.elements().size() + 1;
  }

  private static LoopForm of(LoopKey key, int index, Passes.Pass pass, boolean perRow) {
    int laneBytes = 0;
    boolean masked = false;
    if (VectorMode.isOn() && !perRow) {
      PassShape shape = new PassShape(key, pass);
      laneBytes = VectorSupport.laneBytes(shape);
      masked = laneBytes > 0 && shape.hasMasks(laneBytes);
    }
    return new LoopForm(index, pass, perRow, laneBytes, masked, 1);
  }

  private LoopForm taking(int several, int number) {
    return new LoopForm(number, pass, perRow, laneBytes, masked, several);
  }

  /** Whether there is vector code for it. */
  boolean hasVectors() {
    return laneBytes > 0;
  }

  /** Whether there is scalar code for it. */
  boolean hasScalar() {
    return runs == 1;
  }
}
