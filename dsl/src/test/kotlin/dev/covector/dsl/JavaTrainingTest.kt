package dev.covector.dsl

import io.kotest.core.spec.style.StringSpec
import io.kotest.engine.spec.tempdir
import io.kotest.matchers.shouldBe
import java.io.StringWriter
import java.net.URLClassLoader
import java.nio.file.Files
import javax.tools.ToolProvider

/** Compiles a class of Java as a user would write it, without a warning, and runs it. */
internal class JavaTrainingTest :
    StringSpec({
        "a training is described and read in Java" {
            val folder = tempdir().toPath()
            val source = folder.resolve("JavaTraining.java")
            Files.write(source, JavaTrainingTest::class.java.getResourceAsStream("/JavaTraining.java")!!.readAllBytes())
            val compiler = ToolProvider.getSystemJavaCompiler()
            val messages = StringWriter()
            val options =
                listOf(
                    "-d",
                    folder.toString(),
                    "-Xlint:all,-path,-classfile",
                    "-Werror",
                    "-cp",
                    System.getProperty("java.class.path"),
                )
            compiler
                .getStandardFileManager(null, null, null)
                .use { files ->
                    compiler.getTask(messages, files, null, options, null, files.getJavaFileObjects(source)).call()
                }.let { done -> (messages.toString() to done) shouldBe ("" to true) }
            URLClassLoader(arrayOf(folder.toUri().toURL()), JavaTrainingTest::class.java.classLoader).use { loader ->
                loader.loadClass("JavaTraining").getMethod("train").invoke(null) shouldBe
                    "FINISHED 20 [loss, error, val_loss, val_error] true [32, 1] true"
            }
        }
    })
