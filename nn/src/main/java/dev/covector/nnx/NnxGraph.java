package dev.covector.nnx;

import dev.covector.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Modules taken apart, put together, and looked into. */
public class NnxGraph {
  NnxGraph() {}

  private static GraphWalk walk(Object node) {
    GraphWalk walk = new GraphWalk();
    walk.visit(node, VariablePath.ROOT);
    return walk;
  }

  private static State state(GraphWalk walk) {
    List<Tensor> values = values(walk.variables());
    TreeMap<VariablePath, State.Entry> entries = new TreeMap<>();
    for (int i = 0; i < values.size(); i++) {
      Variable variable = walk.variables().get(i);
      entries.put(
          walk.paths().get(i), new State.Entry(variable.getClass(), variable.tag(), values.get(i)));
    }
    return new State(entries);
  }

  /** The values of several variables, of one moment. */
  private static List<Tensor> values(List<Variable> variables) {
    return Overlay.transaction(
        () -> {
          Overlay overlay = Overlay.current();
          return overlay == null ? List.of() : overlay.read(variables);
        });
  }

  /**
   * The values of all variables of a module (or of a list or map of modules), of one moment. A
   * variable that is reached in two ways is there once.
   */
  public static State state(Object node) {
    return state(walk(node));
  }

  /** The values of the variables of a class. */
  public static State state(Object node, Class<? extends Variable> type) {
    return state(node).filter(Filter.ofType(type));
  }

  /** The values of the variables that a filter selects. */
  public static State state(Object node, Filter filter) {
    return state(node).filter(filter);
  }

  /** A module's description and its values. */
  public static <M> Split<M> split(M node) {
    GraphWalk walk = new GraphWalk();
    GraphDef<M> graph = GraphDef.of(node, walk);
    return new Split<>(graph, List.of(state(walk)));
  }

  /**
   * A module's description and its values, apart by filters: each variable goes to the first that
   * selects it.
   *
   * @throws NnxException when a variable is left over
   */
  public static <M> Split<M> split(M node, Filter... filters) {
    Split<M> whole = split(node);
    return new Split<>(whole.graphDef(), whole.state().split(filters));
  }

  /** The description of a module. */
  public static <M> GraphDef<M> graphdef(M node) {
    return GraphDef.of(node, new GraphWalk());
  }

  /**
   * A new module of a description with the values of states. Constructors do not run.
   *
   * @throws NnxException when the states have other variables than the module
   */
  public static <M> M merge(GraphDef<M> graphDef, State... states) {
    return graphDef.merge(states);
  }

  /** A module like this with variables of its own. */
  public static <M> M clone(M node) {
    GraphWalk walk = new GraphWalk();
    GraphDef<M> graph = GraphDef.of(node, walk);
    return graph.merge(values(walk.variables()));
  }

  /**
   * Changes variables of a module, all or none; those that the states do not have stay.
   *
   * @throws NnxException when a state has variables that the module does not have, or of other
   *     shapes
   */
  public static void update(Object node, State... states) {
    GraphWalk walk = walk(node);
    State all = State.merge(states);
    Overlay.transaction(
        () -> {
          TreeMap<VariablePath, State.Entry> given = new TreeMap<>(all.entries());
          Difference difference = new Difference("update");
          for (int i = 0; i < walk.paths().size(); i++) {
            State.Entry entry = given.remove(walk.paths().get(i));
            Tensor old = walk.variables().get(i).get();
            if (entry != null && !(entry.value() instanceof Tensor value)) {
              difference.other(walk.paths().get(i), old, entry.value());
            } else if (entry != null && !((Tensor) entry.value()).shape().equals(old.shape())) {
              difference.other(walk.paths().get(i), old, entry.value());
            }
          }
          given.forEach((path, entry) -> difference.extra(path, entry.value()));
          difference.require();
          for (int i = 0; i < walk.paths().size(); i++) {
            State.Entry entry = all.entries().get(walk.paths().get(i));
            if (entry != null) {
              walk.variables().get(i).set((Tensor) entry.value());
            }
          }
          return all;
        });
  }

  /** All modules that a module holds, itself included, by path; the whole before its parts. */
  public static Map<VariablePath, Module> iterModules(Object node) {
    GraphWalk walk = walk(node);
    Map<VariablePath, Module> modules = new LinkedHashMap<>();
    for (int i = 0; i < walk.modules().size(); i++) {
      modules.put(walk.modulePaths().get(i), walk.modules().get(i));
    }
    return modules;
  }

  /** All variables that a module holds, by path. */
  public static Map<VariablePath, Variable> variables(Object node) {
    GraphWalk walk = walk(node);
    Map<VariablePath, Variable> variables = new TreeMap<>();
    for (int i = 0; i < walk.variables().size(); i++) {
      variables.put(walk.paths().get(i), walk.variables().get(i));
    }
    return variables;
  }

  /**
   * A module with the same variables, in training or evaluation; the given one stays as it is.
   *
   * @param training as {@link Module#train} and {@link Module#eval}
   */
  public static <M> M view(M node, boolean training) {
    GraphWalk walk = new GraphWalk();
    GraphDef<M> graph = GraphDef.of(node, walk);
    M view = graph.assemble(walk.variables());
    iterModules(view).values().forEach(module -> module.setTraining(training));
    return view;
  }

  /**
   * A module with the same variables, some attributes of its parts being others; the given one
   * stays as it is. {@link #viewInfo} says which there are.
   *
   * <pre>{@code
   * Dropout dropout = new Dropout(0.5, new Rngs(0));
   * Dropout still = Nnx.view(dropout, Map.of("deterministic", true));
   * }</pre>
   *
   * @throws NnxException when no part has an attribute of that name
   */
  public static <M> M view(M node, Map<String, ?> attributes) {
    return view(node, attributes, module -> true);
  }

  /** A module with the same variables, some attributes of some of its parts being others. */
  public static <M> M view(M node, Map<String, ?> attributes, Predicate<Module> only) {
    GraphWalk walk = new GraphWalk();
    GraphDef<M> graph = GraphDef.of(node, walk);
    M view = graph.assemble(walk.variables());
    View.set(iterModules(view).values(), attributes, only);
    return view;
  }

  /** The attributes that {@link #view(Object, Map)} sets in a module and its parts, by class. */
  public static String viewInfo(Object node) {
    return viewInfo(node, module -> true);
  }

  /** The attributes that {@link #view(Object, Map)} sets in some parts, by class. */
  public static String viewInfo(Object node, Predicate<Module> only) {
    return View.info(iterModules(node).values(), only);
  }

  /**
   * Runs code, and collects what the modules below one sow meanwhile.
   *
   * @param root paths begin here
   */
  public static <R extends @Nullable Object> CapturedValues<R> capture(
      Object root, Supplier<R> code) {
    return Captured.run(root, code);
  }

  /**
   * Runs untraced code whose changes of variables arrive together, or not at all if it throws. If
   * another thread changed what it read, it runs again.
   */
  public static <R extends @Nullable Object> R atomic(Supplier<R> code) {
    return Overlay.transaction(code);
  }

  /**
   * A module as a readable tree: classes, static fields, and the types and sizes of variables.
   *
   * <pre>{@code
   * System.out.println(Nnx.display(new Linear(2, 3, new Rngs(0))));
   * }</pre>
   */
  public static String display(Object node) {
    return new Display().of(node);
  }

  /** How many numbers the variables of a class have. */
  public static long count(Object node, Class<? extends Variable> type) {
    List<Tensor> values = new ArrayList<>();
    state(node, type).entries().values().forEach(entry -> values.add((Tensor) entry.value()));
    return values.stream().mapToLong(Tensor::size).sum();
  }
}
