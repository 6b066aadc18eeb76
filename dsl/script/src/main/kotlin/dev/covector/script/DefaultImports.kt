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
    private val names = listOf(
        "dev.covector.dsl.Variables",
        "dev.covector.lax.Padding",
        "dev.covector.script.DependsOn",
        "dev.covector.script.Import",
        "dev.covector.script.Repository",
        "dev.covector.tree.Tree",
    )

    /** As they stand behind the word `import`. */
    public val lines: List<String> = names + packages.map { "$it.*" }
}
