// A variational autoencoder that is told the class learns to draw digits.
//
//     ./covector run vae.kts
//
// Kingma and Welling 2014, Auto-Encoding Variational Bayes; Sohn, Lee and Yan 2015 for the class.

class Latent(val image: Tensor, val mean: Tensor, val logvar: Tensor)

class Vae(pixels: Int, val latent: Int) : Model2<Tensor, Tensor, Latent>() {
    private val encoder by mlp(256, 128, 64, activateFinal = true)
    private val toLatent by dense(2 * latent)
    private val fromLatent by dense(64)
    private val fromClass by dense(64)
    private val decoder by mlp(128, 256, pixels)

    fun decode(z: Tensor, c: Tensor): Tensor = decoder(relu(fromLatent(z) + fromClass(c)))

    override fun call(x: Tensor, c: Tensor): Latent {
        val (mean, logvar) = split(toLatent(encoder(x)), 2, -1)
        val z = mean + exp(0.5 * logvar) * normal(key("noise"), mean.shape)
        return Latent(decode(z, c), mean, logvar)
    }
}

val digits = Digits.load().train

val run = training(Vae(pixels = 64, latent = 16), adamw(1e-3)) {
    data(digits.images.reshape(-1, 64) / 16f, digits.labels, batchSize = 64)
    loss { batch ->
        val out = model(batch.input, oneHot(batch.target, 10))
        val difference = l2Loss(out.image, batch.input).sum(-1).mean()
        val divergence = -0.5 * (1 + out.logvar - out.mean.square() - exp(out.logvar)).sum(-1).mean()
        report("difference", difference)
        report("divergence", divergence)
        difference + 0.1 * divergence
    }
    epochs(120)
}

val classes = arange(100).floorDivide(10)
val drawn = run.infer { model.decode(normal(key(2), shapeOf(100, model.latent)), oneHot(classes, 10)) }
val picture = imageGrid(clip(drawn, 0, 1).reshape(100, 8, 8), columns = 10, title = "New digits, a class in each row")
    .save("vae.png")
println("the picture: $picture")
