/** Addresses to views, and Back and Forward. */

export interface View {
  element: HTMLElement;
  title: string;
  close?: () => void;
  /** The same view, at another address of its own. */
  moved?: () => void;
}

let mapAddress = "/";

/** The map as it was last looked at. */
export function lastMap(): string {
  return mapAddress;
}

export function keepMap(address: string): void {
  mapAddress = address;
}

export type Maker = (id: string) => View;

export class Router {
  private view: View | null = null;
  private at = "";

  constructor(
    private readonly makers: Readonly<Record<string, Maker>>,
    private readonly stage: HTMLElement,
    private readonly changed: (name: string, title: string) => void,
  ) {
    addEventListener("popstate", () => { this.show(true); });
    document.addEventListener("click", (event) => { this.click(event); });
  }

  go(address: string): void {
    history.pushState(null, "", address);
    this.show(false);
  }

  /** Show the address; `again` makes a view anew even where it is open already. */
  show(back: boolean, again = false): void {
    const [, name = "", ...rest] = location.pathname.split("/");
    const key = location.pathname;
    if (this.view?.moved && key === this.at && !again) {
      this.view.moved();
      return;
    }
    this.at = key;
    this.view?.close?.();
    delete document.documentElement.dataset["ready"];
    const maker = this.makers[name] ?? this.makers[""];
    if (maker === undefined) return;
    this.view = maker(decodeURIComponent(rest.join("/")));
    this.stage.replaceChildren(this.view.element);
    this.changed(name, this.view.title);
    if (!back) {
      scrollTo(0, 0);
      this.stage.focus({ preventScroll: true });
    }
  }

  private click(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
    const href = link?.getAttribute("href");
    if (href === null || href === undefined || !href.startsWith("/") || href.startsWith("/api") || href.startsWith("/assets")) return;
    event.preventDefault();
    this.go(href);
  }
}
