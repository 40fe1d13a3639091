/** Names of actors by their numbers in the columns. */

import type { Events } from "./events";

export function actorNames(events: Events, numbers: readonly number[]): string {
  const names = numbers.map((at) => events.columns.actors[at]?.name ?? "?");
  return names.length > 3 ? `${names.slice(0, 2).join(", ")} and ${names.length - 2} more` : names.join(", ");
}
