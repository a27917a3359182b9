"""Which labels matter: what is known of assets in, the order to ask in and why out; only numpy."""
