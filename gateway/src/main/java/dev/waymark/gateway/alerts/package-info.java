/**
 * Alerts to the people who manage cases, live over WebSockets (protocol, section 9). Alerts and their acknowledgements
 * share one feed whose cursors are given in commit order: a socket catches up by itself, page by page, then gets what one
 * query a round reads for all sockets of the node. {@code alert_feed} → who may see it → frames.
 */
@NullMarked
package dev.waymark.gateway.alerts;

import org.jspecify.annotations.NullMarked;
