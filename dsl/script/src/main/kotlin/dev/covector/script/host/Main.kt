package dev.covector.script.host

import java.io.File
import kotlin.system.exitProcess

/**
 * Runs a script: the first argument is its file, the others are the script's. The launcher says by the property
 * `covector.script.tools` where the compiler is; without it, it is looked for on the program's own class path.
 */
internal fun main(args: Array<String>) {
    if (args.isEmpty()) {
        System.err.println("which script? usage: FILE.kts [arguments]")
        exitProcess(ScriptHost.NOT_STARTED)
    }
    val classPath = paths(System.getProperty("java.class.path"))
    val tools = System.getProperty("covector.script.tools")?.let(::paths) ?: classPath
    val status = ScriptHost(classPath, tools, ScriptCache.defaultFolder()).run(args[0], args.copyOfRange(1, args.size))
    // A script that ended may have left threads at work, as a program may; one that failed is over.
    if (status != 0) exitProcess(status)
}

private fun paths(classPath: String): List<String> =
    classPath.split(File.pathSeparatorChar).filter { it.isNotEmpty() }.map { File(it).absolutePath }
