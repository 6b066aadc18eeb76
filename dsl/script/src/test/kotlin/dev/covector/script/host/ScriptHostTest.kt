package dev.covector.script.host

import io.kotest.assertions.withClue
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldHaveSize
import io.kotest.matchers.shouldBe
import io.kotest.matchers.string.shouldContain
import io.kotest.matchers.string.shouldEndWith
import io.kotest.matchers.string.shouldStartWith
import java.io.File
import java.lang.classfile.ClassFile
import java.lang.constant.ClassDesc
import java.lang.constant.ConstantDescs.CD_int
import java.lang.constant.MethodTypeDesc
import java.nio.file.Files
import java.nio.file.Path
import java.util.concurrent.Callable
import java.util.concurrent.Executors
import java.util.jar.JarEntry
import java.util.jar.JarOutputStream
import kotlin.io.path.deleteIfExists
import kotlin.io.path.exists
import kotlin.io.path.readBytes
import kotlin.io.path.readLines
import kotlin.io.path.readText
import kotlin.io.path.writeBytes

class ScriptHostTest :
    StringSpec({
        val scripts = Scripts()
        val out = scripts.folder.resolve("out.txt")

        fun result(): String = out.readText().also { out.deleteIfExists() }

        fun writesItsArgument(expression: String) = "java.io.File(args[0]).writeText(\"\" + ($expression))"

        "a script has Covector imported, its arguments, and classes of its own as trees" {
            scripts.write(
                "linear.kts",
                """
                data class Linear(val w: Tensor, val b: Tensor)
                fun loss(p: Linear, x: Tensor) = (x * p.w + p.b).sum()
                val gradient = jit { p: Linear, x: Tensor -> grad(::loss)(p, x) }
                val g = gradient(Linear(Tensor.of(2.0), Tensor.of(1.0)), Tensor.of(3.0))
                ${writesItsArgument("args[1] + \" \" + g + \" \" + sqrt(4.0)")}
                """.trimIndent(),
            )
            scripts.run("linear.kts", "$out", "a b") shouldBe 0
            result() shouldBe "a b Linear(w=3.0, b=1.0) 2.0"
            scripts.said shouldBe "compiling linear.kts ..."

            scripts.runWithoutCompiler("linear.kts", "$out", "again") shouldBe 0
            result() shouldBe "again Linear(w=3.0, b=1.0) 2.0"
            scripts.said shouldBe ""
        }

        "a process that starts from the cache loads no class of the compiler" {
            val file = scripts.write("line.kts", writesItsArgument("42"))
            scripts.run("line.kts", "$out") shouldBe 0
            result() shouldBe "42"
            val log = scripts.folder.resolve("classes.log")
            val process = ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=$log",
                "-cp",
                Scripts.classPath.joinToString(File.pathSeparator),
                "-Dcovector.script.tools=${Scripts.everything.joinToString(File.pathSeparator)}",
                "dev.covector.script.host.MainKt",
                "$file",
                "$out",
            ).redirectErrorStream(true).apply { environment()["XDG_CACHE_HOME"] = "${scripts.folder}" }.start()
            process.inputStream.readAllBytes().decodeToString() shouldBe ""
            process.waitFor() shouldBe 0
            result() shouldBe "42"
            val loaded = log.readLines()
            loaded.filter { "dev.covector.script.host.ScriptRunner" in it } shouldHaveSize 1
            loaded.filter { " org.jetbrains." in it || " kotlin.script." in it || ".compiler." in it }.shouldBeEmpty()
        }

        "a script that has changed is compiled again, and so is one whose import has" {
            scripts.write("lib/names.kts", "fun name() = \"one\"")
            scripts.write("main.kts", "@file:Import(\"lib/names.kts\")\n" + writesItsArgument("name()"))
            scripts.run("main.kts", "$out") shouldBe 0
            result() shouldBe "one"
            scripts.runWithoutCompiler("main.kts", "$out") shouldBe 0
            result() shouldBe "one"

            scripts.write("lib/names.kts", "fun name() = \"two\"")
            scripts.run("main.kts", "$out") shouldBe 0
            scripts.said shouldBe "compiling main.kts ..."
            result() shouldBe "two"

            scripts.write("main.kts", "@file:Import(\"lib/names.kts\")\n" + writesItsArgument("name() + \"!\""))
            scripts.run("main.kts", "$out") shouldBe 0
            result() shouldBe "two!"

            scripts.write("main.kts", "@file:Import(\"absent.kts\")\nprintln()")
            scripts.run("main.kts") shouldBe 2
            scripts.said shouldContain "main.kts:1:1: error: there is no script 'absent.kts' to import;"
        }

        "errors of the compiler have the script's line and a caret" {
            scripts.write("wrong.kts", "val x = 1\n\n\tprintln(zz)\nval y: Int = sqrt(2.0).foo()\n")
            scripts.run("wrong.kts") shouldBe 2
            scripts.said shouldBe
                """
                compiling wrong.kts ...
                wrong.kts:3:10: error: Unresolved reference 'zz'.
                ${"\t"}println(zz)
                ${"\t"}        ^
                wrong.kts:4:24: error: Unresolved reference 'foo' on receiver of type 'Double'.
                val y: Int = sqrt(2.0).foo()
                                       ^
                """.trimIndent()
        }

        "what a script throws is shown with its line, and the stack without libraries" {
            scripts.write(
                "throws.kts",
                """
                fun check(x: Int) {
                    require(x < 2) { "x is ${'$'}x" }
                }
                listOf(1, 2).forEach { check(it) }
                """.trimIndent(),
            )
            scripts.run("throws.kts") shouldBe 1
            scripts.said shouldBe
                """
                compiling throws.kts ...
                throws.kts:2: IllegalArgumentException: x is 2
                    require(x < 2) { "x is ${'$'}x" }
                    at check (throws.kts:2)
                    at throws.kts:4
                """.trimIndent()
        }

        "an exception of Covector names the script's line, not one of a library" {
            scripts.write(
                "shapes.kts",
                """
                fun predict(x: Tensor, w: Tensor) = x dot w

                val step = jit { x: Tensor, w: Tensor ->
                    predict(x, w)
                }
                step(Tensor.of(floatArrayOf(1f, 2f, 3f)), Tensor.of(floatArrayOf(1f, 2f)))
                """.trimIndent(),
            )
            scripts.run("shapes.kts") shouldBe 1
            scripts.said shouldStartWith
                "compiling shapes.kts ...\n" +
                "shapes.kts:1: ShapeException: dot: lhs f32[3] axis 0 has size 3, rhs f32[2] axis 0 has size 2;" +
                " contracted axes must match\nfun predict(x: Tensor, w: Tensor) = x dot w\n    at dev.covector."
            scripts.said shouldContain
                "\n    at predict (shapes.kts:1)\n    at step (shapes.kts:4)\n    at shapes.kts:6\n"
            scripts.said shouldEndWith " frames of libraries; -Dcovector.script.fullStack=true shows them)"
        }

        "a script asks for a jar in its folder, and for an artifact of a repository" {
            val type = ClassDesc.of("answers.Answer")
            val bytes = ClassFile.of().build(type) { made ->
                made.withFlags(ClassFile.ACC_PUBLIC).withMethodBody(
                    "get",
                    MethodTypeDesc.of(CD_int),
                    ClassFile.ACC_PUBLIC or ClassFile.ACC_STATIC,
                ) { it.bipush(42).ireturn() }
            }
            val jar = scripts.folder.resolve("answers.jar")
            JarOutputStream(Files.newOutputStream(jar)).use {
                it.putNextEntry(JarEntry("answers/Answer.class"))
                it.write(bytes)
            }
            scripts.write(
                "jars.kts",
                """
                @file:DependsOn("answers.jar")
                @file:DependsOn("org.opentest4j:opentest4j:1.3.0")
                val error = org.opentest4j.AssertionFailedError("!")
                ${writesItsArgument("answers.Answer.get().toString() + error.message")}
                """.trimIndent(),
            )
            scripts.run("jars.kts", "$out") shouldBe 0
            scripts.said shouldBe "compiling jars.kts ..."
            result() shouldBe "42!"
            scripts.runWithoutCompiler("jars.kts", "$out") shouldBe 0
            result() shouldBe "42!"

            jar.deleteIfExists()
            scripts.run("jars.kts", "$out") shouldBe 2
            scripts.said shouldContain "jars.kts:1:"
            scripts.said shouldContain "answers.jar"
        }

        "a broken file in the cache is compiled again" {
            scripts.write("broken.kts", writesItsArgument("1 + 1"))
            scripts.run("broken.kts", "$out") shouldBe 0
            val entry = scripts.cached().single { it.fileName.toString().startsWith("broken-") }
            val good = entry.readBytes()
            val flipped = good.clone().also { it[good.size / 3] = (it[good.size / 3] + 1).toByte() }
            for (bad in listOf(ByteArray(0), good.copyOf(good.size / 2), flipped, "no jar".toByteArray())) {
                entry.writeBytes(bad)
                scripts.runWithoutCompilerFails("broken.kts") shouldBe true
            }
            scripts.run("broken.kts", "$out") shouldBe 0
            scripts.said shouldBe "compiling broken.kts ..."
            scripts.runWithoutCompiler("broken.kts", "$out") shouldBe 0
            result() shouldBe "2"
        }

        "processes that write and read one file of the cache at once never see half of it" {
            val cache = ScriptCache(scripts.folder.resolve("shared"), emptyList())
            val script = scripts.write("shared.kts", "1")
            val text = script.readBytes()
            val bytes = ByteArray(100_000) { it.toByte() }
            val program = ScriptProgram("Shared", mapOf("Shared.class" to bytes), emptyList(), listOf("$script"))
            Executors.newFixedThreadPool(4).use { pool ->
                cache.put(script, text, program)
                val found = (1..20).map {
                    pool.submit { cache.put(script, text, program) }
                    pool.submit(Callable { cache.find(script, text) })
                }.map { it.get() }
                found.forEach { it!!.classes.getValue("Shared.class").contentEquals(bytes) shouldBe true }
            }
            Files.newDirectoryStream(scripts.folder.resolve("shared")).use { it.toList() } shouldHaveSize 1
        }

        "the script of the page runs, and every sample compiles" {
            val folders = generateSequence(Path.of("").toAbsolutePath()) { it.parent }
            val root = folders.first { it.resolve("LICENSE").exists() }
            val page = root.resolve("docs/scripts.md").readText()
            scripts.write("train.kts", page.substringAfter("```kotlin\n").substringBefore("```"))
            scripts.run("train.kts") shouldBe 0

            val files = root.resolve("samples/kotlin").toFile().listFiles { it.name.endsWith(".kts") }
            val samples = files.orEmpty().sorted()
            for (sample in samples) withClue({ scripts.said }) { scripts.compile(sample.path) shouldBe true }
        }

        "a file that is not there is said to be so" {
            scripts.run("absent.kts") shouldBe 2
            scripts.saidExactly shouldBe "no such file: ${scripts.folder.resolve("absent.kts")}"
        }
    })
