package dev.covector.script

/**
 * Runs other scripts before this one, and makes what they declare visible in it: `@file:Import("other.kts")`.
 *
 * A script that several others import runs once.
 *
 * @property paths of script files, relative to the folder of the script that imports them
 */
@Target(AnnotationTarget.FILE)
@Retention(AnnotationRetention.SOURCE)
@Repeatable
public annotation class Import(vararg val paths: String)
