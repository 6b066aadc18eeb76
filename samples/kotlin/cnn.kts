// A convolutional network learns handwritten digits of 8x8 pixels, and says what it sees.
//
//     ./covector run cnn.kts

val (train, test) = Digits.load()

fun pixels(images: Tensor): Tensor = images[ellipsis, newAxis] / 16

val net = sequential {
    for (features in listOf(16, 32)) {
        conv(features, 3, useBias = false)
        batchNorm(momentum = 0.9)
        relu()
        residual {
            conv(features, 3)
            relu()
            conv(features, 3)
        }
        maxPool(2)
    }
    flatten()
    dropout(0.3)
    dense(10)
}
println(net.tabulate(key(0), ones(1, 8, 8, 1)))

val rate = warmupCosineDecaySchedule(peak = 3e-3, warmupSteps = 20, decaySteps = 252)
val run = training(net, adamw(rate, weightDecay = 1e-3)) {
    data(pixels(train.images), train.labels, batchSize = 64)
    loss { logits, label -> crossEntropy(logits, label) }
    metrics { accuracy() }
    validation(pixels(test.images), test.labels)
    epochs(12)
}
println("Of images that it never saw: ${run.evaluate()}")

val read = argmax(run.predict(pixels(test.images)), axis = -1)
val picture = sideBySide(
    predictionGrid(test.images[0..<40], read[0..<40], test.labels[0..<40], columns = 8, title = "Test images"),
    confusionMatrix(read, test.labels, title = "All 450 of them", shares = false),
).save("cnn.png")
println("the picture: $picture")
