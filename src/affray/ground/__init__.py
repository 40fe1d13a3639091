"""Ground: who, where and when a claim means."""

from __future__ import annotations

from affray.ground.options import GroundOptions
from affray.ports import Grounder


def load(options: GroundOptions) -> Grounder:
    """The grounder by gazetteer and shipped actors.

    Raises:
        UnusableOption: The pack of actors is missing or does not fit.
        UnusableResource: Shipped data or the world's places are missing, damaged, or cannot be cached.
    """
    from affray.ground.gazetteer import Gazetteer  # noqa: PLC0415 - numpy and the index are loaded only here
    from affray.ground.grounder import GazetteerGrounder  # noqa: PLC0415
    from affray.ground.names import names_actor  # noqa: PLC0415
    from affray.ground.places import Places  # noqa: PLC0415
    from affray.resources import packs  # noqa: PLC0415
    from affray.resources.actors import lay_over  # noqa: PLC0415
    from affray.resources.gazetteer import open_world  # noqa: PLC0415

    lay_over(options.actors)
    layers = packs.opened(packs.folder(options.packs))
    return GazetteerGrounder(Places(Gazetteer(open_world(options.cache), layers), names_actor))
