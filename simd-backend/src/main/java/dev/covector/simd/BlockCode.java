package dev.covector.simd;

import java.util.List;
import java.util.Optional;

/**
 * The cold form of a loop: its expression is done node by node over blocks of elements in arrays,
 * by methods that all loops share. Nothing is generated, and what HotSpot compiles for one loop is
 * compiled for all. Elementwise results and sums have the same bits as the generated scalar form's.
 */
final class BlockCode extends ScalarCode {
  private final List<Pass> passes;
  private final int[] registers;

  private BlockCode(List<Pass> passes, int[] registers) {
    this.passes = passes;
    this.registers = registers;
  }

  /**
   * A pass.
   *
   * @param before what happens once, on one element
   * @param fills the invariant values that blocks take as operands
   * @param each what happens with each block; nothing in the pass of per-row stores
   * @param after what happens once in the end, on one element
   */
  record Pass(
      BlockStep[] before, Fill[] fills, BlockStep[] each, BlockStep[] after, boolean perRow) {}

  /** A register of which all elements become the first. */
  record Fill(ScalarKind kind, int register) {}

  /** The form of a loop; empty where there is a node that blocks do not serve. */
  static Optional<BlockCode> of(LoopKey key) {
    List<LoopForm> forms = LoopForm.of(key).stream().filter(LoopForm::hasScalar).toList();
    int[] registers = new int[ScalarKind.values().length];
    Pass[] passes = new Pass[forms.size()];
    for (int i = 0; i < passes.length; i++) {
      LoopForm form = forms.get(i);
      BlockCompiler compiler = new BlockCompiler(new PassShape(key, form.pass()), form.perRow());
      Optional<Pass> pass = compiler.compile();
      if (pass.isEmpty()) {
        return Optional.empty();
      }
      passes[i] = pass.get();
      for (int kind = 0; kind < registers.length; kind++) {
        registers[kind] = Math.max(registers[kind], compiler.registers()[kind]);
      }
    }
    return Optional.of(new BlockCode(List.of(passes), registers));
  }

  @Override
  void pass(int index, long[] arguments, long from, long to) {
    Pass pass = passes.get(index);
    BlockRegisters blocks = BlockRegisters.acquire(registers);
    run(pass.before(), blocks, arguments, from, 1);
    if (!pass.perRow() && to > from) {
      int most = (int) Math.min(BlockRegisters.BLOCK, to - from);
      for (Fill fill : pass.fills()) {
        blocks.fill(fill.kind(), fill.register(), most);
      }
      for (long at = from; at < to; at += most) {
        run(pass.each(), blocks, arguments, at, (int) Math.min(most, to - at));
      }
    }
    run(pass.after(), blocks, arguments, from, 1);
  }

  private static void run(
      BlockStep[] steps, BlockRegisters blocks, long[] arguments, long from, int n) {
    for (BlockStep step : steps) {
      step.run(blocks, arguments, from, n);
    }
  }
}
