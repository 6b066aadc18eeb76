package dev.covector.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Which package may know which, over the classes of all modules of the library at once. */
final class ArchitectureTest {
  private static final JavaClasses COVECTOR =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("dev.covector");

  private static final DescribedPredicate<JavaClass> PLATFORM =
      resideInAnyPackage("java..", "jdk..", "javax..", "com.sun.management..", "org.jspecify..");

  /** The packages between a user's call and the kernel IR. */
  private static final String[] ABOVE_THE_KERNELS = {
    "dev.covector.op..",
    "dev.covector.graph..",
    "dev.covector.trace..",
    "dev.covector.transform..",
    "dev.covector.numpy..",
    "dev.covector.lax.."
  };

  private static final String[] BACKENDS = {"dev.covector.simd..", "dev.covector.reference.."};

  private static final String CONFORMANCE = "dev.covector.conformance..";

  /** Manifests and headers are JSON: a parser with every corner of the format is no page. */
  private static final String CHECKPOINTS = "dev.covector.checkpoint..";

  /** Files of tables are CSV, which has corners too. */
  private static final String DATA = "dev.covector.data..";

  /** The harness measures the machine with the Vector API, and draws with libraries. */
  private static final String BENCHMARKS = "dev.covector.benchmarks..";

  @Test
  void treesDependOnThePlatformOnly() {
    classes()
        .that()
        .resideInAPackage("dev.covector.tree..")
        .should()
        .onlyDependOnClassesThat(PLATFORM.or(resideInAnyPackage("dev.covector.tree..")))
        .check(COVECTOR);
  }

  @Test
  void theLibraryNeedsNoOtherLibrary() {
    classes()
        .that()
        .resideOutsideOfPackages(CONFORMANCE, BENCHMARKS, CHECKPOINTS, DATA)
        .should()
        .onlyDependOnClassesThat(PLATFORM.or(resideInAnyPackage("dev.covector..")))
        .check(COVECTOR);
  }

  @Test
  void checkpointsNeedAParserOfJsonOnly() {
    classes()
        .that()
        .resideInAPackage(CHECKPOINTS)
        .should()
        .onlyDependOnClassesThat(
            PLATFORM.or(resideInAnyPackage("dev.covector..", "com.fasterxml.jackson.core..")))
        .check(COVECTOR);
  }

  @Test
  void dataNeedsAParserOfCsvOnly() {
    classes()
        .that()
        .resideInAPackage(DATA)
        .should()
        .onlyDependOnClassesThat(
            PLATFORM.or(resideInAnyPackage("dev.covector..", "de.siegmar.fastcsv..")))
        .check(COVECTOR);
  }

  @Test
  void backendsSeeTheKernelsAndNeverTheOps() {
    noClasses()
        .that()
        .resideInAnyPackage(BACKENDS)
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(ABOVE_THE_KERNELS)
        .check(COVECTOR);
  }

  @Test
  void theKernelsKnowNeitherOpsNorBackends() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.covector.kernel..", "dev.covector.backend..")
        .should()
        .dependOnClassesThat(resideInAnyPackage(ABOVE_THE_KERNELS).or(resideInAnyPackage(BACKENDS)))
        .check(COVECTOR);
  }

  @Test
  void onlyTheSimdBackendKnowsTheVectorApi() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.covector.simd..", BENCHMARKS)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jdk.incubator.vector..")
        .check(COVECTOR);
  }

  @Test
  void onlyTheConformanceRunnerKnowsTheSimdBackend() {
    noClasses()
        .that()
        .resideOutsideOfPackages("dev.covector.simd..", CONFORMANCE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.covector.simd..")
        .check(COVECTOR);
  }

  @Test
  void theLibraryDoesNotKnowTheConformanceRunner() {
    noClasses()
        .that()
        .resideOutsideOfPackage(CONFORMANCE)
        .should()
        .dependOnClassesThat()
        .resideInAPackage(CONFORMANCE)
        .check(COVECTOR);
  }

  @Test
  void classesAreNamedForWhatTheyAre() {
    noClasses()
        .should()
        // Orbax's users look for CheckpointManager by that name
        .haveNameMatching("(?!.*[.]CheckpointManager$).*(Utils?|Helpers?|Manager)")
        .orShould()
        .haveNameMatching(".*[.$](New(?!Axis)|Old)[A-Z][^.]*")
        .check(COVECTOR);
  }

  @Test
  void everyPackageIsNullMarked() {
    List<String> unmarked =
        COVECTOR.stream()
            .map(JavaClass::getPackage)
            .distinct()
            .filter(members -> !isNullMarked(members))
            .map(JavaPackage::getName)
            .toList();
    assertEquals(List.of(), unmarked);
  }

  private static boolean isNullMarked(JavaPackage members) {
    return members.tryGetPackageInfo().isPresent()
        && members.getPackageInfo().isAnnotatedWith(NullMarked.class);
  }
}
