"""A site then and now: addresses that vanish, their heirs among today's texts, texts that changed untold."""
