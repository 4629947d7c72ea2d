"""The register in and out of files: what is read is distrusted, planned before it is applied, and reported line by line."""
