// Derivatives: Jacobians, Hessians, Newton's method, and rules of one's own.
//
//     ./covector run autodiff.kts

fun section(title: String) = println("\n== $title")

section("A Jacobian")
fun cartesian(polar: Tensor): Tensor {
    val (r, phi) = polar
    return stack(listOf(r * cos(phi), r * sin(phi)))
}
val here = tensor(2f, 0.5f)
println("of polar coordinates, by columns:\n${jacfwd(::cartesian)(here)}")
println("by rows, the same; its determinant is r: ${det(jacrev(::cartesian)(here))}")

section("Hessians, and Newton's method")
// Rosenbrock's valley (1960): a long bent valley whose floor falls slowly towards (1, 1).
fun valley(p: Tensor): Tensor {
    val (x, y) = p
    return square(1 - x) + 100 * square(y - x * x)
}
val start = tensor(-1.2f, 1f)
println("the Hessian at the start:\n${hessian(::valley)(start)}")

val newton = jit { p: Tensor -> p - solve(hessian(::valley)(p), grad(::valley)(p)) }
val descent = jit { p: Tensor -> p - 1e-3 * grad(::valley)(p) }
fun heights(step: (Tensor) -> Tensor, steps: Int): List<Float> =
    generateSequence(start) { step(it) }.take(steps + 1).map { valley(it).toFloat() }.toList()
val byNewton = heights(newton, 8)
val byDescent = heights(descent, 2000)
println("after 6 steps of Newton: %.1e, after 2000 of gradient descent: %.1e".format(byNewton[6], byDescent.last()))
check(byNewton[7] < 1e-8f)

section("A product with the Hessian, without the Hessian")
fun energy(x: Tensor): Tensor = (x dot roll(x, 1)) + (x pow 4).sum() / 4
fun hvp(f: (Tensor) -> Tensor, x: Tensor, v: Tensor): Tensor = jvp(grad(f), x, v).second
val (forX, forV) = key(0).split()
val x = normal(forX, shapeOf(200))
val v = normal(forV, shapeOf(200))
val difference = abs(hvp(::energy, x, v) - (hessian(::energy)(x) dot v)).max()
println("of 200 variables: differs from the whole matrix's by %.1e".format(difference.toFloat()))
check(difference.toFloat() < 1e-3f)

section("A gradient for each example")
data class Logit(val w: Tensor, val b: Tensor)
fun loss(p: Logit, x: Tensor, y: Tensor): Tensor = softplus(-y * ((x dot p.w) + p.b))
val examples = normal(forX, shapeOf(8, 3))
val labels = where(examples[all, 0] gt 0, 1f, -1f)
val each = vmap(grad(::loss), inAxes = axes(null, 0, 0))(Logit(zeros(3), scalar(0f)), examples, labels)
println("8 examples: w has ${each.w.shape}, b ${each.b.shape}; norms ${norm(each.w, axis = 1)}")

section("Rules of one's own")
// log(1 + exp(x)) overflows where x is large, and so does its derivative: inf / inf.
fun naive(x: Tensor): Tensor = log(1 + exp(x))
val stable = customJvp({ x: Tensor -> where(x gt 20, x, naive(minimum(x, 20))) }) { x, dx ->
    where(x gt 20, x, naive(minimum(x, 20))) to dx * sigmoid(x)
}
val byFormula = grad(::naive)(scalar(100f))
val byRule = grad { x: Tensor -> stable(x) }(scalar(100f))
println("slope at 100: $byFormula by the formula, $byRule by the rule")

// The square root as the fixed point of x = (x + a / x) / 2: differentiating the equation is cheaper than
// differentiating the iteration, of which the backward pass would have to keep every step.
fun iterate(a: Tensor): Tensor = whileLoop(a, { x -> abs(x * x - a) gt 1e-5 * a }) { x -> (x + a / x) / 2 }
val root = customVjp(
    ::iterate,
    forward = { a -> iterate(a).let { it to it } },
    backward = { x, cotangent -> cotangent / (2 * x) },
)
println("the root of 9 is ${root(scalar(9f))}, its slope ${grad { a: Tensor -> root(a) }(scalar(9f))} (1/6)")

val picture = curves(title = "Down Rosenbrock's valley", yLabel = "height", logScale = true) {
    curve("Newton", byNewton.filter { it > 0 })
    curve("gradient descent", byDescent.take(100))
}.save("autodiff.png")
println("the picture: $picture")
