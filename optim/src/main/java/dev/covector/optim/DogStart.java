package dev.covector.optim;

/** What the first step of {@link Dog} is measured by. */
public enum DogStart {
  /** The distance from the initial parameters that is assumed. */
  DISTANCE,
  /** The learning rate. */
  LEARNING_RATE,
  /** The distance relative to 1 + the norm of the initial parameters. */
  HEURISTIC
}
