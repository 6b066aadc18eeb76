/**
 * Polynomial vector mathematics for f32 and f64: {@link dev.covector.simd.math.FloatMath} and
 * {@link dev.covector.simd.math.DoubleMath}, one small class per function behind them.
 *
 * <p>Every function exists twice: over vectors of any species, and as a scalar twin with the same
 * operations in the same order (fused multiply-add included), so that a tail or the scalar mode
 * returns the bits a vector lane would. Errors are at most 2 ULP, zeros, infinities, NaN and
 * subnormal numbers included; {@code lgamma} and {@code digamma} of negative arguments are exempt
 * close to their zeros. The polynomials were fitted for this package by Remez exchange in 60-digit
 * arithmetic; each class states its reduction, its source and the error of its fit.
 *
 * <h2>How a generated loop has to use them</h2>
 *
 * <ul>
 *   <li>The species comes from the argument ({@code x.broadcast(c)}), never from a field here: when
 *       the caller's species is a {@code static final}, C2 sees one exact vector class throughout,
 *       and a profile polluted by other species does no harm.
 *   <li>Plain calls are inlined without a flag only while the compilation is small. C2 stops
 *       inlining ordinary methods at 18,000 nodes (NodeCountInliningCutoff, no product flag), which
 *       two calls of {@code exp} or one {@code tanh} and a half reach; each later call is a real
 *       call and boxes its vectors. FreqInlineSize (325 bytes) excludes the longer functions
 *       everywhere.
 *   <li>{@link dev.covector.simd.math.InlineMath} therefore copies the bodies into the loop. The
 *       Vector API's methods are forced inline and exempt from both limits: twelve copied {@code
 *       tanh} in one loop allocate nothing. A method under construction stays under 8,000 bytes
 *       (HugeMethodLimit); a function takes 200 to 900.
 *   <li>sin, cos and tan leave the vector path when a lane is huge, through an array and the public
 *       scalar twin: no vector is live across that call, so the loop itself stays free of boxes.
 * </ul>
 */
@NullMarked
package dev.covector.simd.math;

import org.jspecify.annotations.NullMarked;
