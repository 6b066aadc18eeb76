// A transformer learns sums in words by heart, character by character: "six times seven is forty-two."
//
//     ./covector run transformer.kts

val small = "zero one two three four five six seven eight nine ten eleven twelve".split(" ")
val teens = small + "thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split(" ")
val tens = "twenty thirty forty fifty sixty seventy eighty ninety".split(" ")

fun words(n: Int): String = when {
    n < 20 -> teens[n]
    n < 100 -> tens[n / 10 - 2] + if (n % 10 == 0) "" else "-" + teens[n % 10]
    else -> "one hundred" + if (n == 100) "" else " " + words(n - 100)
}

val facts = buildList {
    for (a in 0..12) {
        for (b in 0..12) {
            add("${words(a)} plus ${words(b)} is ${words(a + b)}.")
            add("${words(a)} times ${words(b)} is ${words(a * b)}.")
        }
    }
}
val length = facts.maxOf { it.length }
val alphabet = "\n" + facts.flatMap { it.toList() }.distinct().sorted().joinToString("")

fun encode(texts: List<String>, length: Int): Tensor =
    tensor(texts.map { text -> text.padEnd(length, '\n').map { alphabet.indexOf(it) } })

fun decode(codes: Tensor): String = codes.toIntArray().map { alphabet[it] }.joinToString("")

class Transformer(private val features: Int) : Model() {
    private val characters by embed(alphabet.length, features)
    private val blocks by sequential {
        repeat(2) {
            residual {
                layerNorm()
                attention(numHeads = 4, causal = true)
            }
            residual {
                layerNorm()
                mlp(4 * features, features, activation = ::gelu)
            }
        }
        layerNorm()
    }

    override fun call(x: Tensor): Tensor {
        val places = param("places", shapeOf(length, features), Init.normal(0.02))
        return characters.attend(blocks(characters(x) + places))
    }
}

val text = encode(facts, length + 1)
val given = text[all, until(-1)]
val next = text[all, from(1)]

val rate = warmupCosineDecaySchedule(peak = 3e-3, warmupSteps = 50, decaySteps = 450)
val run = training(Transformer(features = 64), adamw(rate)) {
    data(given, next, batchSize = 32)
    loss { logits, next -> crossEntropy(logits, next, where = next gt 0) } // not what follows the full stop
    steps(450)
}

/** The rest of these lines: the likeliest character each time, where nothing is written yet. */
fun complete(lines: List<String>): List<String> =
    run.predict(encode(lines, length)) { start ->
        foriLoop(1, length, start) { i, text ->
            val next = argmax(model(text)[all, i - 1], axis = -1)
            text.at[all, i] set where(text[all, i] gt 0, text[all, i], next)
        }
    }.iterator().asSequence().map { decode(it).substringBefore('.') + "." }.toList()

val asked = facts.shuffled(kotlin.random.Random(0)).take(50)
val said = complete(asked.map { it.substringBefore(" is ") + " is" })
said.take(8).forEach(::println)
println("${said.zip(asked).count { (a, b) -> a == b }} of ${asked.size} are right")

val picture =
    lossCurve(run.history.loss, title = "Sums in words", logScale = true, smoothing = 0.9).save("transformer.png")
println("the picture: $picture")
