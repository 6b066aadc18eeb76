package dev.covector.transform;

import dev.covector.Defaults;
import dev.covector.Tensor;
import dev.covector.TensorType;
import dev.covector.backend.DeviceBuffer;
import dev.covector.backend.Executable;
import dev.covector.graph.Graph;
import dev.covector.trace.ConcreteTensor;
import dev.covector.trace.Evaluation;
import dev.covector.tree.Tree;
import dev.covector.tree.TreeDef;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * One signature of a jitted function with everything that a call of it needs. A call that fits is
 * flattened, compared, run and put together without looking anything up, and allocates its results
 * only; one that does not fit has had no effect.
 */
final class PreparedCall {
  /** The answer to arguments of another signature, and to those that are an error. */
  static final Object OTHER = new Object();

  /** So few tensors are compared each with each; for more, a set is made. */
  private static final int FEW = 64;

  /** How many calls may reuse memory at the same time; others allocate. */
  private static final int SCRATCHES = 8;

  private final String name;
  private final TreeDef[] arguments;
  private final boolean[] isStatic;
  private final @Nullable Object[] staticArguments;

  /** For each leaf its type, or null for a static one. */
  private final @Nullable TensorType[] types;

  /** For each leaf its value where it is static. */
  private final List<Object> statics;

  private final int dynamicCount;
  private final Defaults settings;
  private final boolean @Nullable [] donated;
  private final List<ConcreteTensor> closedOver;
  private final Executable executable;
  private final TensorType[] resultTypes;
  private final Leaves.Layout results;
  private final AtomicReferenceArray<@Nullable Scratch> scratches =
      new AtomicReferenceArray<>(SCRATCHES);

  /**
   * The call of a staged graph without residuals under the settings in force.
   *
   * @param isStatic which arguments are static; their values are in {@code arguments}
   * @param in the other arguments
   * @param donated which of the dynamic leaves are donated; null for none
   */
  PreparedCall(
      String name,
      @Nullable Object[] arguments,
      boolean[] isStatic,
      Leaves in,
      boolean @Nullable [] donated,
      Graph graph,
      Leaves.Layout results) {
    this.name = name;
    this.arguments = in.layout().structure().children().toArray(TreeDef[]::new);
    this.isStatic = isStatic;
    this.staticArguments = new Object[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      staticArguments[i] = isStatic[i] ? arguments[i] : null;
    }
    this.statics = in.layout().statics();
    this.types = new TensorType[statics.size()];
    int dynamic = 0;
    for (int i = 0; i < types.length; i++) {
      types[i] = statics.get(i) == Leaves.Hole.DYNAMIC ? in.types().get(dynamic++) : null;
    }
    this.dynamicCount = dynamic;
    this.settings = Defaults.current();
    this.donated = donated == null ? null : donated.clone();
    this.closedOver = donated == null ? List.of() : ClosedOver.by(graph);
    this.executable = Evaluation.executable(graph);
    this.resultTypes = graph.outputTypes().toArray(TensorType[]::new);
    this.results = results;
  }

  /** What one call at a time uses. */
  private static final class Scratch {
    final @Nullable Object[] leaves;
    final @Nullable DeviceBuffer[] inputs;
    final @Nullable DeviceBuffer[] outputs;
    final @Nullable Object[] results;

    Scratch(int leaves, int dynamic, int outputs, int results) {
      this.leaves = new Object[leaves];
      this.inputs = new DeviceBuffer[dynamic];
      this.outputs = new DeviceBuffer[outputs];
      this.results = new Object[results];
    }

    /** Keeps nothing alive. */
    void clear() {
      Arrays.fill(leaves, null);
      Arrays.fill(inputs, null);
      Arrays.fill(outputs, null);
      Arrays.fill(results, null);
    }
  }

  /** Calls the function where no trace is current; {@link #OTHER} if the arguments do not fit. */
  @Nullable Object call(
      Defaults current,
      @Nullable Object a,
      @Nullable Object b,
      @Nullable Object c,
      @Nullable Object d,
      @Nullable Object e,
      @Nullable Object f) {
    if (current != settings && !current.equals(settings)) {
      return OTHER;
    }
    int cell = (int) Thread.currentThread().threadId() & SCRATCHES - 1;
    Scratch spare = scratches.getAndSet(cell, null);
    Scratch scratch =
        spare != null
            ? spare
            : new Scratch(types.length, dynamicCount, resultTypes.length, results.statics().size());
    try {
      int at = 0;
      for (int i = 0; i < arguments.length && at >= 0; i++) {
        Object argument =
            switch (i) {
              case 0 -> a;
              case 1 -> b;
              case 2 -> c;
              case 3 -> d;
              case 4 -> e;
              default -> f;
            };
        at = flatten(i, argument, scratch.leaves, at);
      }
      return at >= 0 && fits(scratch) ? run(scratch) : OTHER;
    } finally {
      scratch.clear();
      scratches.set(cell, scratch);
    }
  }

  /** Copies the leaves of an argument; the position after them, or -1 if it is another. */
  private int flatten(int index, @Nullable Object argument, @Nullable Object[] out, int at) {
    if (isStatic[index]) {
      Object expected = staticArguments[index];
      return expected == null ? argument == null ? at : -1 : expected.equals(argument) ? at : -1;
    }
    TreeDef structure = arguments[index];
    if (structure.isLeaf() && argument instanceof ConcreteTensor) {
      out[at] = argument;
      return at + 1;
    }
    return Tree.flattenInto(argument, structure, out, at) ? at + structure.leafCount() : -1;
  }

  /** Compares the leaves, and takes the buffers of the dynamic ones. */
  private boolean fits(Scratch scratch) {
    int next = 0;
    for (int i = 0; i < types.length; i++) {
      Object leaf = scratch.leaves[i];
      TensorType type = types[i];
      if (type == null) {
        if (!statics.get(i).equals(leaf)) {
          return false;
        }
        continue;
      }
      if (leaf != null && leaf.getClass().isArray()) {
        leaf = Tensor.of(leaf);
      }
      if (!(leaf instanceof ConcreteTensor tensor) || !tensor.isAlive() || !has(tensor, type)) {
        return false;
      }
      scratch.leaves[next] = tensor; // the dynamic leaves move to the front
      scratch.inputs[next++] = tensor.buffer();
    }
    return donated == null || areDonatable(scratch.leaves, donated);
  }

  private static boolean has(Tensor tensor, TensorType type) {
    TensorType own = tensor.type();
    return own == type
        || (own.dtype() == type.dtype()
            && own.weak() == type.weak()
            && own.shape().equals(type.shape()));
  }

  /** Whether nobody else can see the donated tensors; {@link JitFunction} words the error. */
  private boolean areDonatable(@Nullable Object[] tensors, boolean[] given) {
    for (int i = 0; i < dynamicCount; i++) {
      Object tensor = tensors[i];
      if (given[i]
          && (!(tensor instanceof ConcreteTensor concrete)
              || concrete.isBorrowed()
              || (dynamicCount <= FEW && isPassedTwice(tensors, i))
              || isClosedOver(concrete))) {
        return false;
      }
    }
    return dynamicCount <= FEW || areDistinct(tensors);
  }

  private boolean isPassedTwice(@Nullable Object[] tensors, int index) {
    for (int i = 0; i < dynamicCount; i++) {
      if (i != index && tensors[i] == tensors[index]) {
        return true;
      }
    }
    return false;
  }

  private boolean areDistinct(@Nullable Object[] tensors) {
    Map<@Nullable Object, Boolean> seen = new IdentityHashMap<>(dynamicCount);
    for (int i = 0; i < dynamicCount; i++) {
      seen.put(tensors[i], true);
    }
    return seen.size() == dynamicCount;
  }

  private boolean isClosedOver(ConcreteTensor tensor) {
    for (int i = 0; i < closedOver.size(); i++) {
      if (closedOver.get(i) == tensor) {
        return true;
      }
    }
    return false;
  }

  private @Nullable Object run(Scratch scratch) {
    executable.run(scratch.inputs, donated, scratch.outputs);
    for (int i = 0; donated != null && i < dynamicCount; i++) {
      if (donated[i] && scratch.leaves[i] instanceof ConcreteTensor tensor) {
        tensor.donate(name);
      }
    }
    List<Object> template = results.statics();
    int next = 0;
    for (int i = 0; i < scratch.results.length; i++) {
      Object leaf = template.get(i);
      if (leaf == Leaves.Hole.DYNAMIC) {
        DeviceBuffer buffer = scratch.outputs[next];
        if (buffer == null) {
          throw new IllegalStateException("an output was not made");
        }
        leaf = ConcreteTensor.of(resultTypes[next++], buffer);
      }
      scratch.results[i] = leaf;
    }
    return results.structure().isLeaf()
        ? scratch.results[0]
        : Tree.unflatten(results.structure(), scratch.results);
  }
}
