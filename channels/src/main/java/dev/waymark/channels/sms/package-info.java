/** Text messages, through a provider's HTTP interface. {@code TextEnvelope → POST as the provider's kind has it → SendOutcome}. */
@NullMarked
package dev.waymark.channels.sms;

import org.jspecify.annotations.NullMarked;
