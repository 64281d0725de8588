"""A round as a spreadsheet: read in, checked, planned, carried out, and written back.

guard (is the file harmless) -> reading (cells) -> checking (values, every error at once) -> plan (what would
be created, changed, left) -> apply (one transaction). writing makes the template and the export.
"""
