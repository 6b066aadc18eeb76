/** Operations: one record each, its mathematics beside it. Backends never see them. */
@NullMarked
package dev.covector.op;

import org.jspecify.annotations.NullMarked;
