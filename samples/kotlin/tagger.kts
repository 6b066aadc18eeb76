// Sequence tagging: the part of speech of each word, where many words are two of them.
//
//     ./covector run tagger.kts
//
// "they can can the can": a modal verb, a verb, and a noun. The sentences are made by a small grammar, and a
// network that reads them in both directions learns to tell which is which from the words around.

import kotlin.random.Random as Dice

val tags = listOf("pronoun", "determiner", "adjective", "noun", "modal", "verb", "adverb")
val lexicon = mapOf(
    "pronoun" to listOf("they", "we", "you"),
    "determiner" to listOf("the", "a", "every"),
    "adjective" to listOf("old", "light", "big", "fast"),
    "noun" to listOf("can", "fish", "watch", "duck", "light", "ship", "will", "fast"),
    "modal" to listOf("can", "will", "must"),
    "verb" to listOf("can", "fish", "watch", "duck", "light", "ship", "fast"),
    "adverb" to listOf("fast", "now", "often"),
)
val words = listOf("") + lexicon.values.flatten().distinct()
val length = 14

fun sentence(dice: Dice): List<String> = buildList {
    fun nounPhrase() {
        if (dice.nextInt(3) == 0) {
            add("pronoun")
        } else {
            add("determiner")
            repeat(dice.nextInt(3)) { add("adjective") }
            add("noun")
        }
    }
    nounPhrase()
    if (dice.nextBoolean()) add("modal")
    add("verb")
    if (dice.nextInt(4) > 0) nounPhrase()
    if (dice.nextInt(3) == 0) add("adverb")
}

/** Sentences as numbers of words and of tags, i32[n, length]: 0 is no word, -1 no tag. */
fun sentences(count: Int, dice: Dice): Pair<Tensor, Tensor> {
    val grammar = List(count) { sentence(dice) }
    fun word(tag: String?) = if (tag == null) 0 else words.indexOf(lexicon.getValue(tag).random(dice))
    val text = grammar.map { s -> IntArray(length) { i -> word(s.getOrNull(i)) } }
    val tagged = grammar.map { s -> IntArray(length) { i -> tags.indexOf(s.getOrNull(i)) } }
    return text.toTypedArray().toTensor() to tagged.toTypedArray().toTensor()
}

val (x, y) = sentences(4000, Dice(1))
val (testX, testY) = sentences(500, Dice(2))

class Tagger : Model() {
    private val embedding by embed(words.size, 16)
    private val reader by bidirectional(lstm(32), lstm(32))
    private val score by dense(tags.size)

    override fun call(x: Tensor): Tensor = score(reader(embedding(x)))
}

val run = training(Tagger(), adam(5e-3)) {
    data(x, y, batchSize = 64)
    loss { scores, tag -> crossEntropy(scores, tag, where = tag ge 0) }
    validation(testX, testY)
    epochs(5)
    seed(0)
}

val isWord = testY ge 0
val predicted = argmax(run.predict(testX), -1)

// The best that can be done without the words around: of each word the tag that it mostly has.
val counts = zeros(words.size, tags.size).at[x.ravel(), maximum(y, 0).ravel()] add where(y.ravel() ge 0, 1.0, 0.0)
val byWord = argmax(counts, 1)[testX]

fun right(guess: Tensor): Double = ((guess eq testY) and isWord).sum().toInt() * 100.0 / isWord.sum().toInt()
println("right by the word alone: %.1f%%, with the words around it: %.1f%%".format(right(byWord), right(predicted)))

val riddle = "they can can the can".split(' ')
val asked = IntArray(length) { words.indexOf(riddle.getOrElse(it) { "" }) }.toTensor(1, length)
val answer = argmax(run.predict(asked), -1)
println(riddle.zip(answer.toIntArray().map { tags[it] }).joinToString(" ") { (word, tag) -> "$word/$tag" })

val picture = sideBySide(
    lossCurves(run.history, logScale = true, title = "Learning to tag"),
    confusionMatrix(where(isWord, predicted, -1).ravel(), testY.ravel(), tags, title = "Test sentences"),
).save("tagger.png")
println("the picture: $picture")
