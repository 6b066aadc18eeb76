package dev.covector;

import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;

/**
 * How {@code jit} treats a function.
 *
 * @param name of the function, in messages and printed programs
 * @param staticArguments arguments that are compared with equals and never traced, from 0
 * @param donatedArguments arguments whose memory the call may reuse; they must not be used after it
 * @param maxTraces after how many traces a further one is an error
 */
public record JitOptions(
    String name, Set<Integer> staticArguments, Set<Integer> donatedArguments, int maxTraces) {
  /** No static and no donated arguments, any number of traces. */
  public static final JitOptions DEFAULT =
      new JitOptions("function", Set.of(), Set.of(), Integer.MAX_VALUE);

  /** Copies the sets. */
  public JitOptions {
    staticArguments = Set.copyOf(staticArguments);
    donatedArguments = Set.copyOf(donatedArguments);
  }

  /** Options with a name. */
  public static JitOptions named(String name) {
    return new JitOptions(name, Set.of(), Set.of(), Integer.MAX_VALUE);
  }

  /** These options with static arguments, counted from 0. */
  public JitOptions withStatic(int... arguments) {
    return new JitOptions(name, set(arguments), donatedArguments, maxTraces);
  }

  /** These options with donated arguments, counted from 0. */
  public JitOptions withDonated(int... arguments) {
    return new JitOptions(name, staticArguments, set(arguments), maxTraces);
  }

  /** These options with a budget of traces. */
  public JitOptions withMaxTraces(int traces) {
    return new JitOptions(name, staticArguments, donatedArguments, traces);
  }

  private static Set<Integer> set(int... arguments) {
    Set<Integer> set = new TreeSet<>();
    Arrays.stream(arguments).forEach(set::add);
    return set;
  }
}
