"""One Hypothesis profile: no deadline, and what is needed to play a failure again."""

from hypothesis import settings

settings.register_profile("domain", deadline=None, print_blob=True, max_examples=60)
settings.load_profile("domain")
