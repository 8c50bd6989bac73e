"""How ION says no to a query or a write."""


class Refused(Exception):
    """A refusal, as it appears in `errors`.

    Args:
        message: ION's sentence.
        status: the HTTP status that goes with it where a tenant uses statuses.
        code: what stands in `extensions.code`; None leaves the extensions away.
    """

    def __init__(self, message: str, status: int = 422, code: str | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.extensions: dict[str, object] = {} if code is None else {"code": code}


def not_found(what: str, row_id: object) -> Refused:
    """A row that does not exist, or no longer does."""
    return Refused(f"{what} with id {row_id} not found.", status=404)


def forbidden() -> Refused:
    """A right that the API key lacks; the sentence is ION's own."""
    return Refused("User does not have permission to update this resource.", status=403)
