package dev.covector.dsl

/** Numbers that are added one by one, without a box each. */
internal class Column {
    private var values = DoubleArray(256)

    var size = 0
        private set

    fun add(value: Double) {
        if (size == values.size) values = values.copyOf(2 * size)
        values[size++] = value
    }

    operator fun get(index: Int): Double = values[index]

    fun toArray(): DoubleArray = values.copyOf(size)

    fun set(all: DoubleArray) {
        values = all.copyOf(maxOf(all.size, 256))
        size = all.size
    }

    fun sum(from: Int): Double {
        var sum = 0.0
        for (i in from until size) sum += values[i]
        return sum
    }

    fun mean(from: Int): Double = sum(from) / (size - from)
}

/** Means by what they are the quotients of, so that means of several are exact. */
internal class MeanColumn {
    private val total = Column()
    private val count = Column()

    val size: Int get() = total.size

    fun add(sum: Double, number: Double) {
        total.add(sum)
        count.add(number)
    }

    /** A step at which nothing was measured. */
    fun addNothing() = add(Double.NaN, 0.0)

    /** A mean of no examples is 0/0. */
    private fun isMeasured(index: Int) = count[index] != 0.0 || !total[index].isNaN()

    /** The steps at which something was measured. */
    fun series(name: String): Series {
        val measured = (0 until size).filter { isMeasured(it) }
        return Series(
            name,
            LongArray(measured.size) { measured[it] + 1L },
            DoubleArray(measured.size) { total[measured[it]] / count[measured[it]] },
        )
    }

    fun totals(): DoubleArray = total.toArray()

    fun counts(): DoubleArray = count.toArray()

    fun set(totals: DoubleArray, counts: DoubleArray) {
        total.set(totals)
        count.set(counts)
    }

    /** Of those steps that measured; null if none did. */
    fun mean(from: Int): Double? {
        var sum = 0.0
        var number = 0.0
        var isAny = false
        for (i in from until size) {
            if (isMeasured(i)) {
                isAny = true
                sum += total[i]
                number += count[i]
            }
        }
        return if (isAny) sum / number else null
    }
}
