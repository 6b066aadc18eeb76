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

    fun toArray(): DoubleArray = DoubleArray(size) { total[it] / count[it] }

    fun totals(): DoubleArray = total.toArray()

    fun counts(): DoubleArray = count.toArray()

    fun set(totals: DoubleArray, counts: DoubleArray) {
        total.set(totals)
        count.set(counts)
    }

    /** Of those that count at all. */
    fun mean(from: Int): Double {
        var sum = 0.0
        var number = 0.0
        for (i in from until size) {
            if (count[i] > 0) {
                sum += total[i]
                number += count[i]
            }
        }
        return sum / number
    }
}
