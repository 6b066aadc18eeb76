package dev.covector.kernel;

import java.lang.foreign.MemorySegment;

/**
 * Data that comes with a program.
 *
 * @param buffer the buffer that holds it
 * @param data its bytes, dense, native order; read only while the program lives
 */
public record Constant(int buffer, MemorySegment data) {}
