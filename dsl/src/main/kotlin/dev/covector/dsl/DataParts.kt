package dev.covector.dsl

import dev.covector.Tensor
import dev.covector.data.LabelledImages
import dev.covector.data.TrainTest

/** What is trained with: `val (train, test) = Digits.load()`. */
public operator fun <T : Any> TrainTest<T>.component1(): T = train()

/** What is tested with. */
public operator fun <T : Any> TrainTest<T>.component2(): T = test()

/** The images: `val (images, labels) = digits.train`. */
public operator fun LabelledImages.component1(): Tensor = images()

/** What they show. */
public operator fun LabelledImages.component2(): Tensor = labels()
