"""Takes the pictures of docs/images from a served store.

    affray serve demo.duckdb --reviewer NAME --port 8000 &
    python tools/screens.py http://127.0.0.1:8000 docs/images

It chooses the event with the most sources, the report and the actor that most is told of.
"""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ARGUMENTS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"]


def main(url: str, folder: Path) -> None:
    """Take the five pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=ARGUMENTS)
        page = browser.new_page(viewport={"width": 1180, "height": 760})
        for name, path in views(page, url).items():
            page.goto(url + path)
            shown = "html[data-drawn]" if name == "map" else "html[data-ready]"
            page.wait_for_selector(shown, timeout=60_000)
            if name == "report":
                page.locator(".run.trigger").nth(4).focus()
            page.wait_for_timeout(500)
            page.screenshot(path=folder / f"{name}.png")
        browser.close()


def views(page: Page, url: str) -> dict[str, str]:
    """The address of each view."""
    events = page.request.get(f"{url}/api/events?size=500").json()["events"]
    event = max(events, key=lambda each: (len(each["roots"]), bool(each["killed"]), each["claims"]))
    reports = page.request.get(f"{url}/api/reports?size=500").json()["reports"]
    report = max(reports, key=lambda each: each["claims"])
    actor = page.request.get(f"{url}/api/actors").json()["actors"][0]
    return {
        "map": "/?from=2014-01-01&to=2015-12-31",
        "event": f"/event/{event['event']}",
        "report": f"/report/{report['report']}",
        "actor": f"/actor/{actor['actor']}",
        "review": "/review",
    }


if __name__ == "__main__":
    main(sys.argv[1].rstrip("/"), Path(sys.argv[2]))
