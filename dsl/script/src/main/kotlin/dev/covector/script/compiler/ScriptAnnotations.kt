package dev.covector.script.compiler

import dev.covector.script.Import
import java.io.File
import kotlin.script.experimental.api.RefineScriptCompilationConfigurationHandler
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptCollectedData
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.ScriptConfigurationRefinementContext
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.ScriptSourceAnnotation
import kotlin.script.experimental.api.asSuccess
import kotlin.script.experimental.api.collectedAnnotations
import kotlin.script.experimental.api.importScripts
import kotlin.script.experimental.api.onSuccess
import kotlin.script.experimental.dependencies.CompoundDependenciesResolver
import kotlin.script.experimental.dependencies.DependsOn
import kotlin.script.experimental.dependencies.FileSystemDependenciesResolver
import kotlin.script.experimental.dependencies.Repository
import kotlin.script.experimental.dependencies.maven.MavenDependenciesResolver
import kotlin.script.experimental.dependencies.resolveFromScriptSourceAnnotations
import kotlin.script.experimental.host.FileBasedScriptSource
import kotlin.script.experimental.host.FileScriptSource
import kotlin.script.experimental.impl.internalScriptingRunSuspend
import kotlin.script.experimental.jvm.updateClasspath

/** Follows the annotations of a script's file: jars join its class path, other scripts are compiled with it. */
internal object ScriptAnnotations : RefineScriptCompilationConfigurationHandler {
    override fun invoke(
        context: ScriptConfigurationRefinementContext,
    ): ResultWithDiagnostics<ScriptCompilationConfiguration> {
        val annotations = context.collectedData?.get(ScriptCollectedData.collectedAnnotations).orEmpty()
        if (annotations.isEmpty()) return context.compilationConfiguration.asSuccess()
        val folder = (context.script as? FileBasedScriptSource)?.file?.absoluteFile?.parentFile ?: File("").absoluteFile
        val imported = mutableListOf<File>()
        for ((annotation, location) in annotations) {
            if (annotation !is Import) continue
            for (path in annotation.paths) {
                val file = folder.resolve(path).normalize()
                if (!file.isFile) {
                    val message = "there is no script '$path' to import; looked for $file"
                    return ResultWithDiagnostics.Failure(
                        ScriptDiagnostic(ScriptDiagnostic.unspecifiedError, message, locationWithId = location),
                    )
                }
                imported += file
            }
        }
        return jars(annotations, folder).onSuccess { jars ->
            ScriptCompilationConfiguration(context.compilationConfiguration) {
                if (jars.isNotEmpty()) updateClasspath(jars)
                if (imported.isNotEmpty()) importScripts.append(imported.map { FileScriptSource(it) })
            }.asSuccess()
        }
    }

    private fun jars(
        annotations: List<ScriptSourceAnnotation<*>>,
        folder: File,
    ): ResultWithDiagnostics<List<File>> {
        val external = annotations.filter { it.annotation is DependsOn || it.annotation is Repository }
        if (external.none { it.annotation is DependsOn }) return emptyList<File>().asSuccess()
        // Made anew for each script: repositories that one names are not another's.
        val resolver = CompoundDependenciesResolver(FileSystemDependenciesResolver(folder), MavenDependenciesResolver())
        @Suppress("DEPRECATION_ERROR")
        return internalScriptingRunSuspend { resolver.resolveFromScriptSourceAnnotations(external) }
    }
}
