"""The steps of `geodata/build.py`: each reads what another produced or a package, and returns frames. No downloads."""
