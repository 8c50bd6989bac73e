"""From the posted plan to the certificate of the count."""

from __future__ import annotations

from cyclecount_tui.domain.count import Count
from cyclecount_tui.tui.jobs import Jobs


class CertificateKey(Jobs):
    """Mixin for the plan screen. `posting`: writes are on their way."""

    count: Count
    posting = False

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is one once something was posted and ION read again."""
        if action == "certificate":
            return not self.posting and self.count.digital_after is not None
        return super().check_action(action, parameters)

    def action_certificate(self) -> None:
        """Show which lines are equal by now, and why the others are not."""
        from cyclecount_tui.tui.screens.certificate import CertificateScreen

        self.app.push_screen(CertificateScreen(self.count))
