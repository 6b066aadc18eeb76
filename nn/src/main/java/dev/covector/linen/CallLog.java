package dev.covector.linen;

import org.jspecify.annotations.Nullable;

/** Hears of every call of a module, for summaries. */
@FunctionalInterface
interface CallLog {
  CallLog NONE = (module, scope, output) -> {};

  /** A module's body has returned. */
  void call(Module module, Scope scope, @Nullable Object output);
}
