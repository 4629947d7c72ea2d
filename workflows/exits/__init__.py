"""Exit decisions: what an institution decides about a platform, which accounts it covers, and how many followers they had."""
