// An LSTM reads a diary of twelve years, a character at a time, and then writes lines of its own.
//
//     ./covector run char-lstm.kts
//
// Nobody tells it what a weekday is, how long a month is, or that one rests on Saturdays and Sundays.

import java.time.DayOfWeek.SATURDAY
import java.time.LocalDate

fun line(day: LocalDate): String {
    val duty = if (day.dayOfWeek < SATURDAY) "work" else "rest"
    return "${day.dayOfWeek}: $duty, ${day.dayOfMonth} ${day.month}".lowercase()
}

fun diary(years: IntRange): List<String> = generateSequence(LocalDate.of(years.first, 1, 1)) { it.plusDays(1) }
    .takeWhile { it.year in years }.map { line(it) }.toList()

val read = diary(2001..2012).shuffled(kotlin.random.Random(0))
val alphabet = read.joinToString("\n").toSet().sorted()

fun encode(text: String): Tensor = tensor(text.map { alphabet.indexOf(it) })

fun decode(codes: Tensor): String = codes.toIntArray().map { alphabet[it] }.joinToString("")

class Writer : Model() {
    private val letters by embed(alphabet.size, 32)
    private val memory by lstm(64)
    private val next by dense(alphabet.size)

    override fun call(x: Tensor): Tensor = next(memory(letters(x)))
}

// Pieces of the text, [pieces, length + 1], and so what comes after each character of a piece.
val length = 40
val text = encode(read.joinToString("\n"))
val pieces = text[arange(0, text.shape[0] - length, length / 2)[all, newAxis] + arange(length + 1)]
val rate = warmupCosineDecaySchedule(peak = 1e-2, warmupSteps = 50, decaySteps = 600)
val run = training(Writer(), adam(rate)) {
    data(pieces[all, until(-1)], pieces[all, from(1)], batchSize = 32)
    loss { logits, next -> crossEntropy(logits, next) }
    metrics { accuracy() }
    clip(1.0)
    steps(600)
}

// Eight pages at once, after an empty line: of the characters that may come next, each with its probability.
val blank = tensor(List(8) { "\n".padEnd(150).map { alphabet.indexOf(it) } })
val pages = run.predict(blank) { start ->
    foriLoop(1, 150, start) { i, page ->
        page.at[all, i] set categorical(foldIn(key("next"), i), model(page)[all, i - 1])
    }
}
val written = pages.iterator().asSequence().flatMap { decode(it).lines().drop(1).dropLast(1) }.toList()
written.take(10).forEach(::println)
val possible = diary(2001..2028).toSet() // in 28 years each day falls on each weekday
val right = written.count { it in possible }
println("$right of ${written.size} lines are right, ${(written - read.toSet()).size} are new")

val asked = "\nfriday: work, 31 october"
val expected = softmax(run.predict(encode(asked)[newAxis, all]))[0].T
fun visible(text: String): List<String> = text.map { "$it".replace('\n', '↵').replace(' ', '␣') }
val picture = heatMap(
    expected,
    rows = visible(alphabet.joinToString("")),
    columns = visible(asked),
    title = "How likely each character is to come next",
    xLabel = "the character that was read last",
    yLabel = "the next one",
    annotations = false,
).save("char-lstm.png")
println("the picture: $picture")
