package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.optim.Optax
import dev.covector.optim.Schedule
import dev.covector.optim.Schedules.Cycle
import dev.covector.optim.Schedules.Interpolation
import java.util.OptionalDouble

internal fun Double?.optional(): OptionalDouble = if (this == null) OptionalDouble.empty() else OptionalDouble.of(this)

/** A schedule of your own: `schedule { step -> 0.1 / (step + 1) }`, where the step is an integer tensor. */
public fun schedule(f: (Tensor) -> Tensor): Schedule = Schedule(f)

/** Always the same value. */
public fun constantSchedule(value: Double): Schedule = Optax.constantSchedule(value)

/**
 * From one value to another along a straight line.
 *
 * @param init the value up to [begin]
 * @param end the value from `begin + steps` on
 * @param steps the length of the way; with 0 the value stays
 */
public fun linearSchedule(init: Double, end: Double, steps: Int, begin: Int = 0): Schedule =
    Optax.linearSchedule(init, end, steps, begin)

/**
 * From one value to another by a power of what is left of the way.
 *
 * @param init the value up to [begin]
 * @param end the value from `begin + steps` on
 * @param power 1 for a straight line
 * @param steps the length of the way; with 0 the value stays
 */
public fun polynomialSchedule(init: Double, end: Double, power: Double, steps: Int, begin: Int = 0): Schedule =
    Optax.polynomialSchedule(init, end, power, steps, begin)

/**
 * A value that is multiplied by a factor at each of some steps.
 *
 * @param init the value before the first of them
 * @param boundariesAndScales the factors, not negative, by step: `mapOf(1000 to 0.1)`
 */
public fun piecewiseConstantSchedule(init: Double, boundariesAndScales: Map<Int, Double>): Schedule =
    Optax.piecewiseConstantSchedule(init, boundariesAndScales)

/**
 * Values at some steps, interpolated in between.
 *
 * @param init the value at step 0
 * @param boundariesAndScales the factor by which the value changes until each step
 */
public fun piecewiseInterpolateSchedule(
    kind: Interpolation,
    init: Double,
    boundariesAndScales: Map<Int, Double>,
): Schedule = Optax.piecewiseInterpolateSchedule(kind, init, boundariesAndScales)

/**
 * Exponential decay: `init rate^((step - begin) / steps)`.
 *
 * @param init the value up to [begin]
 * @param steps after how many steps the rate is reached; with 0 the value stays
 * @param rate the factor; with 0 the value stays
 * @param staircase whether the exponent is rounded down
 * @param end the value that is not passed; null for none
 */
public fun exponentialDecay(
    init: Double,
    steps: Int,
    rate: Double,
    begin: Int = 0,
    staircase: Boolean = false,
    end: Double? = null,
): Schedule = Optax.exponentialDecay(init, steps, rate, begin, staircase, end.optional())

/**
 * Half a period of a cosine, from a value to a part of it. Loshchilov & Hutter 2017, "SGDR".
 *
 * @param init the first value
 * @param decaySteps the length of the way
 * @param alpha the part of the first value that is the last
 * @param exponent the power that the cosine is raised to
 */
public fun cosineDecaySchedule(init: Double, decaySteps: Int, alpha: Double = 0.0, exponent: Double = 1.0): Schedule =
    Optax.cosineDecaySchedule(init, decaySteps, alpha, exponent)

/** From a first value up along a line, then constant. */
public fun warmupConstantSchedule(init: Double, peak: Double, warmupSteps: Int): Schedule =
    Optax.warmupConstantSchedule(init, peak, warmupSteps)

/**
 * Up along a line, then down along half a cosine.
 *
 * @param init the first value
 * @param peak the value after the warm-up
 * @param warmupSteps the length of the warm-up
 * @param decaySteps the length of all, the warm-up included
 * @param end the last value
 * @param exponent the power that the cosine is raised to
 */
public fun warmupCosineDecaySchedule(
    init: Double = 0.0,
    peak: Double,
    warmupSteps: Int,
    decaySteps: Int,
    end: Double = 0.0,
    exponent: Double = 1.0,
): Schedule = Optax.warmupCosineDecaySchedule(init, peak, warmupSteps, decaySteps, end, exponent)

/**
 * Up along a line, then exponential decay.
 *
 * @param init the first value
 * @param peak the value after the warm-up
 * @param warmupSteps the length of the warm-up
 * @param steps after how many steps the rate is reached
 * @param rate the factor
 * @param begin where the decay begins, after the warm-up
 * @param staircase whether the exponent is rounded down
 * @param end the value that is not passed; null for none
 */
public fun warmupExponentialDecaySchedule(
    init: Double = 0.0,
    peak: Double,
    warmupSteps: Int,
    steps: Int,
    rate: Double,
    begin: Int = 0,
    staircase: Boolean = false,
    end: Double? = null,
): Schedule =
    Optax.warmupExponentialDecaySchedule(init, peak, warmupSteps, steps, rate, begin, staircase, end.optional())

/**
 * One schedule after the other; each counts from its own beginning.
 *
 * @param boundaries where all but the first begin
 */
public fun joinSchedules(schedules: List<Schedule>, boundaries: List<Int>): Schedule =
    Optax.joinSchedules(schedules, boundaries)

/**
 * Up to a peak along a line, down to the first value, and further down. Smith & Topin 2018, "Super-Convergence".
 *
 * @param steps the length of all
 * @param peak the largest value
 * @param pctStart the part of the steps that go up
 * @param pctFinal the part of the steps until the first value is reached again
 * @param divFactor the peak over the first value
 * @param finalDivFactor the first value over the last
 */
public fun linearOnecycleSchedule(
    steps: Int,
    peak: Double,
    pctStart: Double = 0.3,
    pctFinal: Double = 0.85,
    divFactor: Double = 25.0,
    finalDivFactor: Double = 1e4,
): Schedule = Optax.linearOnecycleSchedule(steps, peak, pctStart, pctFinal, divFactor, finalDivFactor)

/**
 * Up to a peak and down along half cosines. Smith & Topin 2018, "Super-Convergence".
 *
 * @param steps the length of all
 * @param peak the largest value
 * @param pctStart the part of the steps that go up
 * @param divFactor the peak over the first value
 * @param finalDivFactor the first value over the last
 */
public fun cosineOnecycleSchedule(
    steps: Int,
    peak: Double,
    pctStart: Double = 0.3,
    divFactor: Double = 25.0,
    finalDivFactor: Double = 1e4,
): Schedule = Optax.cosineOnecycleSchedule(steps, peak, pctStart, divFactor, finalDivFactor)

/** Warm restarts: one cycle of warm-up and cosine after the other. Loshchilov & Hutter 2017, "SGDR". */
public fun sgdrSchedule(cycles: List<Cycle>): Schedule = Optax.sgdrSchedule(cycles)
