package dev.covector.simd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.covector.Tensor;
import dev.covector.tree.Tree;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Covector as named modules under a program that is one, too. */
class ModulePathTest {
  private static final String MAIN =
      """
      package app;
      import static dev.covector.Covector.*;
      import dev.covector.Tensor;
      public final class Main {
        record Linear(Tensor w, Tensor b) {}
        static Tensor loss(Linear p, Tensor x) {
          return p.w().times(x).plus(p.b()).sum();
        }
        public static void main(String[] arguments) {
          REGISTRATION
          Linear p = new Linear(Tensor.of(2f), Tensor.of(3f));
          Linear g = jit(grad(Main::loss)).apply(p, Tensor.of(new float[] {1, 2}));
          System.out.println("gradient " + g.w().toFloat() + " " + g.b().toFloat());
          System.out.println("devices " + devices());
        }
      }
      """;

  @TempDir Path folder;

  @Test
  void anOpenPackageNeedsNothingElse() throws Exception {
    Fork.Result result = run("opens app to dev.covector.tree;", "");
    assertEquals(0, result.exit(), result.output());
    assertTrue(result.output().contains("gradient 3.0 2.0"), result.output());
    assertTrue(result.output().contains("simd:"), result.output());
  }

  @Test
  void aRegisteredRecordNeedsNoOpenPackage() throws Exception {
    String registration =
        "dev.covector.tree.Tree.register(java.lang.invoke.MethodHandles.lookup(), Linear.class);";
    Fork.Result result = run("", registration);
    assertEquals(0, result.exit(), result.output());
    assertTrue(result.output().contains("gradient 3.0 2.0"), result.output());
  }

  @Test
  void aClosedRecordIsAnErrorThatNamesBothRemedies() throws Exception {
    Fork.Result result = run("", "");
    assertTrue(result.exit() != 0, result.output());
    assertTrue(result.output().contains("opens app"), result.output());
    assertTrue(result.output().contains("Tree.register(lookup(), "), result.output());
  }

  private Fork.Result run(String opens, String registration) throws Exception {
    Path sources = Files.createDirectories(folder.resolve("src/app"));
    Path module = folder.resolve("src/module-info.java");
    Path main = sources.resolve("Main.java");
    Files.writeString(module, "module app { requires dev.covector.tensor; " + opens + " }");
    Files.writeString(main, MAIN.replace("REGISTRATION", registration));
    String path =
        String.join(
            File.pathSeparator,
            folderOf(Tree.class),
            folderOf(Tensor.class),
            folderOf(SimdBackend.class));
    Path classes = folder.resolve("classes");
    int compiled =
        ToolProvider.findFirst("javac")
            .orElseThrow()
            .run(
                System.out,
                System.err,
                "-d",
                classes.toString(),
                "--module-path",
                path,
                module.toString(),
                main.toString());
    assertEquals(0, compiled);
    return Fork.java(
        List.of(
            "--enable-native-access=dev.covector.tensor",
            "--module-path",
            path + File.pathSeparator + classes,
            "--module",
            "app/app.Main"));
  }

  private static String folderOf(Class<?> type) throws URISyntaxException {
    return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI()).toString();
  }
}
