// An LSTM learns to add: it reads 47+85, a character at a time, and writes 132.
//
//     ./covector run seq2seq.kts
//
// An encoder reads the question into its memory, a decoder writes the answer out of it (Sutskever, Vinyals and Le 2014,
// Sequence to Sequence Learning with Neural Networks). It never sees 1,000 of the 10,000 sums before it is asked.

val characters = "0123456789+= " // = begins and ends an answer, blanks fill it up
val questionLength = "99+99".length
val answerLength = "198=".length

fun encode(texts: List<String>, length: Int): Tensor =
    tensor(texts.map { text -> text.padEnd(length).map { characters.indexOf(it) } })

fun decode(codes: Tensor): List<String> =
    List(codes.shape[0]) { i -> codes[i].toIntArray().map { characters[it] }.joinToString("").substringBefore('=') }

class Adder(hidden: Int) : Model2<Tensor, Tensor, Tensor>() {
    private val letters by embed(characters.length, 32)
    private val encoder by lstm(hidden)
    private val decoder by lstm(hidden)
    private val nextLetter by dense(characters.length)

    // What comes after each letter of the answers so far: [n, answer, characters].
    override fun call(question: Tensor, answer: Tensor): Tensor {
        val (memory) = encoder.run(letters(question))
        val (_, outputs) = decoder.run(letters(answer), initialCarry = memory)
        return nextLetter(outputs)
    }
}

// "=132" for the answer "132=": what the decoder sees when it has to say the next letter.
fun before(answer: Tensor): Tensor = roll(answer, 1, axis = 1).at[all, 0] set characters.indexOf('=')

val sums = (0..9_999).map { it / 100 to it % 100 }.shuffled(kotlin.random.Random(0))
val questions = encode(sums.map { (a, b) -> "$a+$b" }, questionLength)
val answers = encode(sums.map { (a, b) -> "${a + b}=" }, answerLength)
val seen = 0..<9_000
val unseen = 9_000..9_999

val rate = warmupCosineDecaySchedule(peak = 1e-2, warmupSteps = 50, decaySteps = 1120)
val run = training(Adder(hidden = 128), adam(rate)) {
    data(questions[seen], answers[seen], batchSize = 128)
    loss { batch ->
        val logits = model(batch.input, before(batch.target))
        report("right", all(argmax(logits, axis = -1) eq batch.target, axis = 1))
        crossEntropy(logits, batch.target)
    }
    validation(questions[unseen], answers[unseen])
    clip(1.0)
    epochs(16)
}

// The letters that the decoder wrote itself are what it sees next: after n turns the first n are final.
val written = run.predict(questions[unseen], batchSize = 1000) { question ->
    val blank = zeros(shapeOf(question.shape[0], answerLength), int32)
    foriLoop(0, answerLength, blank) { _, letters -> argmax(model(question, before(letters)), axis = -1) }
}
val said = decode(written)
val wanted = decode(answers[unseen])
val right = said.zip(wanted).count { (a, b) -> a == b }
println("$right of ${wanted.size} sums that it never saw are right; some of them:")
for (i in 0..<10) {
    val (a, b) = sums[unseen.first + i]
    println("%2d + %2d = %-4s %s".format(a, b, said[i], if (said[i] == wanted[i]) "" else "no: ${wanted[i]}"))
}

val picture = sideBySide(
    lossCurves(run.history, title = "An LSTM learns to add", logScale = true, smoothing = 0.9),
    metricCurves(run.history, "right", "val_right", title = "Sums that are right", yLabel = "share", smoothing = 0.9),
).save("seq2seq.png")
println("the picture: $picture")
