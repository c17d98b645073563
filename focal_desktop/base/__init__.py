"""What every package may use; knows nothing of the product."""
