package dev.covector.op;

/** Operations made by rules of the user. */
public sealed interface CustomOp extends Op permits CustomVjpCall.LinearCall {}
