"""`cyclecount verify`: proves from the hash chain that nobody edited the journal."""

import argparse

from cyclecount_tui.cli.arguments import Verbs, add_format


def add(verbs: Verbs) -> None:
    """The verb and its options."""
    verb = verbs.add_parser("verify", help="prove that the journal is unedited", description=__doc__)
    add_format(verb, "text", "json")
    verb.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Checks the chain."""
    from cyclecount_tui.cli.printing import plural, print_document, say
    from cyclecount_tui.cli.putting_together import settings_here
    from cyclecount_tui.store.folder import DATABASE_NAME, data_folder
    from cyclecount_tui.store.opening import open_store
    from cyclecount_tui.store.verifying import verify
    from cyclecount_tui.workflow.errors import Refusal

    folder = data_folder(settings_here().data_dir)
    if not (folder / DATABASE_NAME).exists():
        raise Refusal(f"There is no journal in {folder} yet: nothing was counted here.")
    with open_store(folder, read_only=True) as store:
        result = verify(store.database)
    if arguments.format == "json":
        broken = [{"position": item.position, "count": item.count_id, "what": item.sentence} for item in result.broken]
        head = {"events": result.events, "counts": result.counts, "head": result.head}
        print_document({**head, "unedited": result.unedited, "broken": broken})
    elif result.unedited:
        print(f"{plural(result.events, 'event')} in {plural(result.counts, 'count')}: unedited. Head {result.head}")
    for item in result.broken:
        say(f"Position {item.position}, count {item.count_id}: {item.sentence}")
    return 0 if result.unedited else 1
