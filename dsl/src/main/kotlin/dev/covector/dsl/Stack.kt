package dev.covector.dsl

import dev.covector.ShapeException
import dev.covector.Tensor
import dev.covector.UserLine
import dev.covector.linen.Layer
import dev.covector.linen.Module
import java.util.IdentityHashMap

/**
 * One of the computations of a [Stack]. What goes wrong in it names the line in which it was listed, unless code of the
 * user's is further in.
 *
 * @property part the module that it applies, if it is one
 */
internal class Step(
    private val name: String,
    val part: Module? = null,
    private val compute: (LambdaScope, Tensor) -> Tensor,
) {
    private val line = UserLine.find()

    fun run(scope: LambdaScope, x: Tensor): Tensor = UserLine.during(line) { compute(scope, x) }

    /** An error with its line. */
    fun fails(message: String): Nothing = UserLine.during<Nothing>(line) { throw ShapeException(message) }

    override fun toString(): String = name
}

/** Computations one after the other. */
internal class Steps(private val steps: List<Step>) {
    /** What is done first with an input; null for an empty list. */
    val first: Step? get() = steps.firstOrNull()?.let { (it.part as? Stack)?.first ?: it }

    fun run(scope: LambdaScope, x: Tensor): Tensor = steps.fold(x) { y, step -> step.run(scope, y) }

    override fun toString(): String = steps.joinToString()
}

/**
 * Layers one after the other, as [sequential] lists them. Its parts are named by class and number,
 * as those that are made in the body of a compact module of Flax: `Dense_0`, `Conv_0`, `Dense_1`.
 */
public class Stack internal constructor(private val parts: List<Module>, private val steps: Steps) : Layer() {
    internal val isApplied: Boolean get() = isTraining

    internal val first: Step? get() = steps.first

    internal fun keyOf(stream: String): Tensor = makeRng(stream)

    override fun named(name: String): Stack = super.named(name) as Stack

    override fun call(x: Tensor): Tensor = steps.run(LambdaScope(this), x)
}

/** The layers that a [Stack] is going to have, and their names. */
internal class Parts {
    private val placed = IdentityHashMap<Module, Module>()
    private val named = LinkedHashMap<String, Module>()
    private val counts = HashMap<String, Int>()

    val modules: List<Module> get() = named.values.toList()

    /** The layer under its name; the same for a layer that is here already. */
    @Suppress("UNCHECKED_CAST") // a module under another name has the class that it had
    fun <M : Module> place(module: M, name: String?): M {
        placed[module]?.let { return it as M }
        val own = name ?: module.givenName().orElse(null) ?: next(module.className())
        require(own !in named) { "two layers are named $own; give one of them another name, or use one layer twice" }
        val part = module.named(own) as M
        placed[module] = part
        named[own] = part
        return part
    }

    private fun next(className: String): String {
        val number = counts.getOrDefault(className, 0)
        counts[className] = number + 1
        return "${className}_$number"
    }
}
