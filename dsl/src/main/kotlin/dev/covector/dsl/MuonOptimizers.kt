package dev.covector.dsl

import dev.covector.DType
import dev.covector.optim.Contrib
import dev.covector.optim.Mask
import dev.covector.optim.Muon
import dev.covector.optim.ScaleByMuon
import dev.covector.optim.ScaleByShape
import dev.covector.optim.Schedule

/**
 * The orthogonal matrix next to the momentum, for weights that are matrices.
 *
 * @param nsSteps how often the polynomial is applied
 * @param beta the decay of the momentum
 * @param eps what keeps the denominator from 0, outside of the root
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 * @param adaptive whether the result is scaled by its inner product with the momentum
 */
public fun scaleByMuon(
    nsSteps: Int = 5,
    beta: Double = 0.95,
    eps: Double = 1e-8,
    muDtype: DType? = null,
    nesterov: Boolean = true,
    adaptive: Boolean = false,
): ScaleByMuon = Contrib.scaleByMuon()
    .nsSteps(nsSteps)
    .beta(beta)
    .eps(eps)
    .muDtype(muDtype)
    .nesterov(nesterov)
    .adaptive(adaptive)

/**
 * Scales the update of a matrix by its shape, so that a rate fits all widths.
 *
 * @param consistentRms the root mean square that is aimed at; null for scaling by the ratio of outputs to inputs
 */
public fun scaleByShape(consistentRms: Double? = null): ScaleByShape = Contrib.scaleByShape()
    .let { if (consistentRms == null) it else it.consistentRms(consistentRms) }

/**
 * Orthogonalized momentum for matrices, Adam for all else.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param nsSteps how often the polynomial is applied
 * @param beta the decay of the momentum
 * @param eps what keeps the denominator from 0, outside of the root
 * @param weightDecay the strength of the weight decay
 * @param weightDecayMask which matrices decay; null for all
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 * @param adaptive whether the result is scaled by its inner product with the momentum
 * @param adamB1 the decay of Adam's average of gradients
 * @param adamB2 the decay of Adam's average of squares
 * @param adamEpsRoot what keeps Adam's root from 0
 * @param adamWeightDecay the weight decay where Adam is used
 * @param adamLearningRate the rate of Adam; null for the same
 * @param consistentRms the root mean square that is aimed at; null for scaling by shape
 */
public fun muon(
    learningRate: Double,
    nsSteps: Int = 5,
    beta: Double = 0.95,
    eps: Double = 1e-8,
    weightDecay: Double = 0.0,
    weightDecayMask: Mask? = null,
    muDtype: DType? = null,
    nesterov: Boolean = true,
    adaptive: Boolean = false,
    adamB1: Double = 0.9,
    adamB2: Double = 0.999,
    adamEpsRoot: Double = 0.0,
    adamWeightDecay: Double = 0.0,
    adamLearningRate: Double? = null,
    consistentRms: Double? = null,
): Muon = Contrib.muon(learningRate)
    .nsSteps(nsSteps)
    .beta(beta)
    .eps(eps)
    .weightDecay(weightDecay)
    .weightDecayMask(weightDecayMask)
    .muDtype(muDtype)
    .nesterov(nesterov)
    .adaptive(adaptive)
    .adamB1(adamB1)
    .adamB2(adamB2)
    .adamEpsRoot(adamEpsRoot)
    .adamWeightDecay(adamWeightDecay)
    .let { if (adamLearningRate == null) it else it.adamLearningRate(adamLearningRate) }
    .let { if (consistentRms == null) it else it.consistentRms(consistentRms) }

/**
 * Orthogonalized momentum for matrices, Adam for all else.
 *
 * @param learningRate the rate: a number, a scalar tensor, or a schedule
 * @param nsSteps how often the polynomial is applied
 * @param beta the decay of the momentum
 * @param eps what keeps the denominator from 0, outside of the root
 * @param weightDecay the strength of the weight decay
 * @param weightDecayMask which matrices decay; null for all
 * @param muDtype the dtype of the average of gradients; null for that of the parameters
 * @param nesterov whether Nesterov's momentum is used
 * @param adaptive whether the result is scaled by its inner product with the momentum
 * @param adamB1 the decay of Adam's average of gradients
 * @param adamB2 the decay of Adam's average of squares
 * @param adamEpsRoot what keeps Adam's root from 0
 * @param adamWeightDecay the weight decay where Adam is used
 * @param adamLearningRate the rate of Adam; null for the same
 * @param consistentRms the root mean square that is aimed at; null for scaling by shape
 */
public fun muon(
    learningRate: Schedule,
    nsSteps: Int = 5,
    beta: Double = 0.95,
    eps: Double = 1e-8,
    weightDecay: Double = 0.0,
    weightDecayMask: Mask? = null,
    muDtype: DType? = null,
    nesterov: Boolean = true,
    adaptive: Boolean = false,
    adamB1: Double = 0.9,
    adamB2: Double = 0.999,
    adamEpsRoot: Double = 0.0,
    adamWeightDecay: Double = 0.0,
    adamLearningRate: Double? = null,
    consistentRms: Double? = null,
): Muon = Contrib.muon(learningRate)
    .nsSteps(nsSteps)
    .beta(beta)
    .eps(eps)
    .weightDecay(weightDecay)
    .weightDecayMask(weightDecayMask)
    .muDtype(muDtype)
    .nesterov(nesterov)
    .adaptive(adaptive)
    .adamB1(adamB1)
    .adamB2(adamB2)
    .adamEpsRoot(adamEpsRoot)
    .adamWeightDecay(adamWeightDecay)
    .let { if (adamLearningRate == null) it else it.adamLearningRate(adamLearningRate) }
    .let { if (consistentRms == null) it else it.consistentRms(consistentRms) }
