/**
 * Posts signed after Standard Webhooks 1.0, to addresses that were checked, and the same signatures verified on the way
 * in. {@code WebhookEnvelope → Egress → signed POST → status → SendOutcome}.
 */
@NullMarked
package dev.waymark.channels.webhook;

import org.jspecify.annotations.NullMarked;
