package dev.covector.dsl

import sun.misc.Signal
import sun.misc.SignalHandler

/**
 * Ctrl-C while a training runs: the first one asks it to end after the step, the second one goes to
 * whoever handled it before, who ends the program.
 */
internal class Interrupts(private val first: () -> Unit) : AutoCloseable {
    private var asked = false
    private val previous: SignalHandler? = install()

    /** None where the JVM leaves its signals to others (`-Xrs`, or a native program that embeds it). */
    private fun install(): SignalHandler? = try {
        Signal.handle(INTERRUPT) { pressed() }
    } catch (_: IllegalArgumentException) {
        null
    }

    private fun pressed() {
        if (!asked) {
            asked = true
            first()
        } else {
            close()
            Signal.raise(INTERRUPT)
        }
    }

    override fun close() {
        previous?.let { Signal.handle(INTERRUPT, it) }
    }

    private companion object {
        val INTERRUPT = Signal("INT")
    }
}
