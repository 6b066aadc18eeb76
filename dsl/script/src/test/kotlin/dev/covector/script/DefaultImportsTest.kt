package dev.covector.script

import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldContain
import io.kotest.matchers.maps.shouldBeEmpty
import java.io.File
import java.lang.reflect.Modifier
import java.util.zip.ZipFile

class DefaultImportsTest :
    StringSpec({
        val stars = DefaultImports.lines.filter { it.endsWith(".*") }.map { it.removeSuffix(".*") }
        val explicit = DefaultImports.lines.filterNot { it.endsWith(".*") }.map { it.substringAfterLast('.') }

        /** Names of classes, as on the class path, in the packages that are imported whole. */
        fun classes(): List<String> =
            System.getProperty("java.class.path").split(File.pathSeparatorChar).map(::File).flatMap { file ->
                when {
                    file.isDirectory -> stars.flatMap { name ->
                        file.resolve(name.replace('.', '/')).list().orEmpty().map { "$name.$it" }
                    }

                    "covector" in file.name -> ZipFile(file).use { zip ->
                        zip.stream().map { it.name.replace('/', '.') }.toList()
                    }

                    else -> emptyList()
                }
            }.filter { it.endsWith(".class") && '$' !in it && !it.endsWith("Test.class") }
                .map { it.removeSuffix(".class") }
                .filter { it.substringBeforeLast('.') in stars }
                .distinct()

        "no name of a class is in two of the packages that scripts import, unless it is imported by itself" {
            val names = classes()
            names shouldContain "dev.covector.Tensor"
            names shouldContain "dev.covector.dsl.Jitted1"
            val loader = Thread.currentThread().contextClassLoader
            names.filter { Modifier.isPublic(Class.forName(it, false, loader).modifiers) }
                .groupBy { it.substringAfterLast('.') }
                .filter { (name, all) -> all.size > 1 && name !in explicit && !name.endsWith("Kt") }
                .shouldBeEmpty()
        }
    })
