"""Floor 2: documents for people outside the screen. A proposal is formal Dutch, whatever the language of the page."""
