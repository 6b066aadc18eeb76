package dev.covector.dsl

import me.tongfei.progressbar.ProgressBar
import me.tongfei.progressbar.ProgressBarBuilder
import me.tongfei.progressbar.ProgressBarStyle
import java.io.PrintStream
import java.time.Duration

/** What somebody who waits for a training sees. */
internal interface Progress : AutoCloseable {
    /** After a step; the means since they were shown last are computed only when they are shown. */
    fun at(epoch: Int, step: Long, means: () -> Map<String, Double>)

    /** What a validation said, before the [at] of its step. */
    fun validated(values: Map<String, Double>)

    /** At the end, however it came. */
    fun end(epoch: Int, step: Long, means: () -> Map<String, Double>)

    /** A line that stays. */
    fun say(line: String)

    override fun close() {}

    /** Shows nothing but what has to be said. */
    object Silent : Progress {
        override fun at(epoch: Int, step: Long, means: () -> Map<String, Double>) {}

        override fun validated(values: Map<String, Double>) {}

        override fun end(epoch: Int, step: Long, means: () -> Map<String, Double>) {}

        override fun say(line: String) {}
    }

    companion object {
        fun of(start: Long, total: Long?, epochs: Int?): Progress = if (System.console()?.isTerminal == true) {
            BarProgress(start, total, epochs)
        } else {
            LineProgress(start, total, epochs, System.out)
        }
    }
}

private const val NANOS = 1e9

/**
 * A clock that is looked at in each step while steps are slow, and in each 16th of fast ones, since a look costs 60 ns.
 */
internal class Glances(private val clock: () -> Long) {
    private var stride = 1
    private var left = 0

    /** When the clock was looked at last. */
    var last = clock()
        private set

    /** Whether the clock is looked at in this step. */
    fun look(): Boolean {
        if (--left > 0) return false
        val now = clock()
        stride = if (now - last < FAST_NANOS) minOf(2 * stride, MOST_STEPS) else 1
        left = stride
        last = now
        return true
    }

    private companion object {
        const val FAST_NANOS = 1_000_000L
        const val MOST_STEPS = 16
    }
}

/** A bar on a terminal, drawn on a thread of its own some times a second. */
internal class BarProgress(start: Long, total: Long?, private val epochs: Int?) : Progress {
    private val bar: ProgressBar =
        ProgressBarBuilder()
            .setTaskName("") // 80 columns have to do for the loss too
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .setInitialMax(total ?: -1)
            .startsFrom(start, Duration.ZERO)
            .setUnit("", 1)
            .showSpeed()
            .build()
    private val glances = Glances(System::nanoTime)
    private var validation = emptyMap<String, Double>()
    private var shown = 0L

    override fun at(epoch: Int, step: Long, means: () -> Map<String, Double>) {
        if (!glances.look()) return
        bar.stepTo(step)
        if (glances.last - shown > REDRAW_MILLIS * 1_000_000L) {
            shown = glances.last
            show(epoch, means())
        }
    }

    override fun validated(values: Map<String, Double>) {
        validation = values
    }

    private fun show(epoch: Int, means: Map<String, Double>) {
        val place = if (epochs == null) "epoch $epoch" else "epoch $epoch/$epochs"
        val values = means + validation
        bar.setExtraMessage(" $place" + values.entries.joinToString("") { "  ${it.key} ${number(it.value)}" })
    }

    override fun end(epoch: Int, step: Long, means: () -> Map<String, Double>) {
        bar.stepTo(step)
        show(epoch, means())
        bar.refresh()
    }

    override fun say(line: String) {
        bar.pause()
        println()
        println(line)
        bar.resume()
    }

    override fun close(): Unit = bar.close()

    private companion object {
        const val REDRAW_MILLIS = 250
    }
}

/**
 * Lines where there is no terminal: twenty for a whole training, some more for validations between them and when it
 * takes its time. What a validation said is in one line, the next.
 */
internal class LineProgress(
    private val start: Long,
    private val total: Long?,
    private val epochs: Int?,
    private val out: PrintStream,
    private val clock: () -> Long = System::nanoTime,
) : Progress {
    private val begin = clock()
    private val glances = Glances(clock)
    private var lastTime = begin
    private var lastStep = start
    private var validation = emptyMap<String, Double>()
    private val share = if (total == null) Long.MAX_VALUE else maxOf(1, Math.ceilDiv(total, LINES))

    override fun at(epoch: Int, step: Long, means: () -> Map<String, Double>) {
        if (step == total) return // its line is printed at the end, with the last validation
        val waited = step - lastStep
        val due = waited >= share || (validation.isNotEmpty() && waited >= share / 2)
        if (due || (glances.look() && glances.last - lastTime > PATIENCE * NANOS)) print(epoch, step, means())
    }

    override fun validated(values: Map<String, Double>) {
        validation = values
    }

    override fun end(epoch: Int, step: Long, means: () -> Map<String, Double>) {
        if (step > lastStep || validation.isNotEmpty()) print(epoch, step, means())
    }

    private fun print(epoch: Int, step: Long, means: Map<String, Double>) {
        val now = clock()
        val values = means + validation
        validation = emptyMap()
        val rate = (step - start) / ((now - begin) / NANOS)
        val line =
            buildString {
                append("step ").append(step)
                if (total != null) append('/').append(total)
                append("  epoch ").append(epoch)
                if (epochs != null) append('/').append(epochs)
                values.forEach { (name, value) -> append("  ").append(name).append(' ').append(number(value)) }
                append("  ").append(speed(rate))
                if (total != null && step < total) append("  ").append(duration((total - step) / rate)).append(" left")
            }
        out.println(line)
        lastTime = now
        lastStep = step
    }

    override fun say(line: String): Unit = out.println(line)

    internal companion object {
        private const val LINES = 20L
        private const val PATIENCE = 10

        fun speed(rate: Double): String = if (rate >= 10 ||
            rate == 0.0
        ) {
            "${Math.round(rate)} steps/s"
        } else {
            String.format(java.util.Locale.ROOT, "%.2f steps/s", rate)
        }

        fun duration(seconds: Double): String {
            val whole = Math.ceil(seconds).toLong()
            return when {
                whole < 60 -> "$whole s"
                whole < 3600 -> "%d:%02d min".format(whole / 60, whole % 60)
                else -> "%d:%02d h".format(whole / 3600, whole / 60 % 60)
            }
        }
    }
}
