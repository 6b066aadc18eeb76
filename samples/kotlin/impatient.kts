// Covector for the impatient: tensors, keys, gradients, jit, vmap, trees, and a regression that learns.
//
//     ./covector run impatient.kts
//
// The course is that of Flax's tutorial "JAX for the impatient".

fun section(title: String) = println("\n== $title")

section("Tensors")
val m = ones(4, 4)
val n = tensor(listOf(1f, 2f, 3f, 4f), listOf(5f, 6f, 7f, 8f))
println("m dot n.T =\n${m dot n.T}")
val numbers = arange(10)
println("tensors are immutable; at[0].set(9) makes a new one:\n${numbers.at[0].set(9)}\n$numbers")
println("the last two columns of n, reversed: ${n[all, -1 downTo -2].toNestedList()}")

section("Keys")
val (first, second) = key(0).split()
println("a key draws the same number every time: ${normal(first)} ${normal(first)}")
println("another key, another one:               ${normal(second)}")

section("Gradients")
fun halfSquare(x: Tensor): Tensor = (x dot x) / 2
fun cube(x: Tensor): Tensor = x * x * x
val v = tensor(1f, 2f, 3f)
println("x.x / 2 at $v is ${halfSquare(v)}, its gradient ${grad(::halfSquare)(v)}")
val (value, tangent) = jvp(::cube, v, tensor(1f, 0f, 1f))
println("x^3 is $value, and changes by $tangent along [1 0 1]")
val (_, pullback) = vjp(::cube, v)
println("the pullback of [1 0 1] is ${pullback(tensor(1f, 0f, 1f))}")

section("Compilation")
fun selu(x: Tensor, alpha: Double = 1.67, lambda: Double = 1.05): Tensor =
    lambda * where(x gt 0, x, alpha * exp(x) - alpha)

val million = normal(first, shapeOf(1_000_000))
val compiled = jit { x: Tensor -> selu(x) }

fun microseconds(f: (Tensor) -> Tensor): Double = List(30) {
    val start = System.nanoTime()
    blockUntilReady(f(million))
    (System.nanoTime() - start) / 1e3
}.min()

val eagerly = microseconds { selu(it) }
println("selu of a million numbers: %.0f us eagerly, %.0f us compiled".format(eagerly, microseconds(compiled)))

section("Vectorization")
val matrix = normal(first, shapeOf(150, 100))
val batch = normal(second, shapeOf(10, 100))
fun apply(x: Tensor): Tensor = matrix dot x
val looped = stack(batch.iterator().asSequence().map { apply(it) }.toList())
val mapped = jit(vmap(::apply))(batch)
val equal = allclose(looped, mapped, absolute = 1e-4)
println("ten vectors one by one and at once: ${looped.shape} ${mapped.shape}, equal: $equal")

section("Trees")
data class Line(val slope: Tensor, val offset: Tensor)
println("twice a data class: ${treeMap(Line(scalar(1f), scalar(2f))) { 2 * it }}")

section("Learning")
val (forX, forNoise) = second.split()
val truth = Line(scalar(1.7f), scalar(-0.4f))
fun predict(p: Line, x: Tensor): Tensor = p.slope * x + p.offset
fun loss(p: Line, x: Tensor, y: Tensor): Tensor = square(predict(p, x) - y).mean()
val x = uniform(forX, shapeOf(200), min = -1, max = 1)
val y = predict(truth, x) + 0.1 * normal(forNoise, shapeOf(200))

val descend = jit { p: Line, x: Tensor, y: Tensor ->
    val (before, gradient) = valueAndGrad(::loss)(p, x, y)
    treeMap(p, gradient) { a, d -> a - 0.3 * d } to before
}
var line = Line(scalar(0f), scalar(0f))
val losses = mutableListOf<Float>()
repeat(60) {
    val (next, before) = descend(line, x, y)
    line = next
    losses += before.toFloat()
}
val (slope, offset) = line
println("learned slope %.3f (1.7), offset %.3f (-0.4)".format(slope.toFloat(), offset.toFloat()))
check(losses.last() < 0.02f) { "the line was not learned" }

val curve = lossCurve(losses, title = "A line that learns", yLabel = "mean squared error", logScale = true)
val picture = curve.save("impatient.png")
println("the picture: $picture")
