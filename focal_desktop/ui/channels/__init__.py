"""The channels people can reach us by, and their tests; never what came through one."""
