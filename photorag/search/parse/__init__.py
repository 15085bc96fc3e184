"""From what a person types to a query: operators, everyday phrases, and words that are left to meaning."""
