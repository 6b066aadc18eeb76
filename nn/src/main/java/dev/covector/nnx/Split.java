package dev.covector.nnx;

import java.util.List;

/**
 * A module taken apart by {@link Nnx#split}.
 *
 * <pre>{@code
 * Split<Linear> parts = Nnx.split(new Linear(3, 2, new Rngs(0)));
 * Linear copy = Nnx.merge(parts.graphDef(), parts.state());
 * }</pre>
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
