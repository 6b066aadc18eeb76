package dev.covector.tree;

/**
 * A type whose instances are leaves of every tree, whatever else they are: a record, a list, an
 * {@link Iterable}. Tensors, shapes and keys implement it.
 */
public interface Leaf {}
