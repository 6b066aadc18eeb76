package dev.covector.script

import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldContainAll
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import org.jetbrains.kotlin.scripting.definitions.ScriptDefinitionsFromClasspathDiscoverySource
import java.io.File
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.defaultImports
import kotlin.script.experimental.host.toScriptSource
import kotlin.script.experimental.jvm.defaultJvmScriptingHostConfiguration

/** A jar of the classes and resources of this module, as Maven packs it. */
private fun jar(): File {
    val classes = File(CovectorScript::class.java.protectionDomain.codeSource.location.toURI())
    if (classes.isFile) return classes
    val jar = temporary()
    JarOutputStream(jar.outputStream()).use { out ->
        // folders too: the search looks for that of the templates
        for (file in classes.walk().filter { it != classes }) {
            val name = file.relativeTo(classes).invariantSeparatorsPath
            out.putNextEntry(JarEntry(if (file.isDirectory) "$name/" else name))
            if (file.isFile) out.write(file.readBytes())
        }
    }
    return jar
}

private fun temporary(): File = File.createTempFile("covector-script", ".jar").apply { deleteOnExit() }

private val quiet = setOf(ScriptDiagnostic.Severity.DEBUG, ScriptDiagnostic.Severity.INFO)

// What the compiler and IDEs look for in the jars of a project, by the compiler's own search.
internal class DefinitionTest :
    StringSpec({
        "the definition of scripts is found in the jar, and takes its scripts only" {
            val said = mutableListOf<String>()
            val others = System.getProperty("java.class.path").split(File.pathSeparatorChar).map(::File)
                .filter { it.isFile }
            val source = ScriptDefinitionsFromClasspathDiscoverySource(
                listOf(jar()) + others,
                defaultJvmScriptingHostConfiguration,
            ) { severity, message -> if (severity !in quiet) said += "$severity: $message" }
            val found = source.definitions.filter { it.name == "Covector script" }.toList()
            found shouldHaveSize 1
            val definition = found.single()
            definition.fileExtension shouldBe "kts"
            definition.definitionId shouldBe CovectorScript::class.qualifiedName
            definition.isScript(File("train.kts").toScriptSource()) shouldBe true
            definition.isScript(File("build.gradle.kts").toScriptSource()) shouldBe false
            val imports = definition.compilationConfiguration[ScriptCompilationConfiguration.defaultImports]!!
            imports.shouldContainAll(DefaultImports.lines)
            said.filter { "CovectorScript" in it }.shouldBeEmpty()
        }
    })
