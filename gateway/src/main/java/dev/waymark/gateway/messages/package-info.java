/**
 * What partners on a case and those who manage it write to each other (protocol, section 5a): taken durably, told by the
 * fan-out like any news, read as a thread by who is part of it.
 *
 * <p>POST → {@link dev.waymark.gateway.messages.PgMessages} and a marker for the fan-out, in one transaction → tasks,
 * webhooks, mail, alerts
 */
@NullMarked
package dev.waymark.gateway.messages;

import org.jspecify.annotations.NullMarked;
