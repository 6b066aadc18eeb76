package dev.covector.simd;

import java.util.List;
import java.util.Optional;

/**
 * The cold form of a loop: its expression is done node by node over blocks of elements in arrays,
 * by methods that all loops share. Nothing is generated, and what HotSpot compiles for one loop is
 * compiled for all. Elementwise results have the same bits as the generated forms', and so have
 * sums as those of the vector form, where there is one, and else of the scalar form.
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
   * @param stretches the parts of a run, one after the other: what vector code does in whole turns
   *     and what it leaves, where that matters, and else one for all
   * @param perRow whether it is the pass of per-row stores
   */
  record Pass(BlockStep[] before, Fill[] fills, List<Stretch> stretches, boolean perRow) {}

  /**
   * A part of a run: as many times its width as fit into what is left.
   *
   * @param start what happens once before its blocks
   * @param each what happens with each block; nothing in the pass of per-row stores
   * @param end what happens once after its blocks
   */
  record Stretch(int width, BlockStep[] start, BlockStep[] each, BlockStep[] end) {}

  /** A register of which all elements become the first. */
  record Fill(ScalarKind kind, int register) {}

  /** The form of a loop; empty where there is a node that blocks do not serve. */
  static Optional<BlockCode> of(LoopKey key) {
    List<LoopForm> forms = LoopForm.of(key).stream().filter(LoopForm::hasScalar).toList();
    int[] registers = new int[ScalarKind.values().length];
    Pass[] passes = new Pass[forms.size()];
    for (int i = 0; i < passes.length; i++) {
      LoopForm form = forms.get(i);
      BlockCompiler compiler = new BlockCompiler(new PassShape(key, form.pass()), form);
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
    if (pass.perRow()) {
      run(pass.stretches().getFirst().end(), blocks, arguments, from, 1);
      return;
    }
    int longest = Math.clamp(to - from, 0, BlockRegisters.BLOCK);
    for (Fill fill : pass.fills()) {
      blocks.fill(fill.kind(), fill.register(), longest);
    }
    long at = from;
    for (Stretch stretch : pass.stretches()) {
      long end = at + (to - at) / stretch.width() * stretch.width();
      if (at < end) {
        run(stretch, blocks, arguments, at, end);
        at = end;
      }
    }
  }

  private static void run(
      Stretch stretch, BlockRegisters blocks, long[] arguments, long from, long to) {
    run(stretch.start(), blocks, arguments, from, 1);
    for (long at = from; at < to; at += BlockRegisters.BLOCK) {
      run(stretch.each(), blocks, arguments, at, (int) Math.min(BlockRegisters.BLOCK, to - at));
    }
    run(stretch.end(), blocks, arguments, to, 1);
  }

  /**
   * Whether a sum goes as in the vector form, so that the generated scalar form would not do for it
   * before.
   */
  boolean hasLanes() {
    return passes.stream().anyMatch(p -> p.stretches().size() > 1);
  }

  private static void run(
      BlockStep[] steps, BlockRegisters blocks, long[] arguments, long from, int n) {
    for (BlockStep step : steps) {
      step.run(blocks, arguments, from, n);
    }
  }
}
