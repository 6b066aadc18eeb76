package dev.covector.notebook

import io.kotest.assertions.fail
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldNotContain
import org.jetbrains.kotlin.abi.tools.AbiFilters
import org.jetbrains.kotlin.abi.tools.AbiTools
import java.io.File
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.readText
import kotlin.io.path.writeText

private const val SHOWN = 10
private const val WRITE =
    "./covector test -pl dsl/notebook -am -Dtest=ApiTest -Dsurefire.failIfNoSpecifiedTests=false " +
        "-Dcovector.writeApi=true"

private val root: Path =
    generateSequence(Path.of("").toAbsolutePath()) { it.parent }.first { it.resolve("LICENSE").exists() }

/** A module by its folder, and the name of a class of it, which says where the classes are. */
private class Kotlin(val folder: String, val artifact: String, type: String) {
    private val classes = File(Class.forName(type).protectionDomain.codeSource.location.toURI())
    val file: Path = root.resolve("$folder/api/$artifact.api")

    /** Every declaration that a program of another module can be compiled against. */
    fun declarations(): String {
        val files = if (classes.isDirectory) classes.walk().filter { it.extension == "class" } else sequenceOf(classes)
        val nothing = AbiFilters(emptySet(), emptySet(), emptySet(), emptySet())
        return StringBuilder().also { AbiTools.getInstance().printJvmDump(it, files.asIterable(), nothing) }.toString()
    }
}

private val modules = listOf(
    Kotlin("dsl", "covector-dsl", "dev.covector.dsl.Trainer"),
    Kotlin("dsl/plot", "covector-plot", "dev.covector.plot.ColorMap"),
    Kotlin("dsl/script", "covector-script", "dev.covector.script.DefaultImports"),
    Kotlin("dsl/notebook", "covector-notebook", "dev.covector.notebook.CovectorIntegration"),
)

/** The first of the lines that only one of two texts has. */
private fun differences(stored: String, found: String): String {
    val before = stored.lines()
    val after = found.lines()
    val (old, new) = before.toSet() to after.toSet()
    val gone = before.filter { it !in new }.map { "- ${it.trim()}" }
    val lines = gone + after.filter { it !in old }.map { "+ ${it.trim()}" }
    val more = if (lines.size > SHOWN) "\n... and ${lines.size - SHOWN} more" else ""
    return if (lines.isEmpty()) "the order of the lines" else lines.take(SHOWN).joinToString("\n") + more
}

/** What the Kotlin modules offer is what is written down: a change of it is seen where the change is read. */
internal class ApiTest :
    StringSpec({
        for (module in modules) {
            "the public declarations of ${module.artifact} are those in its file" {
                val found = module.declarations()
                if (System.getProperty("covector.writeApi").toBoolean()) {
                    module.file.parent.toFile().mkdirs()
                    module.file.writeText(found)
                }
                val stored = if (module.file.exists()) module.file.readText() else ""
                if (stored != found) {
                    fail(
                        "${module.folder}/api/${module.artifact}.api is not what ${module.artifact} offers:\n" +
                            differences(stored, found) +
                            "\nIf that is meant, commit the file as the test writes it: $WRITE",
                    )
                }
            }
        }
        "what is public is in the file, what is internal is not" {
            val dsl = modules.first().declarations()
            dsl shouldContain "public final class dev/covector/dsl/Trainer {"
            dsl shouldContain "fun sequential (Lkotlin/jvm/functions/Function1;)Ldev/covector/dsl/Stack;"
            dsl shouldNotContain "TrainingLoop"
        }
        "a difference shows the lines that only one side has" {
            differences("a\nb\nc\n", "a\nc\nd\n") shouldBe "- b\n+ d"
            differences("a\nb\n", "b\na\n") shouldBe "the order of the lines"
        }
    })
