package dev.covector.script.snippets

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldNotBeEmpty
import io.kotest.matchers.string.shouldContain

/**
 * Code that the compiler has to refuse.
 *
 * @param code the body of a function; it may begin with imports
 * @param error part of the message that the compiler gives
 * @param instead the code as it is right, which has to compile: a refusal for another reason proves nothing
 */
internal class MustNotCompile(val name: String, val code: String, val error: String, val instead: String)

/** A test for each case; all are compiled in one go when the first runs. */
internal fun StringSpec.mustNotCompile(vararg cases: MustNotCompile) {
    val found by lazy { SnippetCompiler.errors(cases.flatMap { listOf(it.code, it.instead) }) }
    for ((i, case) in cases.withIndex()) {
        case.name {
            val refused = found[2 * i]
            refused.shouldNotBeEmpty()
            refused.joinToString("\n") shouldContain case.error
            withClue("the right code") { found[2 * i + 1].shouldBeEmpty() }
        }
    }
}
