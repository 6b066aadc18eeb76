package dev.covector.checkpoint;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The checkpoints of a run: a folder for each step, of which it keeps the latest or the best. By
 * default saving goes on in the background; close the manager to wait for it and to see its errors.
 *
 * <pre>{@code
 * CheckpointManagerOptions options =
 *     CheckpointManagerOptions.defaults().withMaxToKeep(3).withSaveIntervalSteps(100);
 * Path folder = Files.createTempDirectory("run");
 * try (CheckpointManager manager = new CheckpointManager(folder, options)) {
 *   Tensor state = Numpy.zeros(3);
 *   OptionalLong latest = manager.latestStep();
 *   if (latest.isPresent()) {
 *     state = manager.restore(latest.getAsLong(), state);
 *   }
 *   for (long step = latest.orElse(0) + 1; step <= 1000; step++) {
 *     state = state.plus(1);
 *     manager.save(step, state); // true at 1, 100, 200, ...
 *   }
 * }
 * }</pre>
 *
 * <p>Several processes may have managers of one folder: steps appear and disappear in one step.
 * Steps are read from the folder each time; those that are still being saved do not count.
 */
public final class CheckpointManager implements AutoCloseable {
  private static final Pattern STEP = Pattern.compile("0|[1-9][0-9]{0,17}");

  private final Path folder;
  private final CheckpointManagerOptions options;
  private final Retention retention;
  private final Disk disk;
  private final AsyncCheckpointer background;
  private final Map<Long, Map<String, Double>> metrics = new ConcurrentHashMap<>();

  /** The step of the last save, which is in progress while the background is busy. */
  private volatile long saving = -1;

  /** A manager that saves and keeps every step. */
  public CheckpointManager(Path folder) {
    this(folder, CheckpointManagerOptions.defaults());
  }

  /**
   * A manager of a folder, which is made if need be; what processes that died have left in it is
   * deleted.
   *
   * @throws CheckpointException when the folder cannot be made or read
   */
  public CheckpointManager(Path folder, CheckpointManagerOptions options) {
    this(folder, options, Disk.MACHINE);
  }

  CheckpointManager(Path folder, CheckpointManagerOptions options, Disk disk) {
    this.folder = folder.toAbsolutePath().normalize();
    this.options = options;
    this.retention = new Retention(options);
    this.disk = disk;
    this.background = new AsyncCheckpointer(disk);
    try {
      Files.createDirectories(this.folder);
      Workspace.recover(this.folder, disk);
    } catch (IOException e) {
      throw FileFailure.writing(this.folder, e);
    }
  }

  /** The folder of all steps. */
  public Path folder() {
    return folder;
  }

  /**
   * The steps that are saved, in ascending order. A folder whose name is a number, but which is no
   * checkpoint, is not one of them, and is never deleted.
   */
  public List<Long> allSteps() {
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> STEP.matcher(entry.getFileName().toString()).matches())
          .filter(entry -> Files.isRegularFile(entry.resolve(Manifest.FILE)))
          .map(entry -> Long.valueOf(entry.getFileName().toString()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw FileFailure.reading(folder, e);
    }
  }

  /** The largest step that is saved. */
  public OptionalLong latestStep() {
    List<Long> steps = allSteps();
    return steps.isEmpty() ? OptionalLong.empty() : OptionalLong.of(steps.getLast());
  }

  /**
   * The best step that is saved, by the options' metric; the latest where they have none.
   *
   * @throws MalformedFileException when a step's manifest is damaged
   */
  public OptionalLong bestStep() {
    if (options.best().isEmpty()) {
      return latestStep();
    }
    return retention
        .best(rated())
        .map(best -> OptionalLong.of(best.step()))
        .orElse(OptionalLong.empty());
  }

  /**
   * Whether {@link #save} would save a step: it is later than all others, and a multiple of the
   * interval, one of the options' steps, or the first.
   */
  public boolean shouldSave(long step) {
    OptionalLong latest = latestStep();
    long last = Math.max(latest.orElse(-1), background.isSaving() ? saving : -1);
    return last < step
        && (last < 0
            || step % options.saveIntervalSteps() == 0
            || options.saveOnSteps().contains(step));
  }

  /**
   * Saves a step if it {@linkplain #shouldSave should be}, and deletes steps that are not to be
   * kept.
   *
   * @param tree the tree, or a {@link Composite} of several
   * @return whether it was saved, or is being saved
   * @throws CheckpointException as {@link Checkpointer#save}; in the background, what the save
   *     before threw
   */
  public boolean save(long step, Object tree) {
    return save(step, tree, SaveOptions.defaults());
  }

  /** As {@link #save(long, Object)}, with options. */
  public boolean save(long step, Object tree, SaveOptions options) {
    if (step < 0) {
      throw new CheckpointException("save: a step must not be negative, got " + step);
    }
    if (!options.forced() && !shouldSave(step)) {
      return false;
    }
    background.awaitTurn();
    saving = step;
    Runnable after = () -> finish(step, options.metrics());
    if (this.options.async()) {
      background.start(path(step), tree, options, after);
    } else {
      new PyTreeCheckpointer(disk).save(path(step), tree, options);
      after.run();
    }
    return true;
  }

  private void finish(long step, Map<String, Double> rating) {
    metrics.put(step, rating);
    if (options.maxToKeep().isPresent()) {
      retention.superfluous(rated()).forEach(this::delete);
    }
  }

  private List<Retention.Rated> rated() {
    List<Retention.Rated> rated = new ArrayList<>();
    for (long step : allSteps()) {
      Map<String, Double> known = options.best().isEmpty() ? Map.of() : metricsOf(step);
      if (known != null) {
        rated.add(new Retention.Rated(step, known));
      }
    }
    return rated;
  }

  /** The metrics of a step; null when another process has deleted it meanwhile. */
  private @Nullable Map<String, Double> metricsOf(long step) {
    Map<String, Double> known = metrics.get(step);
    if (known == null) {
      try {
        known = StoredCheckpoint.read(path(step), stored -> stored.manifest().metrics());
      } catch (CheckpointException e) {
        if (!Files.exists(path(step))) {
          return null;
        }
        throw e;
      }
      metrics.put(step, known);
    }
    return known;
  }

  /**
   * Deletes a step, in one step; there may be none.
   *
   * @throws CheckpointException when the file system refuses
   */
  public void delete(long step) {
    try (Workspace workspace = Workspace.open(path(step), disk)) {
      workspace.takeAway();
    } catch (NoSuchFileException e) {
      // another process was faster
    } catch (IOException e) {
      throw FileFailure.writing(path(step), e);
    }
    metrics.remove(step);
  }

  /**
   * The tree of a step in maps and lists, as {@link Checkpointer#restore(Path)}.
   *
   * @throws CheckpointException when the step is not there
   */
  public @Nullable Object restore(long step) {
    return Restore.untyped(existing(step), RestoreOptions.defaults());
  }

  /**
   * The tree of a step in the containers of a target, as {@link Checkpointer#restore(Path,
   * Object)}.
   *
   * @param target the tree, or a {@link Composite} of items to be restored
   * @throws CheckpointMismatchException when the tree is another, printing where
   * @throws CheckpointException when the step is not there
   */
  public <T> T restore(long step, T target) {
    return restore(step, target, RestoreOptions.defaults());
  }

  /** As {@link #restore(long, Object)}, with options. */
  public <T> T restore(long step, T target, RestoreOptions options) {
    return Restore.typed(existing(step), target, options);
  }

  /**
   * What a step says of itself: the types of its trees, metrics, the user's own metadata.
   *
   * @throws CheckpointException when the step is not there
   */
  public CheckpointMetadata metadata(long step) {
    return Restore.metadata(existing(step));
  }

  /** The folder of a step, once it is saved. */
  private Path existing(long step) {
    if (saving == step && background.isSaving()) {
      waitUntilFinished();
    }
    Path path = path(step);
    if (!Files.exists(path)) {
      StoredCheckpoint.recover(folder);
      if (!Files.exists(path)) {
        throw new CheckpointException(
            "restore: there is no step %d in %s; there are %s"
                .formatted(step, folder, JsonObject.shown(allSteps())));
      }
    }
    return path;
  }

  /**
   * Waits until everything is saved.
   *
   * @throws CheckpointException when a save in the background has failed
   */
  public void waitUntilFinished() {
    background.waitUntilFinished();
  }

  /** Waits as {@link #waitUntilFinished}, and saves nothing any more. */
  @Override
  public void close() {
    background.close();
  }

  private Path path(long step) {
    return folder.resolve(Long.toString(step));
  }
}
