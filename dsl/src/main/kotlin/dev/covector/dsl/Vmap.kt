package dev.covector.dsl

import dev.covector.Axes
import dev.covector.Fn1
import dev.covector.Fn2
import dev.covector.Fn3
import dev.covector.Fn4
import dev.covector.Fn5
import dev.covector.Fn6
import dev.covector.MapTransform

/**
 * The axis that [vmap] maps of each argument: `axes(0, null)` is axis 0 of the first, and the whole
 * second one for every example. A tree of axes serves for the parts of an argument.
 */
public fun axes(vararg perArgument: Any?): Axes = Axes.`in`(*perArgument)

/**
 * [f] for each example along the mapped axes, computed at once.
 *
 * @param inAxes one axis per argument, by [axes]; axis 0 of each where nothing is said
 * @param outAxes where the mapped axis lies in the results
 * @param axisName a name for psum, pmean and axisIndex
 * @param axisSize the number of examples, needed when no argument is mapped
 */
public fun <A : Any, R : Any> vmap(
    f: (A) -> R,
    inAxes: Axes = Axes.FIRST,
    outAxes: Any? = 0,
    axisName: String? = null,
    axisSize: Int? = null,
): (A) -> R = MapTransform.vmap(Fn1(f), inAxes.with(outAxes, axisName, axisSize))::apply

/** [f] for each example along the mapped axes, computed at once; the options are those of the function above. */
public fun <A : Any, R : Any> vmap(
    inAxes: Axes = Axes.FIRST,
    outAxes: Any? = 0,
    axisName: String? = null,
    axisSize: Int? = null,
    f: (A) -> R,
): (A) -> R = MapTransform.vmap(Fn1(f), inAxes.with(outAxes, axisName, axisSize))::apply

/**
 * [f] for each example along the mapped axes, computed at once.
 *
 * @param inAxes one axis per argument, by [axes]; axis 0 of each where nothing is said
 * @param outAxes where the mapped axis lies in the results
 * @param axisName a name for psum, pmean and axisIndex
 * @param axisSize the number of examples, needed when no argument is mapped
 */
public fun <A : Any, B : Any, R : Any> vmap(
    f: (A, B) -> R,
    inAxes: Axes = Axes.FIRST,
    outAxes: Any? = 0,
    axisName: String? = null,
    axisSize: Int? = null,
): (A, B) -> R = MapTransform.vmap(Fn2(f), inAxes.with(outAxes, axisName, axisSize))::apply

/** [f] for each example along the mapped axes, computed at once; the options are those of the function above. */
public fun <A : Any, B : Any, R : Any> vmap(
    inAxes: Axes = Axes.FIRST,
    outAxes: Any? = 0,
    axisName: String? = null,
    axisSize: Int? = null,
    f: (A, B) -> R,
): (A, B) -> R = MapTransform.vmap(Fn2(f), inAxes.with(outAxes, axisName, axisSize))::apply

/**
 * [f] for each example along the mapped axes, computed at once.
 *
 * @param inAxes one axis per argument, by [axes]; axis 0 of each where nothing is said
 * @param outAxes where the mapped axis lies in the results
 * @param axisName a name for psum, pmean and axisIndex
 * @param axisSize the number of examples, needed when no argument is mapped
 */
public fun <A : Any, B : Any, C : Any, R : Any> vmap(
    f: (A, B, C) -> R,
    inAxes: Axes = Axes.FIRST,
    outAxes: Any? = 0,
    axisName: String? = null,
    axisSize: Int? = null,
): (A, B, C) -> R = MapTransform.vmap(Fn3(f), inAxes.with(outAxes, axisName, axisSize))::apply

/** [f] for each example along the mapped axes, computed at once; the options are those of the function above. */
public fun <A : Any, B : Any, C : Any, R : Any> vmap(
    inAxes: Axes = Axes.FIRST,
    outAxes: Any? = 0,
    axisName: String? = null,
    axisSize: Int? = null,
    f: (A, B, C) -> R,
): (A, B, C) -> R = MapTransform.vmap(Fn3(f), inAxes.with(outAxes, axisName, axisSize))::apply

/**
 * [f] for each example along the mapped axes, computed at once.
 *
 * @param inAxes one axis per argument, by [axes]; axis 0 of each where nothing is said
 * @param outAxes where the mapped axis lies in the results
 * @param axisName a name for psum, pmean and axisIndex
 * @param axisSize the number of examples, needed when no argument is mapped
 */
public fun <A : Any, B : Any, C : Any, D : Any, R : Any> vmap(
    f: (A, B, C, D) -> R,
    inAxes: Axes = Axes.FIRST,
    outAxes: Any? = 0,
    axisName: String? = null,
    axisSize: Int? = null,
): (A, B, C, D) -> R = MapTransform.vmap(Fn4(f), inAxes.with(outAxes, axisName, axisSize))::apply

/** [f] for each example along the mapped axes, computed at once; the options are those of the function above. */
public fun <A : Any, B : Any, C : Any, D : Any, R : Any> vmap(
    inAxes: Axes = Axes.FIRST,
    outAxes: Any? = 0,
    axisName: String? = null,
    axisSize: Int? = null,
    f: (A, B, C, D) -> R,
): (A, B, C, D) -> R = MapTransform.vmap(Fn4(f), inAxes.with(outAxes, axisName, axisSize))::apply

/**
 * [f] for each example along the mapped axes, computed at once.
 *
 * @param inAxes one axis per argument, by [axes]; axis 0 of each where nothing is said
 * @param outAxes where the mapped axis lies in the results
 * @param axisName a name for psum, pmean and axisIndex
 * @param axisSize the number of examples, needed when no argument is mapped
 */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, R : Any> vmap(
    f: (A, B, C, D, E) -> R,
    inAxes: Axes = Axes.FIRST,
    outAxes: Any? = 0,
    axisName: String? = null,
    axisSize: Int? = null,
): (A, B, C, D, E) -> R = MapTransform.vmap(Fn5(f), inAxes.with(outAxes, axisName, axisSize))::apply

/** [f] for each example along the mapped axes, computed at once; the options are those of the function above. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, R : Any> vmap(
    inAxes: Axes = Axes.FIRST,
    outAxes: Any? = 0,
    axisName: String? = null,
    axisSize: Int? = null,
    f: (A, B, C, D, E) -> R,
): (A, B, C, D, E) -> R = MapTransform.vmap(Fn5(f), inAxes.with(outAxes, axisName, axisSize))::apply

/**
 * [f] for each example along the mapped axes, computed at once.
 *
 * @param inAxes one axis per argument, by [axes]; axis 0 of each where nothing is said
 * @param outAxes where the mapped axis lies in the results
 * @param axisName a name for psum, pmean and axisIndex
 * @param axisSize the number of examples, needed when no argument is mapped
 */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, R : Any> vmap(
    f: (A, B, C, D, E, F) -> R,
    inAxes: Axes = Axes.FIRST,
    outAxes: Any? = 0,
    axisName: String? = null,
    axisSize: Int? = null,
): (A, B, C, D, E, F) -> R = MapTransform.vmap(Fn6(f), inAxes.with(outAxes, axisName, axisSize))::apply

/** [f] for each example along the mapped axes, computed at once; the options are those of the function above. */
public fun <A : Any, B : Any, C : Any, D : Any, E : Any, F : Any, R : Any> vmap(
    inAxes: Axes = Axes.FIRST,
    outAxes: Any? = 0,
    axisName: String? = null,
    axisSize: Int? = null,
    f: (A, B, C, D, E, F) -> R,
): (A, B, C, D, E, F) -> R = MapTransform.vmap(Fn6(f), inAxes.with(outAxes, axisName, axisSize))::apply

private fun Axes.with(outAxes: Any?, axisName: String?, axisSize: Int?): Axes {
    val placed = out(outAxes)
    val named = if (axisName == null) placed else placed.named(axisName)
    return if (axisSize == null) named else named.sized(axisSize)
}
