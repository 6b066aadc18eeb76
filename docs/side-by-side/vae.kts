class Output(val logits: Tensor, val mean: Tensor, val logVariance: Tensor)

class Vae : Model1<Tensor, Output>() {
    private val encoder by mlp(256, 128, 32)
    private val decoder by mlp(128, 256, 64)

    fun decode(z: Tensor): Tensor = sigmoid(decoder(z))

    override fun call(x: Tensor): Output {
        val (mean, logVariance) = split(encoder(x), 2, axis = -1)
        val z = mean + exp(0.5 * logVariance) * normal(key("noise"), mean.shape)
        return Output(decoder(z), mean, logVariance)
    }
}

val digits = Digits.load().map { it.images.reshape(-1, 64) / 16f }

val run = training(Vae(), adam(1e-3)) {
    data(Dataset.of(digits.train).shuffle(0).batch(64, true))
    loss { x ->
        val out = model(x)
        val reconstruction = sigmoidBinaryCrossEntropy(out.logits, x).sum(-1)
        val divergence = -0.5 * (1 + out.logVariance - square(out.mean) - exp(out.logVariance)).sum(-1)
        (reconstruction + divergence).mean()
    }
    validation(Dataset.of(digits.test).batch(450), every = 210)
    epochs(50)
}

println("loss of the test images: ${run.evaluate()}")
val drawn = run.infer { model.decode(normal(key(1), shapeOf(64, 16))) }
imageGrid(drawn.reshape(-1, 8, 8), columns = 8).save("vae.png")
