import jax
import jax.numpy as jnp
import numpy as np
import optax
from flax import linen as nn
from flax.training.train_state import TrainState
from PIL import Image


def mlp(*features):
    layers = [layer for n in features for layer in (nn.Dense(n), nn.relu)]
    return nn.Sequential(layers[:-1])


class Vae(nn.Module):
    def setup(self):
        self.encoder = mlp(256, 128, 32)
        self.decoder = mlp(128, 256, 64)

    def decode(self, z):
        return nn.sigmoid(self.decoder(z))

    def __call__(self, x):
        mean, logvar = jnp.split(self.encoder(x), 2, axis=-1)
        noise = jax.random.normal(self.make_rng("noise"), mean.shape)
        return self.decoder(mean + jnp.exp(0.5 * logvar) * noise), mean, logvar


model = Vae()


def loss_fn(params, x, key):
    logits, mean, logvar = model.apply({"params": params}, x, rngs={"noise": key})
    reconstruction = optax.sigmoid_binary_cross_entropy(logits, x).sum(-1)
    divergence = -0.5 * (1 + logvar - mean**2 - jnp.exp(logvar)).sum(-1)
    return (reconstruction + divergence).mean()


@jax.jit
def train_step(state, x, key):
    key = jax.random.fold_in(key, state.step)
    loss, grads = jax.value_and_grad(loss_fn)(state.params, x, key)
    return state.apply_gradients(grads=grads), loss


data = np.load("nn/src/main/resources/dev/covector/data/digits.npz")
pixels = data["images"].reshape(-1, 64).astype(np.float32) / 16
train, test = pixels[data["train"]], pixels[data["test"]]

key = jax.random.key(0)
params = model.init({"params": key, "noise": key}, train[:1])["params"]
state = TrainState.create(apply_fn=model.apply, params=params, tx=optax.adam(1e-3))
shuffling = np.random.default_rng(0)
for epoch in range(50):
    order = shuffling.permutation(len(train))
    for i in range(len(train) // 64):
        state, loss = train_step(state, train[order[64 * i : 64 * i + 64]], key)
    if epoch % 10 == 9:
        print(f"epoch {epoch + 1}: {loss:.3f}, {loss_fn(state.params, test, key):.3f}")

print(f"loss of the test images: {loss_fn(state.params, test, key):.3f}")
z = jax.random.normal(jax.random.key(1), (64, 16))
drawn = model.apply({"params": state.params}, z, method=Vae.decode)
grid = drawn.reshape(8, 8, 8, 8).transpose(0, 2, 1, 3).reshape(64, 64)
Image.fromarray(np.uint8(255 * grid)).save("vae.png")
