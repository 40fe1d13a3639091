"""Runs the pipeline over many reports: `local` on the cores of one machine."""
