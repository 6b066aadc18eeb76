package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.tree.Tree
import io.kotest.core.spec.style.StringSpec
import io.kotest.matchers.collections.shouldBeEmpty
import io.kotest.matchers.collections.shouldNotBeEmpty
import jdk.jfr.Recording
import jdk.jfr.consumer.RecordingFile
import java.nio.file.Files

private data class SlopeAndOffset(val slope: Tensor, val offset: Tensor)

private data class Curves(val line: SlopeAndOffset, val scales: List<Tensor>)

private data class NeverSeen(val x: Tensor)

private class Regressor : Model() {
    private val encoder by mlp(4, 3)
    private val head by dense(1)

    override fun call(x: Tensor) = head(relu(encoder(x)))
}

/** What reads or calls members by reflection, or looks members up for a method handle. */
private val reflection = listOf(
    "java.lang.Class::getDeclaredMethods",
    "java.lang.Class::getDeclaredFields",
    "java.lang.Class::getDeclaredAnnotations",
    "java.lang.Class::getRecordComponents",
    "java.lang.Class::getMethods",
    "java.lang.Class::getMethod",
    "java.lang.Class::getDeclaredMethod",
    "java.lang.Class::getDeclaredConstructor",
    "java.lang.Class::getDeclaredField",
    "java.lang.Class::forName",
    "java.lang.reflect.Method::invoke",
    "java.lang.reflect.Field::get",
    "java.lang.reflect.Field::set",
    "java.lang.reflect.Constructor::newInstance",
    "java.lang.invoke.MethodHandles\$Lookup::unreflect",
    "java.lang.invoke.MethodHandles\$Lookup::findConstructor",
    "java.lang.invoke.MethodHandles\$Lookup::findVirtual",
    "java.lang.reflect.Proxy::newProxyInstance",
)

/** The calls of these methods that this thread makes in a block, of all of them (JEP 520), not a sample. */
private fun traced(block: () -> Unit): List<String> {
    val thread = Thread.currentThread().threadId()
    val file = Files.createTempFile("reflection", ".jfr")
    Recording().use { recording ->
        recording.enable("jdk.MethodTrace").with("filter", reflection.joinToString(";")).withStackTrace()
        recording.start()
        block()
        recording.stop()
        recording.dump(file)
    }
    return RecordingFile.readAllEvents(file)
        .filter { it.eventType.name == "jdk.MethodTrace" && it.thread?.javaThreadId == thread }
        .map { event ->
            event.stackTrace.frames.take(8).joinToString(" < ") { "${it.method.type.name}.${it.method.name}" }
        }
        .also { Files.delete(file) }
}

internal class ReflectionTest :
    StringSpec({
        "a traced block shows the reflection on a data class that is new" {
            traced { Tree.leaves(NeverSeen(scalar(1f))) }.filter { "dev.covector.tree" in it }.shouldNotBeEmpty()
        }
        "a jitted function of data classes uses no reflection after its first call" {
            val step = jit { p: Curves, x: Tensor ->
                val gradient = grad { q: Curves -> (x * q.line.slope * q.scales[0] + q.line.offset).sum() }(p)
                treeMap(p, gradient) { old, slope -> old - 0.1 * slope }
            }
            var parameters = Curves(SlopeAndOffset(scalar(1f), scalar(2f)), listOf(scalar(3f)))
            parameters = step(parameters, tensor(1f, 2f))
            traced { repeat(100) { parameters = step(parameters, tensor(1f, 2f)) } }.shouldBeEmpty()
        }
        "a training step of a class with delegated parts uses no reflection after its first call" {
            val step =
                trainStep(Regressor(), adam(1e-2)) { prediction, target -> (prediction - target).square().mean() }
            val batch = Examples(ones(2, 3), zeros(2, 1))
            var state = step(step.init(batch), batch).state
            traced { repeat(100) { state = step(state, batch).state } }.shouldBeEmpty()
        }
    })
