"""Export a fitted labeller to int8 ONNX: ``python train/export.py --fitted FILE --weights FOLDER --out FILE.onnx``.

Weights of matrix products and embeddings become 8-bit integers (seven bits used, so that processors without VNNI give
the same sums); activations are rounded while running. What that costs is measured by ``bench quality.attribution``.
"""

from __future__ import annotations

import argparse
import tempfile
from pathlib import Path

import torch
from fit import Network, open_network
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from safetensors.torch import load_file

NAMES = ["scores", "queries", "keys", "transitions"]


class Exported(torch.nn.Module):
    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids, features, mask):
        return (*self.network(ids, features, mask), self.network.transitions + 0.0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fitted", type=Path, required=True)
    parser.add_argument("--weights", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    network = open_network(options.weights)
    network.load_state_dict({k: v.float() for k, v in load_file(str(options.fitted)).items()}, strict=False)
    ids = torch.ones((2, 16), dtype=torch.int64)
    example = (ids, torch.ones((2, 16, 5), dtype=torch.int64), ids)
    axes = {name: {0: "windows", 1: "pieces"} for name in ("ids", "features", "mask", *NAMES[:3])}
    with tempfile.TemporaryDirectory() as folder:
        whole, ready = Path(folder, "whole.onnx"), Path(folder, "ready.onnx")
        torch.onnx.export(
            Exported(network).eval(),
            example,
            str(whole),
            input_names=["ids", "features", "mask"],
            output_names=NAMES,
            dynamic_axes=axes,
            dynamo=False,
        )
        quant_pre_process(str(whole), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(
            ready,
            options.out,
            op_types_to_quantize=["MatMul", "Gather"],
            per_channel=True,
            reduce_range=True,
            weight_type=QuantType.QInt8,
        )
    print(f"{options.out}: {options.out.stat().st_size / 1e6:.1f} MB")


if __name__ == "__main__":
    main()
