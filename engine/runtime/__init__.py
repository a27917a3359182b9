"""The runtime: the heavy packages, installed beside the extension and checked there."""
