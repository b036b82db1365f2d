"""What we change because of what customers told us: who sees to it, whether it holds, and who left over it."""
