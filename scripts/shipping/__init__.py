"""What a maintainer, or the IT of an agency, makes of `extension/`: packages, update manifests, policies."""


class PackageError(Exception):
    """No package can be made of this. The message names the file and what to do."""
