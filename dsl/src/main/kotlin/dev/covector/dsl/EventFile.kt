package dev.covector.dsl

import com.google.protobuf.CodedOutputStream
import java.io.BufferedOutputStream
import java.io.OutputStream
import java.nio.ByteBuffer
import java.nio.ByteOrder
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.atomic.AtomicInteger
import java.util.zip.CRC32C

/**
 * A file of events, as TensorFlow's `record_writer` frames them: the length, its checksum, the event,
 * its checksum. Field numbers are those of TensorFlow's `event.proto` and `summary.proto`.
 */
internal class EventFile(folder: Path) : AutoCloseable {
    private val out: OutputStream
    private var flushed = System.nanoTime()

    init {
        Files.createDirectories(folder)
        out = BufferedOutputStream(Files.newOutputStream(folder.resolve(name())))
        write(
            message {
                writeDouble(WALL_TIME, now())
                writeString(FILE_VERSION, "brain.Event:2")
            },
        )
        out.flush()
    }

    /** One value of a tag; what is behind the tag is written by [value]. */
    @Synchronized
    fun add(tag: String, step: Long, value: CodedOutputStream.() -> Unit) {
        val one = message {
            writeString(TAG, tag)
            value()
        }
        val summary = message { writeByteArray(VALUE, one) }
        write(
            message {
                writeDouble(WALL_TIME, now())
                writeInt64(STEP, step)
                writeByteArray(SUMMARY, summary)
            },
        )
        if (System.nanoTime() - flushed > FLUSH_NANOS) flush()
    }

    @Synchronized
    fun flush() {
        out.flush()
        flushed = System.nanoTime()
    }

    @Synchronized
    override fun close(): Unit = out.close()

    private fun write(event: ByteArray) {
        val length = little(Long.SIZE_BYTES).putLong(event.size.toLong()).array()
        out.write(length)
        out.write(little(Int.SIZE_BYTES).putInt(masked(length)).array())
        out.write(event)
        out.write(little(Int.SIZE_BYTES).putInt(masked(event)).array())
    }

    internal companion object {
        const val WALL_TIME = 1
        const val STEP = 2
        const val FILE_VERSION = 3
        const val SUMMARY = 5
        const val VALUE = 1
        const val TAG = 1
        private const val FLUSH_NANOS = 5_000_000_000L
        private const val MASK_DELTA = 0xa282ead8.toInt()
        private val files = AtomicInteger()

        /** TensorBoard looks for `tfevents` in names, and reads files of a folder in the order of their names. */
        private fun name() = "events.out.tfevents.%010d.covector.%d.%03d".format(
            System.currentTimeMillis() / 1000,
            ProcessHandle.current().pid(),
            files.getAndIncrement(),
        )

        private fun now() = System.currentTimeMillis() / 1e3

        private fun little(bytes: Int) = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN)

        /** A checksum of data that holds checksums is bad, so it is rotated and a constant added. */
        fun masked(bytes: ByteArray): Int {
            val crc = CRC32C().apply { update(bytes) }.value.toInt()
            return Integer.rotateRight(crc, 15) + MASK_DELTA
        }

        /** A message of protocol buffers. */
        fun message(fields: CodedOutputStream.() -> Unit): ByteArray {
            val bytes = java.io.ByteArrayOutputStream()
            CodedOutputStream.newInstance(bytes).apply {
                fields()
                flush()
            }
            return bytes.toByteArray()
        }
    }
}
