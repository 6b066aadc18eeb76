package dev.covector.linen;

import dev.covector.DTypeException;
import dev.covector.ShapeException;
import dev.covector.Tensor;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What modules are bound to while {@code init} or {@code apply} runs: variables, keys, and the
 * place of each module. A module itself knows nothing of it; a frame is found by the thread and a
 * place by the module's identity, so that one module can be applied on many threads at once.
 */
final class Frame {
  private static final ScopedValue<Frame> CURRENT = ScopedValue.newInstance();

  private final Store variables;
  private final List<String> rootPath;
  private final boolean initializing;
  private final Predicate<String> mutable;
  private final Predicate<String> captured;
  private final boolean training;
  private final IdentityHashMap<Module, Scope> scopes = new IdentityHashMap<>();
  private final CallLog log;
  private final @Nullable Frame around;
  private @Nullable Body body;

  private Frame(
      Store variables,
      List<String> rootPath,
      boolean initializing,
      Predicate<String> mutable,
      Predicate<String> captured,
      boolean training,
      CallLog log,
      @Nullable Frame around) {
    this.variables = variables;
    this.rootPath = rootPath;
    this.initializing = initializing;
    this.mutable = mutable;
    this.captured = captured;
    this.training = training;
    this.log = log;
    this.around = around;
  }

  /** The frame of a whole model. */
  static Frame open(
      Module root,
      Map<String, ?> variables,
      Map<String, Tensor> rngs,
      boolean initializing,
      ApplyOptions options,
      CallLog log) {
    Frame frame =
        new Frame(
            new Store(variables, options.mutable()),
            List.of(),
            initializing,
            options.mutable(),
            options.captured(),
            options.training(),
            log,
            null);
    Map<String, Rng> streams = new LinkedHashMap<>();
    rngs.forEach((stream, key) -> streams.put(stream, new Rng(key, List.of())));
    frame.bind(root, new Scope(frame, List.of(), streams, new RngCounters()));
    return frame;
  }

  /**
   * The frame of a part of a model inside a lifted transformation. Keys are counted on where the
   * outer frame is.
   *
   * @param variables of the part
   * @param rngs the streams that go in
   * @param mutable which collections may change in it
   */
  static Frame within(
      Module part,
      Scope place,
      Map<String, ?> variables,
      Map<String, Rng> rngs,
      Predicate<String> mutable) {
    Frame outer = place.frame();
    Predicate<String> both = name -> mutable.test(name) && outer.isMutable(name);
    Frame inner =
        new Frame(
            new Store(variables, both),
            place.path(),
            outer.initializing,
            both,
            outer.captured,
            outer.training,
            outer.log,
            outer);
    Scope root = new Scope(inner, place.path(), rngs, place.counters());
    outer.scopes.forEach(
        (module, scope) -> {
          if (scope.isWithin(place)) {
            inner.scopes.put(module, root.below(scope.path()));
          }
        });
    inner.bind(part, root);
    if (outer.body != null && outer.body.module() == part) {
      inner.body = outer.body.resumed(root);
    }
    return inner;
  }

  /** Goes on counting modules where a frame inside stopped. */
  void absorb(Frame inner) {
    if (body != null && inner.body != null) {
      body.absorb(inner.body);
    }
  }

  static Optional<Frame> current() {
    return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
  }

  /** The place of a module in the current frame. */
  static Scope scope(Module module) {
    if (!CURRENT.isBound()) {
      throw new ModuleException(
          module.className()
              + " is not bound: call it inside init or apply, as in model.apply(variables, x);"
              + " model.init(key, x) makes the variables");
    }
    return CURRENT.get().scopeOf(module);
  }

  /** Gives a module that is being constructed a place in the order of the running body. */
  static @Nullable Slot construct(Module module) {
    Frame frame = CURRENT.isBound() ? CURRENT.get() : null;
    return frame == null || frame.body == null ? null : frame.body.add(module);
  }

  /** Runs code with this frame. */
  <R> R run(Supplier<R> code) {
    return ScopedValue.where(CURRENT, this).call(code::get);
  }

  /** Runs the body of a module: modules constructed in it are its parts. */
  <R> R enter(
      Module module, List<@Nullable Object> arguments, Function<List<@Nullable Object>, R> code) {
    Scope scope = scopeOf(module);
    if (body != null && body.module() == module) {
      return code.apply(arguments);
    }
    Body outer = body;
    body = new Body(module, scope);
    try {
      R result = Interceptors.call(module, scope, arguments, code);
      log.call(module, scope, result);
      if (captured.test(String.join("/", scope.path()))) {
        Sown.append(scope, module, CollectionName.INTERMEDIATES, "__call__", result);
      }
      return result;
    } catch (ShapeException e) {
      throw new ShapeException(Located.message(e, scope.describe(module)), e);
    } catch (DTypeException e) {
      throw new DTypeException(Located.message(e, scope.describe(module)), e);
    } finally {
      body = outer;
    }
  }

  private Scope scopeOf(Module module) {
    Scope scope = scopes.get(module);
    if (scope != null) {
      return scope;
    }
    Slot slot = module.slot();
    if (slot != null && around != null && isOuterPart(slot)) {
      Scope outer = around.scopeOf(module);
      Scope own = scopeOf(slot.body().module()).below(outer.path());
      bind(module, own);
      return own;
    }
    if (slot == null || slot.body().scope().frame() != this) {
      throw new ModuleException(
          module.className()
              + " is not bound here: it was made outside of the model that runs, and no field of"
              + " that model holds it; construct it in the body that calls it, or keep it in a"
              + " field");
    }
    if (!slot.claim(module)) {
      slot = slot.body().add(module);
      module.place(slot);
      slot.claim(module);
    }
    Optional<Slot> owner = slot.body().owner(module);
    if (owner.isPresent()) {
      scopeOf(owner.get().latest());
      Scope adopted = scopes.get(module);
      if (adopted != null) {
        return adopted;
      }
    }
    Scope own = slot.body().scopeOf(module, slot);
    bind(module, own);
    return own;
  }

  /** Whether a module was constructed in the body around, of the module that is lifted. */
  private boolean isOuterPart(Slot slot) {
    return slot.body().scope().frame() != this && scopes.containsKey(slot.body().module());
  }

  /**
   * Makes two modules have one place: that of the outer one, where one is below the other; else
   * that of {@code other}.
   */
  void share(Module module, Module other) {
    Scope own = scopeOf(module);
    Scope its = scopeOf(other);
    if (its.isWithin(own)) {
      move(other, its, own);
    } else {
      move(module, own, its);
      if (body != null && body.module() == module) {
        body.move(its);
      }
    }
  }

  /** Moves a module, and the parts in its fields that are below it. */
  private void move(Module module, Scope from, Scope to) {
    scopes.put(module, to);
    for (Fields.Part part : Fields.of(module)) {
      Scope below = scopes.get(part.module());
      if (below != null && below.path().size() > from.path().size() && below.isWithin(from)) {
        move(part.module(), below, to.child(below.path().getLast()));
      }
    }
  }

  /** Binds a module, and the parts in its fields that have no other owner. */
  private void bind(Module module, Scope scope) {
    scopes.put(module, scope);
    for (Fields.Part part : Fields.of(module)) {
      if (!scopes.containsKey(part.module()) && isPart(part.module(), module)) {
        String name = part.module().name().orElse(part.name());
        bind(part.module(), scope.childOfField(module, part.module(), name));
      }
    }
  }

  /** Not one that the body around constructed before, to pass it in: that is the body's own. */
  private boolean isPart(Module part, Module whole) {
    Slot slot = part.slot();
    if (slot == null || slot.body().scope().frame() != this) {
      return true;
    }
    Slot holder = whole.slot();
    return holder != null && holder.body() == slot.body() && holder.index() < slot.index();
  }

  /**
   * Takes a name for a variable in the run of a module's body.
   *
   * @throws ModuleException when that run has a variable of the name already
   */
  void reserve(Module module, Scope scope, String collection, String name) {
    if (body != null && body.module() == module && !body.reserve(collection, name)) {
      throw new ModuleException(
          "%s asks twice for %s in the collection '%s'; give one of the two another name, or keep what the first gave"
              .formatted(scope.describe(module), name, collection));
    }
  }

  Store variables() {
    return variables;
  }

  List<String> rootPath() {
    return rootPath;
  }

  /** Whether this is the frame of a part inside a lifted transformation. */
  boolean isLifted() {
    return around != null;
  }

  boolean isInitializing() {
    return initializing;
  }

  boolean isTraining() {
    return training;
  }

  boolean isMutable(String collection) {
    return mutable.test(collection);
  }

  /** The mutable collections as they are now. */
  Map<String, Object> changed() {
    return variables.view(mutable);
  }
}
