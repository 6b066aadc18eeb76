package dev.covector.dsl

/**
 * Marks the receivers of Covector's builders: inside of one, the members of those around it are not
 * reachable by their names alone.
 */
@DslMarker
@Target(AnnotationTarget.CLASS, AnnotationTarget.TYPE)
public annotation class CovectorDsl
