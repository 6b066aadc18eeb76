package dev.covector.notebook

import dev.covector.Tensor
import dev.covector.dsl.History
import dev.covector.dsl.Series
import dev.covector.linen.Module
import dev.covector.script.DefaultImports
import org.jetbrains.kotlinx.jupyter.api.HTML
import org.jetbrains.kotlinx.jupyter.api.libraries.JupyterIntegration

/**
 * What the Kotlin kernel for Jupyter does with Covector, after `%use covector` or whenever this artifact comes onto its
 * class path: the imports of scripts, and values of Covector as HTML (see [rendered]).
 */
public class CovectorIntegration : JupyterIntegration() {
    override fun Builder.onLoaded() {
        setDescription("Covector: arrays, automatic differentiation and neural networks on the JVM")
        import(*DefaultImports.ofCovector.toTypedArray())
        import("dev.covector.notebook.*")
        render<Tensor> { HTML(rendered(it)!!) }
        render<Module> { HTML(rendered(it)!!) }
        render<History> { HTML(rendered(it)!!) }
        render<Series> { HTML(rendered(it)!!) }
        render<Picture> { HTML(it.html) }
    }
}
