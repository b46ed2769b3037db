"""What is measured against what. Ratios are taken side by side in one run, never as a test."""
