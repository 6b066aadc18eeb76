package dev.covector.script.host

import java.io.File
import java.net.URLClassLoader

/**
 * Loads the compiler apart from the program, out of the class path [tools] and when the first script needs it: a
 * library that a script asks for never meets the compiler's own version of it.
 */
internal class CompilerLoader(private val tools: List<String>) : ScriptCompiler {
    private val loader by lazy {
        URLClassLoader("covector-script-compiler", tools.map { File(it).toURI().toURL() }.toTypedArray(), Shared())
    }
    private val compiler by lazy {
        loader.loadClass(COMPILER).getDeclaredConstructor().newInstance() as ScriptCompiler
    }

    override fun compile(request: CompileRequest): CompileResult {
        val thread = Thread.currentThread()
        val before = thread.contextClassLoader
        thread.contextClassLoader = loader
        try {
            return compiler.compile(request)
        } finally {
            thread.contextClassLoader = before
        }
    }

    /** The JDK, and of the program only the package of [ScriptCompiler]. */
    private class Shared : ClassLoader(getPlatformClassLoader()) {
        override fun findClass(name: String): Class<*> = when {
            name.startsWith(shared) -> CompilerLoader::class.java.classLoader.loadClass(name)
            else -> throw ClassNotFoundException(name)
        }
    }

    private companion object {
        const val COMPILER = "dev.covector.script.compiler.KotlinScriptCompiler"
        val shared: String = CompilerLoader::class.java.packageName + "."
    }
}
