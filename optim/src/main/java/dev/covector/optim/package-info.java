/** Optimizers, schedules and losses, after Optax. */
@NullMarked
package dev.covector.optim;

import org.jspecify.annotations.NullMarked;
