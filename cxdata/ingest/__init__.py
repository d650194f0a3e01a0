"""The way in: files as systems export them become one checked store."""
