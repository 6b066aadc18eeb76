package dev.covector.script

/**
 * Adds jars to a script's class path: `@file:DependsOn("org.apache.commons:commons-csv:1.14.0")`.
 *
 * @property artifacts as `group:artifact:version`, with what they depend on; or jar files, relative to the script's
 * folder
 */
@Target(AnnotationTarget.FILE)
@Retention(AnnotationRetention.SOURCE)
@Repeatable
public annotation class DependsOn(vararg val artifacts: String)

/**
 * Where the artifacts of [DependsOn] are looked for besides Maven Central:
 * `@file:Repository("https://repo.example.org")`.
 *
 * @property urls of Maven repositories
 */
@Target(AnnotationTarget.FILE)
@Retention(AnnotationRetention.SOURCE)
@Repeatable
public annotation class Repository(vararg val urls: String)

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
