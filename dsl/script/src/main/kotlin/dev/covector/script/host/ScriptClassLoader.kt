package dev.covector.script.host

import java.io.ByteArrayInputStream
import java.io.File
import java.io.InputStream
import java.net.URLClassLoader

/** The classes of a script, over the jars that it asks for, over Covector's class path. */
internal class ScriptClassLoader(private val program: ScriptProgram, parent: ClassLoader) :
    URLClassLoader("covector-script", program.classPath.map { File(it).toURI().toURL() }.toTypedArray(), parent) {

    override fun findClass(name: String): Class<*> {
        val bytes = program.classes[name.replace('.', '/') + ".class"] ?: return super.findClass(name)
        return defineClass(name, bytes, 0, bytes.size)
    }

    override fun getResourceAsStream(name: String): InputStream? =
        program.classes[name]?.let(::ByteArrayInputStream) ?: super.getResourceAsStream(name)
}
