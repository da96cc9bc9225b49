"""The program inside a tfsched container: trains a model for an exact number of steps and reports it."""
