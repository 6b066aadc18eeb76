package dev.covector;

/**
 * How a jitted function's cache did.
 *
 * @param hits calls that found their program
 * @param misses calls that traced
 * @param programs how many are held
 */
public record CacheStatistics(long hits, long misses, long programs) {}
