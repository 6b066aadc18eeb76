package dev.covector.script.host

import java.lang.reflect.InvocationTargetException

/** Runs a compiled script: its body is the constructor of its class. */
internal class ScriptRunner(private val program: ScriptProgram, private val arguments: Array<String>) {
    private val loader = ScriptClassLoader(program, ScriptRunner::class.java.classLoader)
    private val instances = mutableMapOf<Class<*>, Any>()

    /** Throws what the script throws. */
    fun run() {
        Thread.currentThread().contextClassLoader = loader
        instance(loader.loadClass(program.mainClass))
    }

    /** A script's constructor takes the arguments, and an instance of each script that it imports. */
    private fun instance(type: Class<*>): Any {
        instances[type]?.let { return it }
        val constructor = type.constructors.single()
        val values = constructor.parameterTypes.map { if (it.isArray) arguments else instance(it) }
        try {
            return constructor.newInstance(*values.toTypedArray()).also { instances[type] = it }
        } catch (e: InvocationTargetException) {
            throw e.targetException
        }
    }
}
