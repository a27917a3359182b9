"""Who is asked next, and why: a pool's queue, or its labels in doubt, in; assets, words out."""

from bpy.app.translations import pgettext_iface as iface_

from ...engine.pool import assets, rank, suspects
from ...engine.pool.assets import Asset
from ...engine.pool.project import Project
from ...engine.pool.suspects import Suspect
from ..pool import opened


def coming(project: Project, *, is_of_suspects: bool, count: int = 1) -> list[Asset]:
    """So many of those that are asked next; the queue keeps the first one for this session."""
    base = project.store
    if is_of_suspects:
        return assets.get(base, [one.asset for one in suspects.listed(base, count=count)])
    found = rank.serve(base, session=opened.session(), count=count)
    if found or not rank.length(base):
        return found
    # A scan was ended before it made the queue, or all that it holds was labelled. That is rare:
    # here all the window may wait.
    rank.rank(project)
    return rank.serve(base, session=opened.session(), count=count)


def suspect(project: Project, asset: Asset | None) -> Suspect | None:
    """Why an asset's label is in doubt; None where it is not."""
    if asset is None or not asset.label:
        return None
    return next(iter(suspects.listed(project.store, asset=asset.id)), None)


def guesses(asset: Asset, doubt: Suspect | None) -> list[tuple[str, float | None]]:
    """What an asset may be, the likeliest first.

    Of a label in doubt, models say so that had not seen it; the pool's own has learnt it.
    """
    if doubt is None:
        return list(asset.top)
    found = [(doubt.suggested, doubt.other), (doubt.given, doubt.own)]
    return found + [(name, None) for name, _ in asset.top if name not in dict(found)]


def why(asset: Asset, doubt: Suspect | None) -> str:
    """Why this one is asked, in a sentence; empty where a person asked for it."""
    if doubt is not None:
        text = iface_("Models that had not seen this label say: {} {:.2f}, and {} {:.2f}")
        return text.format(doubt.suggested, doubt.other, doubt.given, doubt.own)
    return "" if asset.label or asset.mark else rank.why(asset, iface_)


def put_apart(project: Project, labels: dict[int, str]) -> tuple[dict[int, str], dict[int, str]]:
    """Labels that are new, and those that say again what somebody had said."""
    found = assets.get(project.store, labels)
    same = {a.id for a in found if a.label == labels[a.id].strip() and a.origin not in ("", "copy")}
    again = {number: labels[number] for number in labels if number in same}
    return {number: labels[number] for number in labels if number not in same}, again
