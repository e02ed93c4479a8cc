/**
 * What was decided for each message and what became of it, for the people who ask: managers of the case, operators. Dead
 * letters, sent again. {@code notification, attempts, lane → answer} and {@code dead letter → outbox}.
 */
@NullMarked
package dev.waymark.gateway.deliveries;

import org.jspecify.annotations.NullMarked;
