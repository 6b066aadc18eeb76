package dev.covector.script.compiler

import dev.covector.script.CovectorScriptDefinition
import dev.covector.script.host.CompileRequest
import dev.covector.script.host.CompileResult
import dev.covector.script.host.ScriptCompiler
import dev.covector.script.host.ScriptMessage
import dev.covector.script.host.ScriptProgram
import org.jetbrains.kotlin.scripting.compiler.plugin.impl.ScriptJvmK2CompilerIsolated
import java.io.File
import kotlin.script.experimental.api.CompiledScript
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.dependencies
import kotlin.script.experimental.api.isError
import kotlin.script.experimental.api.valueOrNull
import kotlin.script.experimental.host.FileScriptSource
import kotlin.script.experimental.host.ScriptingHostConfiguration
import kotlin.script.experimental.jvm.JvmDependency
import kotlin.script.experimental.jvm.baseClassLoader
import kotlin.script.experimental.jvm.defaultJvmScriptingHostConfiguration
import kotlin.script.experimental.jvm.impl.KJvmCompiledModuleInMemory
import kotlin.script.experimental.jvm.impl.KJvmCompiledScript
import kotlin.script.experimental.jvm.jvm

/** The Kotlin compiler, asked for one script. Loaded, with all that it needs, only when a script has to be compiled. */
internal class KotlinScriptCompiler : ScriptCompiler {
    override fun compile(request: CompileRequest): CompileResult {
        val host = ScriptingHostConfiguration(defaultJvmScriptingHostConfiguration) {
            jvm { baseClassLoader(KotlinScriptCompiler::class.java.classLoader) }
        }
        val base = request.classPath.map(::File)
        val configuration = ScriptCompilationConfiguration(CovectorScriptDefinition) {
            dependencies.put(listOf(JvmDependency(base)))
        }
        val source = FileScriptSource(File(request.path))
        val result = ScriptJvmK2CompilerIsolated(host).compile(source, configuration)
        val messages = result.reports.filter { it.severity >= ScriptDiagnostic.Severity.WARNING }.map(::message)
        val script = result.valueOrNull() as KJvmCompiledScript?
        return CompileResult(script?.let { program(it, base) }, messages)
    }

    private fun program(script: KJvmCompiledScript, base: List<File>): ScriptProgram {
        val scripts = mutableListOf<CompiledScript>()
        fun visit(one: CompiledScript) {
            scripts += one
            one.otherScripts.forEach(::visit)
        }
        visit(script)
        val jars = scripts
            .flatMap { it.compilationConfiguration[ScriptCompilationConfiguration.dependencies].orEmpty() }
            .filterIsInstance<JvmDependency>().flatMap { it.classpath }.distinct() - base.toSet()
        val module = script.getCompiledModule() as KJvmCompiledModuleInMemory
        return ScriptProgram(
            mainClass = script.scriptClassFQName,
            classes = module.compilerOutputFiles,
            classPath = jars.map { it.absolutePath },
            sources = scripts.mapNotNull { it.sourceLocationId }.distinct(),
        )
    }

    private fun message(report: ScriptDiagnostic): ScriptMessage = ScriptMessage(
        path = report.sourcePath,
        line = report.location?.start?.line ?: 0,
        column = report.location?.start?.col ?: 0,
        isError = report.isError(),
        text = report.message + (report.exception?.message?.let { if (it in report.message) "" else ": $it" } ?: ""),
    )
}
