// A network learns to read handwritten digits, and shows where it is wrong.
//
//     ./covector run digits.kts

val (train, test) = Digits.load() // 1,347 images of 8x8 pixels to learn from, 450 to be asked about

fun pixels(images: Tensor): Tensor = images / 16

val net = sequential {
    flatten()
    dense(128)
    relu()
    dropout(0.2)
    dense(10)
}

val run = training(net, adam(3e-3)) {
    data(pixels(train.images), train.labels, batchSize = 64)
    loss { logits, label -> crossEntropy(logits, label) }
    metrics { accuracy() }
    validation(pixels(test.images), test.labels)
    epochs(20)
}
println("Of images that it never saw: ${run.evaluate()}")

val read = argmax(run.predict(pixels(test.images)), axis = -1)
val shown = argsort(read eq test.labels)[0..<40] // the wrong ones first
val picture = sideBySide(
    lossCurves(run.history, title = "Learning to read digits", logScale = true, smoothing = 0.8),
    predictionGrid(test.images[shown], read[shown], test.labels[shown], columns = 8, title = "The wrong ones first"),
).save("digits.png")
println("the picture: $picture")
