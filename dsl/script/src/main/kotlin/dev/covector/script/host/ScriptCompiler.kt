package dev.covector.script.host

/**
 * What the host asks the compiler. The compiler lives in a class loader of its own, with its own Kotlin library: only
 * types of this file and of the JDK pass between the two.
 */
internal interface ScriptCompiler {
    fun compile(request: CompileRequest): CompileResult
}

/** A script's [path], absolute, and what it may use. */
internal class CompileRequest(val path: String, val classPath: List<String>)

/** The program, or null when there are errors among the messages. */
internal class CompileResult(val program: ScriptProgram?, val messages: List<ScriptMessage>)

/** A script as classes, with those of the scripts that it imports. */
internal class ScriptProgram(
    /** The class whose constructor is the script. */
    val mainClass: String,
    /** Class files and resources by their path. */
    val classes: Map<String, ByteArray>,
    /** Jars that the script asks for, beyond Covector's class path. */
    val classPath: List<String>,
    /** The files it was compiled from. */
    val sources: List<String>,
)

/** What the compiler has to say about a place, 1 the first line and column; line 0 when it is about no place. */
internal class ScriptMessage(val path: String?, val line: Int, val column: Int, val isError: Boolean, val text: String)
