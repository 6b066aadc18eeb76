package dev.covector.dsl

import java.io.Writer
import java.nio.file.Files
import java.nio.file.Path
import java.nio.file.StandardOpenOption

/**
 * Where measurements go while a training runs.
 *
 * ```
 * logger(JsonLines("runs/digits/log.jsonl"), every = 10)
 * ```
 */
public interface TrainingLogger : AutoCloseable {
    /**
     * Some values.
     *
     * @param step after which they were measured, from 1
     * @param values by name; those of a validation begin with `val_`
     */
    public fun log(step: Long, epoch: Int, values: Map<String, Double>)

    /** What was logged is on the disk when it returns. */
    public fun flush() {}

    override fun close() {}
}

/** Prints a line each time: `step 100  epoch 2  loss 0.4213`. */
public class ConsoleLogger : TrainingLogger {
    override fun log(step: Long, epoch: Int, values: Map<String, Double>): Unit = println(
        "step $step  epoch $epoch" + values.entries.joinToString("") { (name, value) ->
            "  $name ${number(value)}"
        },
    )
}

/**
 * A JSON object on a line each time: `{"step":100,"epoch":2,"loss":0.4213}`. NaN and infinities, which
 * JSON does not have, are texts. A file that exists is continued.
 */
public class JsonLines(file: Path) : TrainingLogger {
    /** A file by its name; folders on the way to it are made. */
    public constructor(file: String) : this(Path.of(file))

    private val lines = AppendedFile(file)

    override fun log(step: Long, epoch: Int, values: Map<String, Double>) {
        val numbers = values.entries.joinToString("") { (name, value) -> ",${quoted(name)}:${json(value)}" }
        lines.add("{\"step\":$step,\"epoch\":$epoch$numbers}")
    }

    override fun flush(): Unit = lines.flush()

    override fun close(): Unit = lines.close()

    private companion object {
        fun json(value: Double) = if (value.isFinite()) value.toString() else "\"$value\""

        fun quoted(text: String) = buildString {
            append('"')
            for (c in text) {
                when {
                    c == '"' || c == '\\' -> append('\\').append(c)
                    c < ' ' -> append("\\u%04x".format(c.code))
                    else -> append(c)
                }
            }
            append('"')
        }
    }
}

/**
 * A CSV file of the columns step, epoch, name and value: one line for each value, so that names may
 * come up later. A file that exists is continued.
 */
public class CsvLogger(file: Path) : TrainingLogger {
    /** A file by its name; folders on the way to it are made. */
    public constructor(file: String) : this(Path.of(file))

    private val lines = AppendedFile(file, "step,epoch,name,value")

    override fun log(step: Long, epoch: Int, values: Map<String, Double>): Unit =
        values.forEach { (name, value) -> lines.add("$step,$epoch,${field(name)},$value") }

    override fun flush(): Unit = lines.flush()

    override fun close(): Unit = lines.close()

    private companion object {
        fun field(text: String) = if (text.any { it in ",\"\r\n" }) "\"" + text.replace("\"", "\"\"") + "\"" else text
    }
}

/** Lines at the end of a file, which is opened when there is one, also after it was closed. */
private class AppendedFile(private val file: Path, private val header: String? = null) : AutoCloseable {
    private var writer: Writer? = null

    fun add(line: String) {
        val open = writer ?: open().also { writer = it }
        open.write(line)
        open.write("\n")
    }

    private fun open(): Writer {
        file.toAbsolutePath().parent?.let { Files.createDirectories(it) }
        val begins = !Files.exists(file) || Files.size(file) == 0L
        val opened = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)
        if (begins && header != null) opened.write(header + "\n")
        return opened
    }

    fun flush() {
        writer?.flush()
    }

    override fun close() {
        writer?.close()
        writer = null
    }
}
