package dev.covector.linen;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One run of a module's body, and the modules constructed in it. */
final class Body {
  private final Module module;
  private Scope scope;
  private final List<Slot> slots = new ArrayList<>();
  private final Map<String, Module> named = new HashMap<>();
  private final Set<String> variables = new HashSet<>();

  Body(Module module, Scope scope) {
    this.module = module;
    this.scope = scope;
  }

  /** This body going on in another frame: numbers go on too. */
  Body resumed(Scope place) {
    Body body = new Body(module, place);
    body.slots.addAll(slots);
    return body;
  }

  /** Counts what a resumed body has constructed. */
  void absorb(Body resumed) {
    slots.addAll(resumed.slots.subList(slots.size(), resumed.slots.size()));
  }

  Module module() {
    return module;
  }

  Scope scope() {
    return scope;
  }

  /** Goes on at another place. */
  void move(Scope place) {
    scope = place;
  }

  Slot add(Module constructed) {
    Slot slot = new Slot(this, slots.size(), constructed);
    slots.add(slot);
    return slot;
  }

  /**
   * The slot of the module that holds a module in a field, being constructed before it: the field's
   * initialiser made it, so it is a part of that one.
   */
  Optional<Slot> owner(Module part) {
    Slot slot = part.slot();
    for (int i = 0; slot != null && i < slot.index(); i++) {
      Slot earlier = slots.get(i);
      if (Fields.of(earlier.latest()).stream().anyMatch(field -> field.module() == part)) {
        return Optional.of(earlier);
      }
    }
    return Optional.empty();
  }

  /** Whether a variable is asked for by a name for the first time in this run. */
  boolean reserve(String collection, String name) {
    return variables.add(collection + "/" + name);
  }

  /** The scope of a module that belongs to this body: by its own name, or class and number. */
  Scope scopeOf(Module part, Slot slot) {
    String name = part.name().orElseGet(() -> part.className() + "_" + number(slot, part));
    Module other = named.putIfAbsent(name, part);
    if (other != null && other != part || scope.isOfAField(name, part)) {
      throw scope.twice(module, name);
    }
    return scope.child(name);
  }

  private int number(Slot slot, Module part) {
    int number = 0;
    for (int i = 0; i < slot.index(); i++) {
      Module earlier = slots.get(i).latest();
      boolean counts =
          earlier.className().equals(part.className())
              && earlier.name().isEmpty()
              && owner(earlier).isEmpty();
      number += counts ? 1 : 0;
    }
    return number;
  }
}
