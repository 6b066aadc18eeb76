package dev.covector.script.host

import java.io.IOException
import java.nio.file.Files
import java.nio.file.Path

/** Messages of the compiler and exceptions of a script, as text with the script's lines. */
internal class Reports(private val script: Path, private val shown: String) {
    /** `train.kts:12:5: error: ...`, the line, and a caret below the column. */
    fun message(message: ScriptMessage): String {
        val kind = if (message.isError) "error" else "warning"
        val path = message.path?.let(Path::of) ?: script
        val name = if (path == script) shown else shown(path)
        val text = message.text.removePrefix("$kind: ")
        if (message.line == 0) return "$name: $kind: $text"
        val line = line(path, message.line) ?: return "$name:${message.line}:${message.column}: $kind: $text"
        val blanks = line.take((message.column - 1).coerceIn(0, line.length)).map { if (it == '\t') '\t' else ' ' }
        return "$name:${message.line}:${message.column}: $kind: $text\n$line\n${blanks.joinToString("")}^"
    }

    /**
     * What was thrown, after the script's line; of the stack the frames of the script's own [classes], and where
     * in a library it was thrown.
     */
    fun exception(thrown: Throwable, classes: Set<String>): String {
        val full = System.getProperty("covector.script.fullStack").toBoolean()
        return buildString {
            var cause: Throwable? = thrown
            val seen = mutableSetOf<Throwable>()
            while (cause != null && seen.add(cause)) {
                append(if (cause === thrown) heading(cause, classes) else "\ncaused by ${plain(cause)}")
                // What is further out than the script started it.
                val all = cause.stackTrace.toList()
                val frames = all.dropLastWhile { !full && !isScripts(it, classes) }.ifEmpty { all }
                val kept = if (full || frames === all) frames else kept(frames, classes)
                kept.forEach { append("\n    at ").append(if (isScripts(it, classes)) frame(it) else it) }
                val hidden = frames.size - kept.size
                if (hidden > 0 && cause.cause == null) {
                    append("\n    ($hidden frames of libraries; -Dcovector.script.fullStack=true shows them)")
                }
                cause = cause.cause
            }
        }
    }

    private fun heading(thrown: Throwable, classes: Set<String>): String {
        val message = plain(thrown)
        val named = USERS_LINE.find(message)
        val own = thrown.stackTrace.firstOrNull { isScripts(it, classes) }
        val place = named?.groupValues?.get(1) ?: own?.let { "${it.fileName}:${it.lineNumber}" }
        val text = if (place == null) "$shown: $message" else "$place: ${message.removeSuffix(" ($place)")}"
        val number = place?.substringAfterLast(':')?.toIntOrNull()
        val line = number?.takeIf { place.startsWith(script.fileName.toString() + ":") }?.let { line(script, it) }
        return if (line == null) text else "$text\n$line"
    }

    private fun plain(thrown: Throwable): String {
        val name = thrown.javaClass.simpleName.ifEmpty { thrown.javaClass.name }
        return thrown.message?.let { "$name: $it" } ?: name
    }

    private fun frame(frame: StackTraceElement): String {
        val function = frame.methodName.substringBefore('$')
        val place = "${frame.fileName}:${frame.lineNumber}"
        return if (function in UNNAMED) place else "$function ($place)"
    }

    private fun kept(frames: List<StackTraceElement>, classes: Set<String>): List<StackTraceElement> =
        frames.filterIndexed { i, frame -> i == 0 || isScripts(frame, classes) }

    private fun isScripts(frame: StackTraceElement, classes: Set<String>) =
        frame.className.replace('.', '/') + ".class" in classes && frame.lineNumber > 0

    private fun shown(path: Path): String {
        val here = Path.of("").toAbsolutePath()
        return if (path.isAbsolute && path.startsWith(here)) here.relativize(path).toString() else path.toString()
    }

    private fun line(path: Path, number: Int): String? = try {
        Files.readAllLines(path).getOrNull(number - 1)
    } catch (_: IOException) {
        null
    }

    private companion object {
        val USERS_LINE = Regex(""" \(([^() ]+:\d+)\)$""")
        val UNNAMED = setOf("<init>", "<clinit>", "invoke", "invokeSuspend", "apply")
    }
}
