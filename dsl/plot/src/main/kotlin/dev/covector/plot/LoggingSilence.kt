package dev.covector.plot

import org.slf4j.LoggerFactory

/**
 * Without a logging provider, SLF4J prints at its first use that it has none; lets-plot has nothing to log that its
 * exceptions do not say, so that line is kept from the console. A provider on the class path is used as it is.
 */
internal object LoggingSilence {
    private const val VERBOSITY = "slf4j.internal.verbosity"

    init {
        if (System.getProperty(VERBOSITY) == null) {
            System.setProperty(VERBOSITY, "ERROR")
            LoggerFactory.getILoggerFactory()
            System.clearProperty(VERBOSITY)
        }
    }

    /** Nothing more: the first use has done it. */
    fun keep() {}
}
