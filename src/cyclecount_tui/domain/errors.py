"""The errors of the domain: something was asked that counting does not allow."""


class DomainError(ValueError):
    """Says in one sentence what is wrong and what to do; shown to the operator as it is."""

    @property
    def sentence(self) -> str:
        """The sentence for the operator."""
        return str(self)


class HadAHandInIt(DomainError):
    """Whoever approves counted, chose or planned what is approved: somebody else has to."""
