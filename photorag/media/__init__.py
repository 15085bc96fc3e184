"""Files: which ones are pictures, how they are read, and the processes that read them safely."""
