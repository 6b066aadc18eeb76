package dev.covector.tree;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.covector.tree.GeneratedModule.Access;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClosedModuleTest {
  @TempDir Path folder;

  private void assertContainer(Object linear) {
    assertEquals("Linear(w=*)", Tree.structure(linear).toString());
    Object mapped = Tree.map((Integer x) -> x + 1, linear);
    assertEquals(linear.getClass(), mapped.getClass());
    assertEquals(List.of(2), Tree.leaves(mapped));
  }

  @Test
  void recordOfAnOpenPackageIsAContainer() throws Exception {
    assertContainer(new GeneratedModule(folder, Access.OPEN).linear(1));
  }

  @Test
  void publicRecordOfAnExportedPackageIsAContainer() throws Exception {
    assertContainer(new GeneratedModule(folder, Access.EXPORTED).linear(1));
  }

  @Test
  void recordOfAClosedPackageIsRefusedWithBothRemedies() throws Exception {
    Object linear = new GeneratedModule(folder, Access.CLOSED).linear(1);
    TreeException e = assertThrows(TreeException.class, () -> Tree.flatten(List.of(linear)));
    Module here = Tree.class.getModule();
    String to = here.isNamed() ? " to " + here.getName() : "";
    assertEquals(
        "Linear is in package app.model, which module app does not open"
            + to
            + "; add 'opens app.model"
            + to
            + ";' to its module-info, or call Tree.register(lookup(), Linear.class) in that module"
            + " (at 0)",
        e.getMessage());
  }

  @Test
  void recordOfAClosedPackageIsAContainerOnceRegistered() throws Exception {
    GeneratedModule module = new GeneratedModule(folder, Access.CLOSED);
    Object linear = module.linear(1);
    assertThrows(TreeException.class, () -> Tree.flatten(linear));
    Tree.register(module.lookup(), linear.getClass());
    assertContainer(linear);
  }
}
