package dev.covector.script

import dev.covector.script.compiler.ScriptAnnotations
import kotlin.script.experimental.api.ScriptAcceptedLocation
import kotlin.script.experimental.api.ScriptCompilationConfiguration
import kotlin.script.experimental.api.acceptedLocations
import kotlin.script.experimental.api.baseClass
import kotlin.script.experimental.api.compilerOptions
import kotlin.script.experimental.api.defaultImports
import kotlin.script.experimental.api.ide
import kotlin.script.experimental.api.refineConfiguration
import kotlin.script.experimental.jvm.dependenciesFromClassContext
import kotlin.script.experimental.jvm.jvm
import kotlin.script.experimental.jvm.jvmTarget

/** How a [CovectorScript] is compiled, for the host of `covector run` and for IDEs. */
public object CovectorScriptDefinition : ScriptCompilationConfiguration({
    baseClass(CovectorScript::class)
    defaultImports(DefaultImports.lines)
    compilerOptions(listOf("-Xjsr305=strict"))
    jvm {
        jvmTarget("25")
        dependenciesFromClassContext(CovectorScript::class, wholeClasspath = true)
    }
    refineConfiguration {
        onAnnotations(DependsOn::class, Repository::class, Import::class, handler = ScriptAnnotations)
    }
    ide {
        acceptedLocations(ScriptAcceptedLocation.Everywhere)
    }
}) {
    private fun readResolve(): Any = CovectorScriptDefinition
}
