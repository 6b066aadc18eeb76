import ai.djl.Model;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.nn.AbstractBlock;
import ai.djl.nn.Activation;
import ai.djl.nn.Block;
import ai.djl.nn.SequentialBlock;
import ai.djl.nn.core.Linear;
import ai.djl.training.DefaultTrainingConfig;
import ai.djl.training.EasyTrain;
import ai.djl.training.ParameterStore;
import ai.djl.training.Trainer;
import ai.djl.training.dataset.ArrayDataset;
import ai.djl.training.listener.TrainingListener;
import ai.djl.training.loss.Loss;
import ai.djl.training.optimizer.Optimizer;
import ai.djl.training.tracker.Tracker;
import ai.djl.translate.TranslateException;
import ai.djl.util.PairList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class Vae extends AbstractBlock {
  private final Block encoder = addChildBlock("encoder", mlp(256, 128, 32));
  private final Block decoder = addChildBlock("decoder", mlp(128, 256, 64));

  static Block mlp(long... features) {
    var block = new SequentialBlock();
    for (int i = 0; i < features.length; i++) {
      if (i > 0) {
        block.add(Activation.reluBlock());
      }
      block.add(Linear.builder().setUnits(features[i]).build());
    }
    return block;
  }

  NDArray decode(ParameterStore store, NDArray z) {
    return Activation.sigmoid(decoder.forward(store, new NDList(z), false).singletonOrThrow());
  }

  @Override
  protected NDList forwardInternal(
      ParameterStore store, NDList inputs, boolean training, PairList<String, Object> options) {
    NDArray code = encoder.forward(store, inputs, training).singletonOrThrow();
    NDArray mean = code.get(":, :16");
    NDArray logVariance = code.get(":, 16:");
    NDArray noise = code.getManager().randomNormal(mean.getShape());
    NDArray z = mean.add(logVariance.mul(0.5).exp().mul(noise));
    NDArray logits = decoder.forward(store, new NDList(z), training).singletonOrThrow();
    return new NDList(logits, mean, logVariance);
  }

  @Override
  public void initializeChildBlocks(NDManager manager, DataType type, Shape... shapes) {
    encoder.initialize(manager, type, shapes);
    decoder.initialize(manager, type, new Shape(1, 16));
  }

  @Override
  public Shape[] getOutputShapes(Shape[] inputs) {
    long batch = inputs[0].get(0);
    return new Shape[] {new Shape(batch, 64), new Shape(batch, 16), new Shape(batch, 16)};
  }

  static class VaeLoss extends Loss {
    private final Loss crossEntropy = Loss.sigmoidBinaryCrossEntropyLoss();

    VaeLoss() {
      super("VaeLoss");
    }

    @Override
    public NDArray evaluate(NDList labels, NDList outputs) {
      NDArray mean = outputs.get(1);
      NDArray logVariance = outputs.get(2);
      NDArray reconstruction = crossEntropy.evaluate(labels, new NDList(outputs.get(0))).mul(64);
      NDArray inner = logVariance.add(1).sub(mean.square()).sub(logVariance.exp());
      return reconstruction.add(inner.sum(new int[] {-1}).mul(-0.5).mean());
    }
  }

  static ArrayDataset dataset(NDArray images, int batch, boolean shuffle) {
    var builder = new ArrayDataset.Builder().setData(images).optLabels(images);
    return builder.setSampling(batch, shuffle, true).build();
  }

  public static void main(String[] args) throws IOException, TranslateException {
    try (NDManager manager = NDManager.newBaseManager();
        Model model = Model.newInstance("vae")) {
      Path file = Path.of("nn/src/main/resources/dev/covector/data/digits.npz");
      NDList data = NDList.decode(manager, Files.newInputStream(file));
      NDArray pixels = data.get("images").toType(DataType.FLOAT32, false).reshape(-1, 64).div(16);
      ArrayDataset train = dataset(pixels.get(data.get("train")), 64, true);
      ArrayDataset test = dataset(pixels.get(data.get("test")), 450, false);

      var vae = new Vae();
      model.setBlock(vae);
      var adam = Optimizer.adam().optLearningRateTracker(Tracker.fixed(1e-3f)).build();
      var config =
          new DefaultTrainingConfig(new VaeLoss())
              .optOptimizer(adam)
              .addTrainingListeners(TrainingListener.Defaults.logging());
      try (Trainer trainer = model.newTrainer(config)) {
        trainer.initialize(new Shape(64, 64));
        EasyTrain.fit(trainer, 50, train, test);
        float loss = trainer.getTrainingResult().getValidateLoss();
        System.out.printf("loss of the test images: %.3f%n", loss);

        var store = new ParameterStore(manager, false);
        NDArray drawn = vae.decode(store, manager.randomNormal(new Shape(64, 16)));
        NDArray grid = drawn.reshape(8, 8, 8, 8).transpose(0, 2, 1, 3).reshape(1, 64, 64);
        NDArray bytes = grid.mul(255).toType(DataType.UINT8, false).repeat(0, 3);
        try (var out = Files.newOutputStream(Path.of("vae.png"))) {
          ImageFactory.getInstance().fromNDArray(bytes).save(out, "png");
        }
      }
    }
  }
}
