// The pictures of docs/pictures.md, from real runs.
//
//     ./covector run pictures.kts [folder]

import java.nio.file.Path

val folder: Path = Path.of(args.firstOrNull() ?: "docs/pictures")
val (train, test) = Digits.load()
fun pixels(images: Tensor): Tensor = images.reshape(-1, 64) / 16.0

val model = sequential {
    dense(64)
    relu()
    dense(10)
}
val run = training(model, adam(2e-3)) {
    data(pixels(train.images), train.labels, batchSize = 32)
    loss { logits, labels -> crossEntropy(logits, labels) }
    metrics { accuracy() }
    validation(pixels(test.images), test.labels)
    epochs(12)
}
val predicted = argmax(run.predict(pixels(test.images)), 1)

lossCurves(run.history, title = "A classifier of digits", logScale = true, smoothing = 0.9)
    .save(folder.resolve("curves.png"), scale = 1.0)

val wrong = (0..<test.labels.shape[0]).filter { predicted[it].toInt() != test.labels[it].toInt() }
val shown = tensor(wrong.take(6) + (0..<34).filter { it !in wrong }.take(24))
predictionGrid(test.images[shown], predicted[shown], test.labels[shown], columns = 10, colors = ColorMap.INK)
    .save(folder.resolve("predictions.png"), scale = 1.0)

confusionMatrix(predicted, test.labels, title = "Test digits").save(folder.resolve("confusion.png"), scale = 1.0)

val means = stack(List(10) { digit -> train.images[nonzero(train.labels eq digit)[0]].mean(0) })
imageGrid(means, List(10) { "$it" }, columns = 5, colors = ColorMap.MAGMA, title = "The mean of each digit")
    .save(folder.resolve("images.png"), scale = 1.0)

val flat = means.reshape(10, 64)
val fromMean = flat - flat.mean(1, keepDims = true)
val standard = fromMean / sqrt((fromMean * fromMean).sum(1, keepDims = true))
heatMap(standard dot standard.T, title = "Correlation of the means")
    .save(folder.resolve("heatmap.png"), scale = 1.0)

val x = pixels(test.images)
val centred = x - mean(x, 0)
val (_, _, vh) = svd(centred, full = false)
val along = centred dot vh[0..1].T
scatter(along, test.labels, title = "Digits along their two principal axes", xLabel = "first", yLabel = "second")
    .save(folder.resolve("scatter.png"), scale = 1.0)

val kernel = Tree.leaves(run.variables).map { it as Tensor }.first { it.rank == 2 && it.shape[0] == 64 }
histogram(kernel, title = "Weights of the first layer", xLabel = "weight")
    .save(folder.resolve("histogram.png"), scale = 1.0)

val t = linspace(-6, 6, 300)
lines(t, stack(listOf(tanh(t), sigmoid(t), silu(t) / 6)), listOf("tanh", "sigmoid", "silu / 6"), title = "Activations")
    .save(folder.resolve("lines.png"), scale = 1.0)
