"""The section that shows what Nairobi has received, and what waits."""
