"""Staying in touch with those who left, about once a quarter, without asking for business."""
