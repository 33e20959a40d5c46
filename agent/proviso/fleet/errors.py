"""What can go wrong for a publisher."""


class FleetError(Exception):
    """A step that was not done. Nothing has changed; the message says what to do."""
