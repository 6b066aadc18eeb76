package dev.covector.script.compiler

import dev.covector.script.DependsOn
import dev.covector.script.Import
import dev.covector.script.Repository
import java.io.File
import kotlin.script.experimental.api.RefineScriptCompilationConfigurationHandler
import kotlin.script.experimental.api.ResultWithDiagnostics
import kotlin.script.experimental.api.ScriptCollectedData
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.ScriptConfigurationRefinementContext
import kotlin.script.experimental.api.ScriptDiagnostic
import kotlin.script.experimental.api.ScriptSourceAnnotation
import kotlin.script.experimental.api.SourceCode
import kotlin.script.experimental.api.asSuccess
import kotlin.script.experimental.api.collectedAnnotations
import kotlin.script.experimental.api.importScripts
import kotlin.script.experimental.api.onSuccess
import kotlin.script.experimental.dependencies.ArtifactWithLocation
import kotlin.script.experimental.dependencies.RepositoryCoordinates
import kotlin.script.experimental.dependencies.maven.MavenDependenciesResolver
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
                if (!file.isFile) return failure("there is no script '$path' to import; looked for $file", location)
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

    private fun jars(annotations: List<ScriptSourceAnnotation<*>>, folder: File): ResultWithDiagnostics<List<File>> {
        val files = mutableListOf<File>()
        val artifacts = mutableListOf<ArtifactWithLocation>()
        for ((annotation, location) in annotations) {
            if (annotation !is DependsOn) continue
            for (artifact in annotation.artifacts) {
                val file = folder.resolve(artifact).normalize()
                when {
                    ':' in artifact && !file.exists() -> artifacts += ArtifactWithLocation(artifact, location)

                    file.exists() -> files += file

                    else -> return failure(
                        "there is no jar '$artifact'; looked for $file. An artifact is group:artifact:version",
                        location,
                    )
                }
            }
        }
        if (artifacts.isEmpty()) return files.asSuccess()
        // Made anew for each script: the repositories that one names are not another's.
        val maven = MavenDependenciesResolver()
        for ((annotation, location) in annotations) {
            if (annotation !is Repository) continue
            for (url in annotation.urls) {
                val added = maven.addRepository(RepositoryCoordinates(url), sourceCodeLocation = location)
                if (added is ResultWithDiagnostics.Failure) return added
            }
        }
        @Suppress("DEPRECATION_ERROR")
        return internalScriptingRunSuspend { maven.resolve(artifacts) }.onSuccess { (files + it).asSuccess() }
    }

    private fun failure(message: String, location: SourceCode.LocationWithId?) = ResultWithDiagnostics.Failure(
        ScriptDiagnostic(ScriptDiagnostic.unspecifiedError, message, locationWithId = location),
    )
}
