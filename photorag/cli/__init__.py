"""The command line: a face of the library for terminals and scripts."""
