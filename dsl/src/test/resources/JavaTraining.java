import dev.covector.Tensor;
import dev.covector.data.Dataset;
import dev.covector.dsl.EpochMoment;
import dev.covector.dsl.Examples;
import dev.covector.dsl.History;
import dev.covector.dsl.Trainer;
import dev.covector.dsl.Training;
import dev.covector.dsl.TrainingCallback;
import dev.covector.linen.Dense;
import dev.covector.linen.Layer;
import dev.covector.numpy.Numpy;
import dev.covector.optim.Optax;
import dev.covector.random.Random;

public final class JavaTraining {
  private JavaTraining() {}

  static final class Mlp extends Layer {
    @Override
    protected Tensor call(Tensor x) {
      return new Dense(1).apply(Numpy.tanh(new Dense(8).apply(x)));
    }
  }

  static final class Epochs implements TrainingCallback {
    int count;

    @Override
    public void onEpoch(EpochMoment moment) {
      count = moment.epoch();
    }
  }

  public static String train() {
    Tensor x = Random.normal(Random.key(0), 32, 3);
    Tensor y = Numpy.sum(x, 1).reshape(-1, 1);
    Epochs epochs = new Epochs();
    Trainer<Mlp, Examples> run =
        Training.of(new Mlp(), Optax.adam(1e-2))
            .data(x, y, 8)
            .loss((prediction, target) -> Optax.l2Loss(prediction, target).mean())
            .metric("error", (prediction, target) -> Numpy.abs(prediction.minus(target)))
            .validation(x, y)
            .callback(epochs)
            .epochs(5)
            .progress(false)
            .fit();
    History history = run.history();
    boolean better = history.loss().getLast() < history.loss().getFirst();

    // the same with a loss of the whole batch
    Trainer<Mlp, Examples> other =
        Training.of(new Mlp(), Optax.adam(1e-2))
            .data(Dataset.of(new Examples(x, y)).shuffle(0).batch(8))
            .lossOfBatch(
                (scope, batch) ->
                    Optax.l2Loss(scope.model().apply(batch.input()), batch.target()).mean())
            .epochs(epochs.count)
            .progress(false)
            .fit();
    return "%s %d %s %b %s %b"
        .formatted(
            run.ending(),
            history.size(),
            history.names(),
            better,
            run.predict(x, 16).shape().toString().replace(",", ", "),
            other.history().loss().equals(history.loss()));
  }
}
