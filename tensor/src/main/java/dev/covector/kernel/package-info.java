/**
 * The kernel IR: what lowering produces and every backend switches over without a default.
 *
 * <p>A {@link dev.covector.kernel.Program} is a list of {@link dev.covector.kernel.Kernel}s over
 * numbered, dense, row-major buffers of physical dtypes (a key is a pair of u32, a bool is one byte
 * of 0 or 1). Kernels reach buffers through {@link dev.covector.kernel.Access}es: strided index
 * maps that absorb reshapes, transposes, broadcasts, slices and row gathers, so that none of those
 * moves memory by itself.
 */
@NullMarked
package dev.covector.kernel;

import org.jspecify.annotations.NullMarked;
