/**
 * Who answered: the partner's inbox and acknowledgements, the page behind a link, replies to texts. {@code API, link,
 * reply → Acknowledge → notification, task}.
 */
@NullMarked
package dev.waymark.gateway.acks;

import org.jspecify.annotations.NullMarked;
