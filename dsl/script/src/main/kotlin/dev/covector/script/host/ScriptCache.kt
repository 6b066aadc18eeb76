package dev.covector.script.host

import java.io.IOException
import java.nio.file.FileVisitResult
import java.nio.file.Files
import java.nio.file.NoSuchFileException
import java.nio.file.Path
import java.nio.file.SimpleFileVisitor
import java.nio.file.StandardCopyOption
import java.nio.file.attribute.BasicFileAttributes
import java.nio.file.attribute.FileTime
import java.security.DigestOutputStream
import java.security.MessageDigest
import java.time.Duration
import java.time.Instant
import java.util.HexFormat
import java.util.Properties
import java.util.zip.ZipEntry
import java.util.zip.ZipInputStream
import java.util.zip.ZipOutputStream

/**
 * Compiled scripts in [folder], a jar each. Its name is a hash of the script's path and text, of the state of the class
 * path, of the JDK and of [VERSION]; the scripts that it imports and the jars that it asks for are listed in it with
 * theirs, and compared when it is found.
 *
 * A jar is written elsewhere and renamed: of two processes that compile at once, one's result stays. One that cannot be
 * read, or whose content is not what was written, counts as absent.
 */
internal class ScriptCache(private val folder: Path, private val classPath: List<String>) {
    /** The program that was compiled from this text, if nothing has changed since. */
    fun find(script: Path, text: ByteArray): ScriptProgram? {
        val file = folder.resolve(name(script, text))
        val program = try {
            read(file)
        } catch (_: NoSuchFileException) {
            null
        } catch (_: IOException) {
            null
        } catch (_: IllegalArgumentException) {
            null
        }
        if (program != null) touch(file)
        return program
    }

    /** Keeps [program]; a cache that cannot be written costs the next start its time, and nothing else. */
    fun put(script: Path, text: ByteArray, program: ScriptProgram) {
        try {
            Files.createDirectories(folder)
            val part = Files.createTempFile(folder, "script", ".part")
            try {
                write(part, program)
                Files.move(part, folder.resolve(name(script, text)), StandardCopyOption.ATOMIC_MOVE)
            } finally {
                Files.deleteIfExists(part)
            }
            forgetUnused()
        } catch (_: IOException) {
            return
        }
    }

    private fun name(script: Path, text: ByteArray): String {
        val hash = MessageDigest.getInstance("SHA-256")
        fun add(part: String) {
            hash.update(part.toByteArray())
            hash.update(0)
        }
        add(VERSION)
        add(script.toString())
        hash.update(MessageDigest.getInstance("SHA-256").digest(text))
        add(System.getProperty("java.home"))
        add(System.getProperty("java.vm.version"))
        classPath.forEach { add(state(Path.of(it))) }
        val code = HexFormat.of().formatHex(hash.digest(), 0, 16)
        return script.fileName.toString().removeSuffix(".kts") + "-$code.jar"
    }

    private fun write(file: Path, program: ScriptProgram) {
        val hash = MessageDigest.getInstance("SHA-256")
        ZipOutputStream(Files.newOutputStream(file)).use { zip ->
            // Read back at each start: little time for little space.
            zip.setLevel(1)
            for ((name, bytes) in program.classes.toSortedMap()) {
                zip.putNextEntry(ZipEntry(name))
                DigestOutputStream(zip, hash).write(bytes)
            }
            zip.putNextEntry(ZipEntry(INDEX))
            val index = Properties()
            index["main"] = program.mainClass
            index["content"] = HexFormat.of().formatHex(hash.digest())
            program.classPath.forEachIndexed { i, jar ->
                index["jar.$i"] = jar
                index["jar.$i.state"] = state(Path.of(jar))
            }
            program.sources.forEachIndexed { i, source ->
                index["source.$i"] = source
                index["source.$i.state"] = textState(Path.of(source))
            }
            index.store(zip, null)
        }
    }

    /** Null when a file that the program was made from is another now. */
    private fun read(file: Path): ScriptProgram? {
        val classes = mutableMapOf<String, ByteArray>()
        val hash = MessageDigest.getInstance("SHA-256")
        val index = Properties()
        ZipInputStream(Files.newInputStream(file).buffered()).use { zip ->
            while (true) {
                val entry = zip.nextEntry ?: break
                if (entry.name == INDEX) {
                    index.load(zip)
                } else {
                    classes[entry.name] = zip.readBytes().also(hash::update)
                }
            }
        }
        if (index["content"] != HexFormat.of().formatHex(hash.digest())) return null
        fun list(key: String) = generateSequence(0) { it + 1 }.map { index.getProperty("$key.$it") }
            .takeWhile { it != null }.toList().filterNotNull()
        val jars = list("jar")
        val sources = list("source")
        if (jars.indices.any { index["jar.$it.state"] != state(Path.of(jars[it])) }) return null
        if (sources.indices.any { index["source.$it.state"] != textState(Path.of(sources[it])) }) return null
        return ScriptProgram(index.getProperty("main") ?: return null, classes, jars, sources)
    }

    private fun touch(file: Path) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()))
        } catch (_: IOException) {
            return
        }
    }

    private fun forgetUnused() {
        val limit = FileTime.from(Instant.now().minus(KEPT))
        Files.newDirectoryStream(folder, "*.{jar,part}").use { files ->
            files.filter { Files.getLastModifiedTime(it) < limit }.forEach(Files::deleteIfExists)
        }
    }

    internal companion object {
        /** Changes when the same text would be compiled to something else, or kept in another form. */
        const val VERSION = "1"
        private const val INDEX = "META-INF/covector-script.properties"
        private val KEPT = Duration.ofDays(30)

        /** `$XDG_CACHE_HOME/covector/scripts`, without that variable below the home folder. */
        fun defaultFolder(environment: Map<String, String> = System.getenv()): Path {
            val home = environment["XDG_CACHE_HOME"]?.takeIf { Path.of(it).isAbsolute }
            val base = home?.let(Path::of) ?: Path.of(System.getProperty("user.home"), ".cache")
            return base.resolve("covector").resolve("scripts")
        }

        private fun textState(file: Path): String = try {
            HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)))
        } catch (_: IOException) {
            "absent"
        }

        /** Sizes and times of a jar, or of all files in a folder of classes. */
        private fun state(entry: Path): String {
            val hash = MessageDigest.getInstance("MD5")
            if (!Files.exists(entry)) return "$entry absent"
            Files.walkFileTree(
                entry,
                object : SimpleFileVisitor<Path>() {
                    override fun visitFile(file: Path, attributes: BasicFileAttributes): FileVisitResult {
                        val time = attributes.lastModifiedTime().toMillis()
                        hash.update("$file ${attributes.size()} $time\n".toByteArray())
                        return FileVisitResult.CONTINUE
                    }
                },
            )
            return "$entry " + HexFormat.of().formatHex(hash.digest())
        }
    }
}
