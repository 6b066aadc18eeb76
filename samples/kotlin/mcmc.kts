// Hamiltonian Monte Carlo, without any network: the effect of coaching in eight schools.
//
//     ./covector run mcmc.kts
//
// Data and model: Rubin, "Estimation in parallel randomized experiments" (1981); Gelman et al., Bayesian Data
// Analysis, section 5.5. Effect theta_j of school j, with mean mu and spread tau between schools; theta = mu + tau eta
// takes the funnel out of the posterior. Sampler: Neal, "MCMC using Hamiltonian dynamics" (2011).

val effects = tensor(28f, 8f, -3f, 7f, -1f, 1f, 18f, 12f)
val errors = tensor(15f, 10f, 16f, 11f, 9f, 11f, 10f, 18f)

data class Schools(val mu: Tensor, val logTau: Tensor, val eta: Tensor)

fun theta(s: Schools): Tensor = s.mu + exp(s.logTau) * s.eta

// mu ~ normal(0, 5), tau ~ half-Cauchy(5), eta ~ normal(0, 1), effects ~ normal(theta, errors)
fun logPosterior(s: Schools): Tensor {
    val likelihood = -square((effects - theta(s)) / errors).sum() / 2
    val priors = -square(s.mu / 5) / 2 - log1p(square(exp(s.logTau) / 5)) - square(s.eta).sum() / 2
    return likelihood + priors + s.logTau // the last for the change of variable to log tau
}

// A point and a momentum: both have the shape of the parameters.
data class Phase(val at: Schools, val momentum: Schools)

fun energy(p: Phase): Tensor = treeReduce(p.momentum, -logPosterior(p.at)) { sum, x -> sum + square(x).sum() / 2 }

val force = grad(::logPosterior)

fun leapfrog(start: Phase, size: Tensor, steps: Int): Phase = foriLoop(0, steps, start) { _, p ->
    val half = treeMap(p.momentum, force(p.at)) { m, f -> m + size / 2 * f }
    val there = treeMap(p.at, half) { x, m -> x + size * m }
    Phase(there, treeMap(half, force(there)) { m, f -> m + size / 2 * f })
}

fun draw(key: Key): Schools {
    val (a, b, c) = key.split(3)
    return Schools(normal(a), normal(b), normal(c, shapeOf(8)))
}

data class Chain(val at: Schools, val logSize: Tensor)
data class Draw(val mu: Tensor, val tau: Tensor, val theta: Tensor, val acceptance: Tensor)

/** One transition; while warming up the step size goes to where 80 % of the proposals are taken. */
fun transition(chain: Chain, key: Key, rate: Double): Pair<Chain, Draw> {
    val (forMomentum, forChoice) = key.split()
    val start = Phase(chain.at, draw(forMomentum))
    val end = leapfrog(start, exp(chain.logSize), steps = 16)
    val gain = energy(start) - energy(end)
    val acceptance = where(isnan(gain), 0f, exp(minimum(gain, 0)))
    val taken = uniform(forChoice) lt acceptance
    val at = treeMap(end.at, chain.at) { new, old -> where(taken, new, old) }
    return Chain(at, chain.logSize + rate * (acceptance - 0.8)) to Draw(at.mu, exp(at.logTau), theta(at), acceptance)
}

fun sample(key: Key): Draw {
    val (forStart, forWarmUp, forDraws) = key.split(3)
    val start = Chain(draw(forStart), scalar(-1.5f))
    val (warm, _) = scan(start, forWarmUp.split(shapeOf(1000))) { chain, k -> transition(chain, k, rate = 0.05) }
    val (_, draws) = scan(warm, forDraws.split(shapeOf(2000))) { chain, k -> transition(chain, k, rate = 0.0) }
    return draws
}

println("4 chains at once, 1000 transitions of warm-up and 2000 draws each ...")
val began = System.nanoTime()
val draws = blockUntilReady(jit(vmap(::sample))(key(1).split(shapeOf(4))))
val seconds = (System.nanoTime() - began) / 1e9
println("%.1f s, %.0f %% of the proposals taken".format(seconds, 100 * draws.acceptance.mean().toFloat()))

/** How much wider all chains together are than each alone: 1 where they agree (Gelman and Rubin 1992). */
fun rHat(x: Tensor): Float {
    val within = x.`var`(axis = 1).mean()
    val between = x.mean(axis = 1).`var`()
    return sqrt((within + between) / within).toFloat()
}

fun report(name: String, x: Tensor) {
    val (low, middle, high) = quantile(x, tensor(0.05f, 0.5f, 0.95f)).toFloatArray()
    val mean = x.mean().toFloat()
    val line = "%-9s mean %5.1f  median %5.1f  90 %% in [%5.1f, %5.1f]  R-hat %.3f"
    println(line.format(name, mean, middle, low, high, rHat(x)))
}
report("mu", draws.mu)
report("tau", draws.tau)
for (j in 0..<8) report("school ${'A' + j}", draws.theta[all, all, j])

check(rHat(draws.mu) < 1.05f && rHat(draws.tau) < 1.05f) { "the chains do not agree" }
check(draws.mu.mean().toFloat() in 3.4f..5.4f) { "the mean of mu is about 4.4" }

val picture = histograms(
    mapOf("school A" to draws.theta[all, all, 0], "school C" to draws.theta[all, all, 2], "mu" to draws.mu),
    title = "What coaching does: two schools, and all of them",
    xLabel = "points in the test",
    density = true,
).save("mcmc.png")
println("the picture: $picture")
