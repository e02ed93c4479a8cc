/** Text messages, through a provider's HTTP interface. {@code TextEnvelope → signed POST → SendOutcome}. */
@NullMarked
package dev.waymark.channels.sms;

import org.jspecify.annotations.NullMarked;
