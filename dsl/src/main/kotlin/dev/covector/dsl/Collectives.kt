package dev.covector.dsl

import dev.covector.Covector
import dev.covector.Tensor

/** The sum over all examples of a named axis of [vmap]. */
public fun psum(x: Tensor, axisName: String): Tensor = Covector.psum(x, axisName)

/** The mean over all examples of a named axis of [vmap]. */
public fun pmean(x: Tensor, axisName: String): Tensor = Covector.pmean(x, axisName)

/** The largest over all examples of a named axis of [vmap]. */
public fun pmax(x: Tensor, axisName: String): Tensor = Covector.pmax(x, axisName)

/** The smallest over all examples of a named axis of [vmap]. */
public fun pmin(x: Tensor, axisName: String): Tensor = Covector.pmin(x, axisName)

/** The number of the example along a named axis of [vmap], i32. */
public fun axisIndex(axisName: String): Tensor = Covector.axisIndex(axisName)
