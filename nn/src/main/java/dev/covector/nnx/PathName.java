package dev.covector.nnx;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Another name for a field in paths; empty if what it holds counts as held by the module.
 *
 * <pre>{@code
 * class Model extends Module {
 *   @PathName("dense_1")
 *   final Linear first = new Linear(3, 2, new Rngs(0));
 * }
 *
 * State state = Nnx.state(new Model()); // dense_1/bias, dense_1/kernel
 * }</pre>
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.FIELD)
public @interface PathName {
  /** The name. */
  String value();
}
