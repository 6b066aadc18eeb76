/**
 * The SIMD backend: loops generated at run time as hidden classes over the Vector API, a packed
 * matrix product, and a pool of one worker per physical core.
 *
 * <p>A {@link dev.covector.kernel.Loop} is normalised to a {@link dev.covector.simd.LoopPlan},
 * whose key finds or generates a {@link dev.covector.simd.GeneratedLoop}; a {@link
 * dev.covector.simd.LoopKernel} drives it over the iteration space. Generated code knows neither
 * extents, nor strides, nor addresses: they are arguments.
 */
@NullMarked
package dev.covector.simd;

import org.jspecify.annotations.NullMarked;
