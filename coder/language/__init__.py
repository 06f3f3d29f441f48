"""From text to predications: segmentation, the dependency parse and the layer that hides its labels."""
