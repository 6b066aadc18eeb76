// A transformer learns to do sums in words, character by character, from a text that is made here.
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

fun encode(text: String): List<Int> = text.padEnd(length + 1, '\n').map { alphabet.indexOf(it) }

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

val text = tensor(facts.map { encode(it) })
val given = text[all, until(-1)]
val next = text[all, from(1)]

val rate = warmupCosineDecaySchedule(peak = 3e-3, warmupSteps = 50, decaySteps = 450)
val trained = training(Transformer(features = 64), adamw(rate)) {
    data(given, next, batchSize = 32)
    loss { logits, characters ->
        val written = (characters gt 0).astype(float32) // what follows the full stop does not count
        (softmaxCrossEntropyWithIntegerLabels(logits, characters) * written).sum() / written.sum()
    }
    steps(450)
}

/** What follows, the likeliest character each time. */
fun complete(start: String): String {
    var line = start
    while (line.length < length && !line.endsWith('.')) {
        val logits = trained.predict(tensor(listOf(encode(line).dropLast(1))))
        line += alphabet[argmax(logits[0, line.length - 1], -1).toInt()]
    }
    return line
}

for (question in listOf("six times seven is", "twelve plus nine is", "eleven times twelve is")) println(complete(question))

lossCurve(trained.history.loss, title = "Sums in words", logScale = true, smoothing = 0.9).save("transformer.png")
println("how it learned: transformer.png")
