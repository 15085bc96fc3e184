"""The ground floor: words every other floor shares. Imports nothing else of PhotoRAG."""
