"""What people read of the model."""
