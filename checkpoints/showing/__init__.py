"""The day itself: what the room is shown, and where it is right now."""
