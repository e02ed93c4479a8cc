/**
 * The demo's town: partners, a text provider and a mail server on loopback ports, invented people, and a story that is
 * played to a real gateway over its real interfaces, its business clock stepped from one event to the next.
 *
 * <p>story ▶ agenda ▶ pace ▶ gateway ▶ far sides ▶ (people answer) agenda
 */
@NullMarked
package dev.waymark.gateway.sandbox;

import org.jspecify.annotations.NullMarked;
