package dev.covector.script.snippets

import io.kotest.core.spec.style.StringSpec

private const val DATA = "data(ones(4, 2), ones(4, 1), batchSize = 2)"

/** A training of which one line is given; `loss` and `epochs` are there. */
private fun training(line: String) =
    "trainer(dense(1), adam(1e-3)) { $DATA; loss { p, y -> (p - y).square().mean() }; epochs(1); $line }"

internal class TrainingMustNotCompileTest :
    StringSpec({
        mustNotCompile(
            MustNotCompile(
                "a loss is a tensor",
                "trainer(dense(1), adam(1e-3)) { $DATA; loss { p, y -> 1.0 } }",
                "Tensor",
                "trainer(dense(1), adam(1e-3)) { $DATA; loss { p, y -> (p - y).square().mean() } }",
            ),
            MustNotCompile(
                "data is not said among the metrics",
                training("metrics { accuracy(); epochs(3) }"),
                "epochs",
                training("metrics { accuracy() }"),
            ),
            MustNotCompile(
                "how long it goes on is not said in a callback",
                training("callbacks { onStep { steps(3) } }"),
                "steps",
                training("callbacks { onStep { stop() } }"),
            ),
            MustNotCompile(
                "a metric of the batch sees what the batch is",
                training("metrics { \"size\" { batch -> batch.images.mean() } }"),
                "images",
                training("metrics { \"size\" { batch -> batch.input.mean() } }"),
            ),
            MustNotCompile(
                "pairs of tensors are no batches of another type",
                """
                data class Words(val ids: Tensor)
                val run = trainer<Stack, Words>(sequential { dense(1) }, adam(1e-3)) { $DATA }
                """,
                "data",
                """
                data class Words(val ids: Tensor)
                val run = trainer<Stack, Examples>(sequential { dense(1) }, adam(1e-3)) { $DATA }
                """,
            ),
            MustNotCompile(
                "an optimizer is no number",
                "trainer(dense(1), 1e-3) { $DATA; loss { p, y -> (p - y).mean() }; epochs(1) }",
                "type mismatch",
                "trainer(dense(1), sgd(1e-3)) { $DATA; loss { p, y -> (p - y).mean() }; epochs(1) }",
            ),
            MustNotCompile(
                "a learning rate is a number or a schedule",
                "adam(\"fast\")",
                "",
                "adam(cosineDecaySchedule(1e-3, 100))",
            ),
        )
    })
