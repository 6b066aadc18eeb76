package dev.covector.nnx;

import dev.covector.Tensor;
import dev.covector.trace.Trace;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The values that variables have for the code that runs on this thread now, by identity. Overlays
 * lie on each other as transformations do; the lowest is a transaction, which writes its changes
 * into the variables when everything has succeeded.
 */
final class Overlay {
  /** What an overlay is bound for. */
  enum Kind {
    /** Untraced code, whose reads and writes are of one moment. */
    TRANSACTION,
    /** A traced function, which may read what it closes over. */
    TRACE,
    /** A traced function that is kept: what it closed over would be stale in the next call. */
    JIT
  }

  private static final ScopedValue<Overlay> CURRENT = ScopedValue.newInstance();

  /** Held while the values of several variables are read, or written. */
  private static final ReentrantReadWriteLock LOCK = new ReentrantReadWriteLock();

  private final Kind kind;
  private final String name;
  private final @Nullable Overlay parent = current();
  private final Trace trace = Trace.current();
  private final Map<Variable, Tensor> values = new IdentityHashMap<>();
  private final Map<Variable, Boolean> written = new IdentityHashMap<>();

  /** What a transaction read first; empty in other overlays. */
  private final Map<Variable, Tensor> before = new IdentityHashMap<>();

  private Overlay(Kind kind, String name) {
    this.kind = kind;
    this.name = name;
  }

  /** An overlay in which variables have traced values; made in the trace that it is for. */
  static Overlay traced(Kind kind, String name, List<Variable> variables, List<Tensor> tensors) {
    Overlay overlay = new Overlay(kind, name);
    for (int i = 0; i < variables.size(); i++) {
      overlay.values.put(variables.get(i), tensors.get(i));
    }
    return overlay;
  }

  static @Nullable Overlay current() {
    return CURRENT.isBound() ? CURRENT.get() : null;
  }

  /**
   * Runs code whose changes arrive together, or not at all if it throws. If another thread changed
   * something that was read, the code runs again. Inside other code of an overlay it just runs.
   */
  static <T extends @Nullable Object> T transaction(Supplier<T> code) {
    if (current() != null) {
      return code.get();
    }
    while (true) {
      Overlay overlay = new Overlay(Kind.TRANSACTION, "transaction");
      T result = overlay.run(code);
      if (overlay.commit()) {
        return result;
      }
    }
  }

  <T extends @Nullable Object> T run(Supplier<T> code) {
    return ScopedValue.where(CURRENT, this).call(code::get);
  }

  /** Takes a new variable in, if its value may be a tracer. */
  boolean adopt(Variable variable, Tensor value) {
    if (kind == Kind.TRANSACTION) {
      return false;
    }
    values.put(variable, value);
    return true;
  }

  Tensor read(Variable variable) {
    for (Overlay overlay = this; overlay != null; overlay = overlay.parent) {
      Tensor value = overlay.values.get(variable);
      if (value != null) {
        return value;
      }
      if (overlay.kind == Kind.JIT) {
        throw new NnxException(
            "%s: the %s that is read is not among the variables of the arguments; a compiled function must not close over it: pass its module as an argument (modules are found in fields that are modules, lists, arrays, maps, records and optionals of them, not in other objects)"
                .formatted(overlay.name, variable.kind()));
      }
      if (overlay.kind == Kind.TRANSACTION) {
        Tensor settled = variable.settled();
        overlay.values.put(variable, settled);
        overlay.before.put(variable, settled);
        return settled;
      }
    }
    return variable.settled();
  }

  /** The values of several variables, of one moment. */
  List<Tensor> read(List<Variable> variables) {
    LOCK.readLock().lock();
    try {
      List<Tensor> all = new ArrayList<>(variables.size());
      for (Variable variable : variables) {
        all.add(read(variable));
      }
      return all;
    } finally {
      LOCK.readLock().unlock();
    }
  }

  void write(Variable variable, Tensor value) {
    if (Trace.current() != trace) {
      throw new NnxException(
          "the "
              + variable.kind()
              + " is written inside a transformation that does not know of variables; use that of"
              + " Nnx: jit, grad, vmap, scan, cond or remat");
    }
    if (kind != Kind.TRANSACTION && !values.containsKey(variable)) {
      throw new NnxException(
          "%s: the %s that is written is not among the variables of the arguments; pass its module as an argument"
              .formatted(name, variable.kind()));
    }
    values.put(variable, value);
    written.put(variable, true);
  }

  boolean isWritten(Variable variable) {
    return written.containsKey(variable);
  }

  /** Writes all changes, unless something that was read has changed. */
  private boolean commit() {
    if (written.isEmpty()) {
      return true;
    }
    requireEager(written.keySet().iterator().next());
    LOCK.writeLock().lock();
    try {
      for (Map.Entry<Variable, Tensor> read : before.entrySet()) {
        if (!read.getKey().isSettledAs(read.getValue())) {
          return false;
        }
      }
      for (Variable variable : written.keySet()) {
        variable.settle(values.get(variable));
      }
      return true;
    } finally {
      LOCK.writeLock().unlock();
    }
  }

  /** Writes one variable outside of all overlays. */
  static void settle(Variable variable, Tensor value) {
    LOCK.writeLock().lock();
    try {
      variable.settle(value);
    } finally {
      LOCK.writeLock().unlock();
    }
  }

  static void requireEager(Variable variable) {
    if (!Trace.isEager()) {
      throw new NnxException(
          "the "
              + variable.kind()
              + " is written inside a transformation that does not know of variables; use that of"
              + " Nnx: jit, grad, vmap, scan, cond or remat");
    }
  }
}
