"""The invented data of practice, demo, screenshots and benchmarks: nothing and nobody in it is real."""
