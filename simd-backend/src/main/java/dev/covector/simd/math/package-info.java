/** Polynomial vector mathematics for f32 and f64, with scalar twins. */
@NullMarked
package dev.covector.simd.math;

import org.jspecify.annotations.NullMarked;
