"""The values that qualcode works on: codebook, typologies, cases. All frozen."""
