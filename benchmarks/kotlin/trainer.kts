// What the trainer costs: steps of a training and the same steps in a loop by hand, in turn, in one process.
//
//     ./covector run benchmarks/kotlin/trainer.kts [SECONDS]
//
// Both take the same batches, compute the same loss, gradient and update with the state donated, and read every loss.
// The trainer does so with its history, its progress lines (which go nowhere here) and its look for Ctrl-C. A figure is
// the mean over one call of fit, of 100 steps an epoch.
import java.io.OutputStream
import java.io.PrintStream
import java.util.Locale

val stepsPerEpoch = 100

fun lossOf(prediction: Tensor, target: Tensor): Tensor = (prediction - target).square().mean()

class ByHand(model: Stack, optimizer: GradientTransformation, private val batches: Dataset<Examples>) {
    private val step = jit(donate = listOf(0)) { now: TrainState<Stack, Variables>, batch: Examples ->
        val objective = valueAndGrad { variables: Variables -> lossOf(model(variables, batch.input), batch.target) }
        val (loss, gradient) = objective(now.params())
        now.applyGradients(gradient) to loss
    }
    private var state = TrainState.create(model, model.init(key(0), batches.get(0).input), optimizer)

    fun fit(epochs: Int): Double {
        val losses = ArrayList<Tensor>()
        var last = 0.0
        repeat(epochs) { epoch ->
            batches.epoch(epoch.toLong()).iterator().use {
                while (it.hasNext()) {
                    val (next, loss) = step(state, it.next())
                    state = next
                    losses += loss
                }
            }
            for (loss in losses) {
                last = loss.toDouble()
                loss.close()
            }
            losses.clear()
        }
        return last
    }
}

class Case(val name: String, features: Int, hidden: List<Int>, outputs: Int, val batchSize: Int, val epochs: Int) {
    private val model = mlp(*hidden.toIntArray(), outputs)
    private val examples = Examples(
        normal(key(1), shapeOf(stepsPerEpoch * batchSize, features)),
        normal(key(2), shapeOf(stepsPerEpoch * batchSize, outputs)),
    )
    private val batches = Dataset.of(examples).batch(batchSize).collect()
    private val byHand = ByHand(model, adam(1e-4), batches)
    private val trainer = trainer(model, adam(1e-4)) {
        data(batches)
        loss { prediction, target -> lossOf(prediction, target) }
        epochs(1)
    }
    val steps get() = stepsPerEpoch * epochs

    fun hand(): Double = perStep { byHand.fit(epochs) }

    fun trained(): Double = perStep { trainer.fit(epochs) }

    private fun perStep(fit: () -> Unit): Double {
        val start = System.nanoTime()
        fit()
        return (System.nanoTime() - start) / 1e3 / steps
    }
}

fun List<Double>.quantile(part: Double) = sorted()[((size - 1) * part).toInt()]

fun measure(case: Case, seconds: Double): String {
    val start = System.nanoTime()
    fun passed(part: Double) = System.nanoTime() - start > part * seconds * 1e9
    while (!passed(0.3) || (!Covector.isSettled() && !passed(0.6))) {
        case.hand()
        case.trained()
    }
    val hand = ArrayList<Double>()
    val trained = ArrayList<Double>()
    while (!passed(1.0) || hand.size < 5) {
        hand += case.hand()
        trained += case.trained()
    }
    val ratios = hand.zip(trained) { a, b -> b / a }
    return String.format(
        Locale.ROOT,
        "%-28s %8.2f %8.2f %8.2f %8.2f %8.3f %8.3f   %d",
        case.name,
        hand.min(),
        trained.min(),
        hand.quantile(0.5),
        trained.quantile(0.5),
        trained.min() / hand.min(),
        ratios.quantile(0.5),
        hand.size,
    )
}

val seconds = args.firstOrNull()?.toDouble() ?: 60.0
val out = System.out
out.println("us a step                      by hand: least  trained     median  trained  least r.  median   rounds")
System.setOut(PrintStream(OutputStream.nullOutputStream()))
for (case in listOf(
    Case("8-8-1, batches of 16", 8, listOf(8), 1, batchSize = 16, epochs = 200),
    Case("784-128-10, batches of 64", 784, listOf(128), 10, batchSize = 64, epochs = 10),
)) {
    out.println(measure(case, seconds / 2))
}
