package dev.covector.optim;

/** The state of a transformation that remembers nothing. */
public record EmptyState() implements OptState {}
