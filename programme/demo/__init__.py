"""Lindåsa kommun: an invented municipality to try the application on. Dates are relative to today."""
