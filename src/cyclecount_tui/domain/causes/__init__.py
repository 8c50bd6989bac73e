"""Why a line differs: small pure detectors, each of which looks at one family of causes."""
