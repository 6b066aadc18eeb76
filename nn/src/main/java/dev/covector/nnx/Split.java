package dev.covector.nnx;

import java.util.List;

/**
 * A module taken apart by {@link Nnx#split}.
 *
 * @param graphDef the module without values
 * @param states the values, one state per filter
 */
public record Split<M>(GraphDef<M> graphDef, List<State> states) {
  /** Copies the list. */
  public Split {
    states = List.copyOf(states);
  }

  /** The first state; all values if there was no filter. */
  public State state() {
    return states.getFirst();
  }
}
