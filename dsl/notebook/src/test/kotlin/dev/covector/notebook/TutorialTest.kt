package dev.covector.notebook

import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import kotlinx.serialization.json.Json
import kotlinx.serialization.json.JsonArray
import kotlinx.serialization.json.JsonObject
import kotlinx.serialization.json.JsonPrimitive
import kotlinx.serialization.json.jsonArray
import kotlinx.serialization.json.jsonObject
import kotlinx.serialization.json.jsonPrimitive
import java.io.File
import java.nio.file.Files
import java.nio.file.Path
import kotlin.io.path.exists
import kotlin.io.path.readText
import kotlin.io.path.writeText

/**
 * The notebook's cells, compiled and run one after the other as a script: with the imports of the integration, and the
 * value of each cell's last line turned into HTML by what the integration renders with.
 *
 * A kernel is not among it: the newest one that is published as an artifact cannot read classes of Java 25.
 */
class TutorialTest :
    StringSpec({
        "every cell of the tutorial runs, and its outputs are those in the file" {
            val file = root().resolve("samples/notebooks/tutorial.ipynb")
            val notebook = Json.parseToJsonElement(file.readText()).jsonObject
            val cells = notebook.getValue("cells").jsonArray.map { it.jsonObject }
            val shown = run(cells)
            // To write the outputs into the file after a change: -Dcovector.notebook.write=true
            val writes = System.getProperty("covector.notebook.write").toBoolean()
            if (writes) file.writeText(written(notebook, cells, shown))
            val code = cells.indices.filter { cells[it].isCode }
            code shouldHaveSize 8
            for (i in code) {
                val stored = cells[i].html()
                if (cells[i].isMeasured) {
                    shown[i]?.withoutNumbers() shouldBe stored?.withoutNumbers()
                } else {
                    shown[i] shouldBe stored
                }
            }
        }
    })

private val STATEMENTS = setOf("val", "var", "fun", "import")

private val JsonObject.isCode get() = getValue("cell_type").jsonPrimitive.content == "code"

private val JsonObject.isMeasured get() = "measured" in getValue("metadata").toString()

private val JsonObject.lines get() = getValue("source").jsonArray.joinToString("") { it.jsonPrimitive.content }.lines()

private fun JsonObject.html(): String? = getValue("outputs").jsonArray.firstOrNull()?.jsonObject
    ?.getValue("data")?.jsonObject?.getValue("text/html")?.jsonArray?.joinToString("") { it.jsonPrimitive.content }

private fun String.withoutNumbers() = replace(Regex("-?[0-9]+([.][0-9]+)?(e-?[0-9]+)?"), "0")

private fun root() =
    generateSequence(Path.of("").toAbsolutePath()) { it.parent }.first { it.resolve("LICENSE").exists() }

/** The HTML of each cell that ends with a value, by the cell's number. */
private fun run(cells: List<JsonObject>): Map<Int, String> {
    val folder = Files.createTempDirectory("notebook").toRealPath()
    val script = folder.resolve("tutorial.kts")
    val code = cells.withIndex().filter { it.value.isCode }.flatMap { (i, cell) ->
        val lines = cell.lines.filterNot { it.startsWith("%") }
        val last = lines.lastOrNull() ?: ""
        // A last line that begins no statement and ends none is the cell's value.
        val isValue = last.isNotEmpty() && !last.startsWith("}") && last.substringBefore(' ') !in STATEMENTS
        if (isValue) lines.dropLast(1) + "java.io.File(args[0], \"$i.html\").writeText(rendered($last)!!)" else lines
    }
    script.writeText("import dev.covector.notebook.*\n" + code.joinToString("\n"))
    // what abi-tools reads, for another test, has classes of the compiler in another form
    val classPath = System.getProperty("java.class.path").split(File.pathSeparatorChar)
        .map { File(it).absolutePath }.filter { "klib-abi-reader" !in it }
    val process = ProcessBuilder(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--add-modules",
        "jdk.incubator.vector",
        "--enable-native-access=ALL-UNNAMED",
        "--sun-misc-unsafe-memory-access=allow",
        "-cp",
        classPath.joinToString(File.pathSeparator),
        "dev.covector.script.host.MainKt",
        "$script",
        "$folder",
    ).redirectErrorStream(true).apply { environment()["XDG_CACHE_HOME"] = "$folder" }.start()
    val said = process.inputStream.readAllBytes().decodeToString()
    if (process.waitFor() != 0) throw AssertionError(said)
    return cells.indices.associateWith { folder.resolve("$it.html") }.filterValues { it.exists() }
        .mapValues { it.value.readText() }
}

private fun written(notebook: JsonObject, cells: List<JsonObject>, shown: Map<Int, String>): String {
    var number = 0
    val filled = cells.mapIndexed { i, cell ->
        if (!cell.isCode) return@mapIndexed cell
        number++
        val data = shown[i]?.let { JsonObject(mapOf("text/html" to JsonArray(listOf(JsonPrimitive(it))))) }
        val outputs = data?.let {
            listOf(
                JsonObject(
                    mapOf(
                        "output_type" to JsonPrimitive("execute_result"),
                        "execution_count" to JsonPrimitive(number),
                        "data" to it,
                        "metadata" to JsonObject(emptyMap()),
                    ),
                ),
            )
        }
        JsonObject(cell + ("outputs" to JsonArray(outputs.orEmpty())) + ("execution_count" to JsonPrimitive(number)))
    }
    val format = Json { prettyPrint = true }
    return format.encodeToString(JsonObject.serializer(), JsonObject(notebook + ("cells" to JsonArray(filled)))) + "\n"
}
