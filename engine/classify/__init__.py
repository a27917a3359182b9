"""Pictures of an asset in, its class with confidence out; and the training of classifiers."""
