package dev.covector.script

import kotlin.script.experimental.annotations.KotlinScript

/**
 * A Kotlin script with Covector imported: what a `.kts` file becomes.
 *
 * A script sees its arguments as [args], and everything of [DefaultImports] without an import of its own. It may
 * start with `@file:DependsOn("group:artifact:version")`, `@file:Repository("https://...")` and
 * `@file:Import("other.kts")`.
 *
 * In a project with this artifact on its class path, an IDE completes every `.kts` file by this definition, other than
 * those of other tools (`build.gradle.kts`, `x.main.kts`, ...).
 *
 * @property args what stands behind the file's name on the command line
 */
@KotlinScript(
    displayName = "Covector script",
    fileExtension = "kts",
    filePathPattern = """(?!.*\.(gradle|main|init|settings|space|teamcity)\.kts$).*\.kts""",
    compilationConfiguration = CovectorScriptDefinition::class,
)
public abstract class CovectorScript(public val args: Array<String>)
