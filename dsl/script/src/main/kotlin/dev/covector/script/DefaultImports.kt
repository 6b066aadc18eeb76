package dev.covector.script

/** What every script finds imported; the same lines make an ordinary Kotlin file out of one. */
public object DefaultImports {
    private val packages = listOf(
        "dev.covector",
        "dev.covector.checkpoint",
        "dev.covector.data",
        "dev.covector.dsl",
        "dev.covector.fft",
        "dev.covector.functions",
        "dev.covector.lax",
        "dev.covector.linalg",
        "dev.covector.linen",
        "dev.covector.metrics",
        "dev.covector.numpy",
        "dev.covector.optim",
        "dev.covector.plot",
        "dev.covector.random",
        "kotlin.math",
    )

    /** Names that two of the packages have, or that scripts need out of others. */
    private val names =
        listOf(
            "dev.covector.dsl.Variables",
            "dev.covector.lax.Padding",
            "dev.covector.metrics.Accumulator",
            "dev.covector.numpy.Histogram",
            "dev.covector.tree.Tree",
        )

    private val annotations = listOf("DependsOn", "Import", "Repository").map { "dev.covector.script.$it" }

    /** What the library has, as it stands behind the word `import`: for notebooks as well. */
    public val ofCovector: List<String> = names + packages.map { "$it.*" }

    /** As they stand behind the word `import`. */
    public val lines: List<String> = annotations + ofCovector
}
