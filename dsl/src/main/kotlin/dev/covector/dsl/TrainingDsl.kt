package dev.covector.dsl

import dev.covector.CovectorException

/** Marks the receivers of the training blocks, so that an inner block does not see the functions of an outer one. */
@DslMarker
@Target(AnnotationTarget.CLASS, AnnotationTarget.TYPE)
public annotation class TrainingDsl

/** Thrown when a training is described in a way that cannot work, or its loss is no number any more. */
public class TrainingException(
    message: String,
) : CovectorException(message)
