"""How fast the screen is: our pages before and after, beside the plainest Dash and Streamlit apps of the same data."""
