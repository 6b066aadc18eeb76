package dev.covector.dsl

import dev.covector.CovectorException

/** Thrown when a training is described in a way that cannot work, or its loss is no number any more. */
public class TrainingException(message: String) : CovectorException(message)
