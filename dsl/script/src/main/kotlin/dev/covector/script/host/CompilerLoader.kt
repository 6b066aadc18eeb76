package dev.covector.script.host

import java.io.File
import java.net.URLClassLoader

/**
 * Loads the compiler apart from the program: a library that a script asks for never meets the compiler's own version of
 * it, and nothing of the compiler stays when the script runs.
 */
internal object CompilerLoader {
    private const val COMPILER = "dev.covector.script.compiler.KotlinScriptCompiler"
    private val shared = CompilerLoader::class.java.packageName + "."

    /** Calls [use] with a compiler out of the class path [tools]. */
    fun <T> with(tools: List<String>, use: (ScriptCompiler) -> T): T {
        val urls = tools.map { File(it).toURI().toURL() }.toTypedArray()
        URLClassLoader("covector-script-compiler", urls, Shared()).use { loader ->
            val thread = Thread.currentThread()
            val before = thread.contextClassLoader
            thread.contextClassLoader = loader
            try {
                val constructor = loader.loadClass(COMPILER).getDeclaredConstructor()
                return use(constructor.newInstance() as ScriptCompiler)
            } finally {
                thread.contextClassLoader = before
            }
        }
    }

    /** The JDK, and of the program only the package of [ScriptCompiler]. */
    private class Shared : ClassLoader(getPlatformClassLoader()) {
        override fun findClass(name: String): Class<*> = when {
            name.startsWith(shared) -> CompilerLoader::class.java.classLoader.loadClass(name)
            else -> throw ClassNotFoundException(name)
        }
    }
}
