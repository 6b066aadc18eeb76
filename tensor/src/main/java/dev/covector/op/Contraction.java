package dev.covector.op;

/** Sums of products. */
public sealed interface Contraction extends Op, Transposable
    permits DotGeneral, ConvGeneralDilated {}
