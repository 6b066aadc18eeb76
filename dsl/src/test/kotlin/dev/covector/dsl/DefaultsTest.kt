package dev.covector.dsl

import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContainExactlyInAnyOrder
import io.kotest.matchers.ints.shouldBeGreaterThan
import java.nio.file.Path
import kotlin.io.path.extension
import kotlin.io.path.readText
import kotlin.io.path.walk

/** A function's parameters, those without a default with null. */
private class Signature(val name: String, val parameters: Map<String, String?>)

private fun snake(name: String) = name.replace(Regex("[A-Z]")) { "_" + it.value.lowercase() }

/** What stands between commas that are in no brackets. */
private fun parts(text: String): List<String> {
    val found = mutableListOf("")
    var depth = 0
    text.forEachIndexed { i, c ->
        if (c in "(<{") depth++
        if (c in ")}" || (c == '>' && text[i - 1] != '-')) depth--
        if (c == ',' && depth == 0) found += "" else found[found.lastIndex] += c.toString()
    }
    return found.map { it.trim() }.filter { it.isNotEmpty() }
}

private val declaration = Regex("""(?m)^public fun (?:<[^>]*> )?(\w+)\(""")
private val parameter = Regex("""(?s)(?:vararg )?(\w+): ([^=]*?)(?: = (.*))?""")

/** The public functions of the sources, under Optax's spelling of their names. */
private fun ours(): List<Signature> = Path.of("src/main/kotlin/dev/covector/dsl").walk()
    .filter { it.extension == "kt" }.sorted().flatMap { file ->
        val text = file.readText()
        declaration.findAll(text).map { match ->
            var end = match.range.last + 1
            var depth = 1
            while (depth > 0) {
                if (text[end] == '(') depth++
                if (text[end] == ')') depth--
                end++
            }
            val all = parts(text.substring(match.range.last + 1, end - 1)).map { parameter.matchEntire(it)!! }
            Signature(
                snake(match.groupValues[1]),
                all.associate { snake(it.groupValues[1]) to it.groupValues[3].ifEmpty { null } },
            )
        }
    }.toList()

private fun optax(): Map<String, Signature> =
    DefaultsTest::class.java.getResource("optax_defaults.txt")!!.readText().lines()
        .filter { it.isNotEmpty() && !it.startsWith("#") }.map { it.split(' ') }
        .associate { words ->
            val parameters = words.drop(1).map { it.split('=', limit = 2) }
            words[0] to Signature(words[0], parameters.associate { it[0] to it.getOrNull(1) })
        }

/** Our shorter names. */
private val names = mapOf(
    "axes" to "axis",
    "begin" to "transition_begin",
    "blank" to "blank_id",
    "dtype" to "hyperparam_dtype",
    "end" to "end_value",
    "epsilon" to "eps",
    "init" to "init_value",
    "initial_accumulator" to "initial_accumulator_value",
    "interval_threshold" to "stepsize_precision",
    "mask" to "weight_decay_mask",
    "norm" to "norm_degree",
)

/** Defaults that are said in another way, or more of them. */
private val different = setOf(
    "dadapt_adamw b1=0.9, not missing", // betas=(0.9,0.999)
    "dadapt_adamw b2=0.999, not missing",
    "prodigy b1=0.9, not missing",
    "prodigy b2=0.999, not missing",
    "dog start_value=1e-6, not missing", // init_step=..., an object that says 1e-6
    "lars weight_decay_mask=null, not True", // true and null are all parameters
    "lars trust_ratio_mask=null, not True",
    "polyak_sgd positive_part=false, not missing", // variant='sps'
    "scale_by_polyak positive_part=false, not missing",
    "scale_by_zoom_linesearch keeps_step=true, not missing", // initial_guess_strategy='keep'
    "schedule_free_adamw warmup_steps=0, not None", // none
    "schedule_free_sgd warmup_steps=0, not None",
    "warmup_cosine_decay_schedule init=0.0, not required", // a warm-up from nothing
    "warmup_exponential_decay_schedule init=0.0, not required",
)

/** What has to be said here. */
private val required = setOf(
    "add_noise key", // of a seed or a key
    "differentially_private_aggregate key",
    "noisy_sgd key",
    "huber_loss targets", // an l2_loss without targets is another function here
    "l2_loss targets",
    "log_cosh targets",
    "squared_error targets",
    "piecewise_constant_schedule boundaries_and_scales",
    "piecewise_interpolate_schedule boundaries_and_scales",
    "scale_by_learning_rate learning_rate",
)

private fun value(text: String): Any = when (text) {
    "null" -> "None"
    "true" -> "True"
    "false" -> "False"
    "listOf(-1)" -> -1.0
    else -> text.toDoubleOrNull() ?: text
}

// What is not said means here what it means in Optax: our sources against what inspect.signature says of Optax.
internal class DefaultsTest :
    StringSpec({
        val theirs = optax()
        val common = ours().filter { it.name in theirs }

        fun Signature.theirName(name: String): String =
            if (name in theirs.getValue(this.name).parameters) name else names[name] ?: name

        "the defaults of optimizers, schedules and losses are those of Optax" {
            var compared = 0
            val found = mutableSetOf<String>()
            for (function in common) {
                val known = theirs.getValue(function.name).parameters
                for ((name, default) in function.parameters) {
                    if (default == null) continue
                    compared++
                    val spelled = function.theirName(name)
                    val expected = if (spelled in known) known[spelled] ?: "required" else "missing"
                    if (value(default) != value(expected)) found += "${function.name} $name=$default, not $expected"
                }
            }
            found shouldContainExactlyInAnyOrder different
            compared shouldBeGreaterThan 600
        }

        "what has a default in Optax and is a parameter here has one, in one of its overloads" {
            val optional = common.flatMap { function ->
                function.parameters.filterValues { it != null }.keys.map { function.name to function.theirName(it) }
            }.toSet()
            val found = common.flatMap { function ->
                val known = theirs.getValue(function.name).parameters
                function.parameters.keys.map { function.theirName(it) }
                    .filter { known[it] != null && function.name to it !in optional }.map { "${function.name} $it" }
            }
            found.toSet() shouldContainExactlyInAnyOrder required
        }
    })
