// A convolutional network learns handwritten digits of 8x8 pixels, and says what it sees.
//
//     ./covector run cnn.kts

val digits = Digits.load()

fun pixels(images: Tensor) = images.expandDims(-1) / 16f

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
val trained = training(net, adamw(rate, weightDecay = 1e-3)) {
    data(pixels(digits.train.images), digits.train.labels, batchSize = 64)
    loss { logits, labels -> softmaxCrossEntropyWithIntegerLabels(logits, labels).mean() }
    metrics { accuracy() }
    validation(pixels(digits.test.images), digits.test.labels)
    epochs(12)
}
println(trained.evaluate())

val said = argmax(trained.predict(pixels(digits.test.images)), -1)
predictionGrid(digits.test.images[0..<40], said[0..<40], digits.test.labels[0..<40], columns = 10, title = "Test images")
    .save("cnn.png")
println("what it says to test images: cnn.png")
