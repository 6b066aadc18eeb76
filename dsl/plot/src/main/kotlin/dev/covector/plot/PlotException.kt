package dev.covector.plot

import dev.covector.CovectorException

/** What cannot be drawn or saved: the message names the function, what it was given, and the remedy. */
public class PlotException internal constructor(message: String, cause: Throwable? = null) :
    CovectorException(message, cause) {
    private companion object {
        private const val serialVersionUID = 1L
    }
}
