"""What the product's methods are measured by; run from the project's root, never needed to use the dashboard."""
