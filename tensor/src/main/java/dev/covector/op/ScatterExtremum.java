package dev.covector.op;

import dev.covector.Tensor;
import dev.covector.kernel.Scatter.Combine;
import dev.covector.lax.Lax;
import dev.covector.trace.Trace;
import java.util.List;

/**
 * The derivative of scatter-min and scatter-max: values that tie for a place share its tangent
 * equally, as in JAX.
 */
final class ScatterExtremum {
  private ScatterExtremum() {}

  static Tensor tangent(Scatter scatter, List<Dual> in, Tensor out) {
    Tensor x = in.get(0).primal();
    Tensor indices = in.get(1).primal();
    Tensor updates = in.get(2).primal();
    Tensor t = in.get(0).tangentOrZeros();
    Tensor u = in.get(2).tangentOrZeros();
    Scatter sum = scatter.with(Combine.ADD);
    Gather gather = scatter.inverse(x, updates.shape());
    Tensor zero = Lax.fullLike(updates, 0);
    Tensor one = Lax.fullLike(updates, 1);
    Tensor chosen = Trace.bind(gather, out, indices);
    Tensor updateWins = Lax.eq(updates, chosen);
    Tensor operandStays = Lax.eq(Trace.bind(gather, x, indices), chosen);
    Tensor none = Zeros.like(x.type());
    Tensor winners = Lax.select(updateWins, one, zero);
    Tensor ties = Trace.bind(gather, Trace.bind(sum, none, indices, winners), indices);
    Tensor visits = Trace.bind(gather, Trace.bind(sum, none, indices, one), indices);
    Tensor sharedWithOperand = Lax.div(one, Lax.add(ties, one));
    Tensor share = Lax.select(operandStays, sharedWithOperand, Lax.div(one, Lax.max(ties, one)));
    Tensor updateShare = Lax.select(updateWins, share, zero);
    Tensor kept = Lax.select(operandStays, sharedWithOperand, zero);
    // every visit of a place takes its part of what the operand's tangent loses there; where a
    // window was dropped there are none
    Tensor lost = Lax.div(Lax.sub(kept, one), Lax.max(visits, one));
    Tensor change = Lax.add(Lax.mul(Trace.bind(gather, t, indices), lost), Lax.mul(u, updateShare));
    return Trace.bind(sum, t, indices, change);
  }
}
