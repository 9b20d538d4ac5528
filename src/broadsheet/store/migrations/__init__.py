"""How the database's tables came to be: forward only, one transaction a step."""
