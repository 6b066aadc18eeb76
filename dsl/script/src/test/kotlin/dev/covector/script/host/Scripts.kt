package dev.covector.script.host

import java.io.ByteArrayOutputStream
import java.io.File
import java.io.PrintStream
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.createDirectories
import kotlin.io.path.exists
import kotlin.io.path.readText
import kotlin.io.path.writeText

/** A folder with scripts and a cache of their own, and what the host says of them. */
internal class Scripts {
    val folder: Path = Files.createTempDirectory("scripts").toRealPath()

    /** Where the host of a process with XDG_CACHE_HOME = [folder] looks as well. */
    val cache: Path = folder.resolve("covector").resolve("scripts")
    private val err = ByteArrayOutputStream()
    private val host = host(tools)

    private fun host(tools: List<String>) = ScriptHost(classPath, tools, cache, PrintStream(err, true))

    fun write(name: String, text: String): Path = folder.resolve(name).also {
        it.parent.createDirectories()
        it.writeText(text)
    }

    fun run(name: String, vararg arguments: String): Int {
        err.reset()
        return host.run(folder.resolve(name).toString(), arrayOf(*arguments))
    }

    /** Whether the script of this path, absolute, compiles. */
    fun compile(path: String): Boolean {
        err.reset()
        return host.compile(path)
    }

    /** Runs what is in the cache: there is no compiler. */
    fun runWithoutCompiler(name: String, vararg arguments: String): Int {
        err.reset()
        return host(emptyList()).run(folder.resolve(name).toString(), arrayOf(*arguments))
    }

    /** Whether the cache has nothing to run: then the compiler would be loaded. */
    fun runWithoutCompilerFails(name: String): Boolean = try {
        runWithoutCompiler(name)
        false
    } catch (_: ClassNotFoundException) {
        true
    }

    /** What was said since the last start, with names of files instead of paths. */
    val said: String get() = saidExactly.replace("$folder/", "")

    /** The same with the paths. */
    val saidExactly: String get() = err.toString().trimEnd()

    fun cached(): List<Path> = Files.newDirectoryStream(cache, "*.jar").use { it.sorted() }

    companion object {
        val everything = System.getProperty("java.class.path").split(File.pathSeparatorChar)
            .filter { it.isNotEmpty() }.map { File(it).absolutePath }
        private val ofTools =
            Regex(".*/(kotlin-(compiler|scripting|script-|daemon|reflect)|maven|plexus|guice|kotest|test-)[^/]*")

        /** As the launcher gives it to the host, from the build's file; without that there was no build by Maven. */
        val tools: List<String> = Path.of("target", "classpath-tools").let { file ->
            if (file.exists()) file.readText().trim().split(File.pathSeparatorChar) + ownClasses() else everything
        }

        private fun ownClasses() = everything.filter { it.endsWith("/classes") }

        /** As the launcher gives it to scripts: without compiler and tests. */
        val classPath = everything.filter { !it.matches(ofTools) }
    }
}
