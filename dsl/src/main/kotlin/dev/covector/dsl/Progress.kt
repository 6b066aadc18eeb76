package dev.covector.dsl

import me.tongfei.progressbar.ProgressBar
import me.tongfei.progressbar.ProgressBarBuilder
import me.tongfei.progressbar.ProgressBarStyle
import java.io.PrintStream
import java.time.Duration

/** What somebody who waits for a training sees. */
internal interface Progress : AutoCloseable {
    /** After a step; values are computed only when they are shown. */
    fun at(epoch: Int, step: Long, values: () -> Map<String, Double>)

    /** At the end, however it came. */
    fun end(epoch: Int, step: Long, values: () -> Map<String, Double>)

    /** A line that stays. */
    fun say(line: String)

    override fun close() {}

    /** Shows nothing but what has to be said. */
    object Silent : Progress {
        override fun at(epoch: Int, step: Long, values: () -> Map<String, Double>) {}

        override fun end(epoch: Int, step: Long, values: () -> Map<String, Double>) {}

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

/** A bar on a terminal, drawn on a thread of its own some times a second. */
internal class BarProgress(start: Long, total: Long?, private val epochs: Int?) : Progress {
    private val bar: ProgressBar =
        ProgressBarBuilder()
            .setTaskName("training")
            .setStyle(ProgressBarStyle.ASCII)
            .setUpdateIntervalMillis(REDRAW_MILLIS)
            .setInitialMax(total ?: -1)
            .startsFrom(start, Duration.ZERO)
            .setUnit(" steps", 1)
            .showSpeed()
            .build()
    private var shown = 0L

    override fun at(epoch: Int, step: Long, values: () -> Map<String, Double>) {
        bar.stepTo(step)
        val now = System.nanoTime()
        if (now - shown > REDRAW_MILLIS * 1_000_000L) {
            shown = now
            show(epoch, values())
        }
    }

    private fun show(epoch: Int, values: Map<String, Double>) {
        val place = if (epochs == null) "epoch $epoch" else "epoch $epoch/$epochs"
        bar.setExtraMessage(" $place" + values.entries.joinToString("") { "  ${it.key} ${number(it.value)}" })
    }

    override fun end(epoch: Int, step: Long, values: () -> Map<String, Double>) {
        bar.stepTo(step)
        show(epoch, values())
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

/** Lines where there is no terminal: twenty for a whole training, more only if it takes its time. */
internal class LineProgress(
    private val start: Long,
    private val total: Long?,
    private val epochs: Int?,
    private val out: PrintStream,
    private val clock: () -> Long = System::nanoTime,
) : Progress {
    private val begin = clock()
    private var lastTime = begin
    private var lastStep = start
    private val share = if (total == null) null else maxOf(1, Math.ceilDiv(total, LINES))

    override fun at(epoch: Int, step: Long, values: () -> Map<String, Double>) {
        if (step == total) return // its line is printed at the end, with the last validation
        val now = clock()
        val due = share != null && step % share == 0L
        if (due || now - lastTime > PATIENCE * NANOS) print(epoch, step, now, values())
    }

    override fun end(epoch: Int, step: Long, values: () -> Map<String, Double>) {
        if (step > lastStep) print(epoch, step, clock(), values())
    }

    private fun print(epoch: Int, step: Long, now: Long, values: Map<String, Double>) {
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
