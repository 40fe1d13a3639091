"""The weights of antecedents' signs."""
