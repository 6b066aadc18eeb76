package dev.covector.checkpoint;

import dev.covector.tree.Leaf;

/**
 * A stored constant of an enum, whose class only a target knows.
 *
 * @param name the constant's name
 */
record EnumName(String name) implements Leaf {}
